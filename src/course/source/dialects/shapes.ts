// Blocks of other tools in the form in which they are written here: lines in, lines out.
// Not here: which block becomes what (containers.ts, indented.ts, directive-fences.ts).
import { dedent, marginOf, type Line } from './line.ts';
import { fenceOf, scan } from './scan.ts';

/** Rewrites lines that stand in a block of the given margin. */
export type Within = (content: readonly Line[], margin: number) => Line[];

/** An added line, at the place of its neighbour. */
function added(text: string, { line }: Line): Line {
  return { text, line, shift: 0 };
}

/** Content moved to the left until its least margin is that of its block. */
export function toMargin(content: readonly Line[], margin: number): Line[] {
  let least = Infinity;
  for (const { text } of content) if (text.trim() !== '') least = Math.min(least, marginOf(text));
  const surplus = least === Infinity ? 0 : least - margin;
  return surplus > 0 ? content.map((line) => dedent(line, surplus)) : [...content];
}

/** An alert: `> [!WORD] Title`. */
export function asBox(at: Line, word: string, title: string, content: readonly Line[]): Line[] {
  const margin = marginOf(at.text);
  const before = ' '.repeat(margin);
  const head: Line = {
    ...at,
    text: `${before}> [!${word.toUpperCase()}] ${title}`.trimEnd(),
    shift: at.shift,
  };
  const body = toMargin(content, margin).map((line): Line => ({
    ...line,
    text: `${before}> ${line.text.slice(Math.min(margin, marginOf(line.text)))}`,
    shift: line.shift - 2,
  }));
  return [added('', at), head, added(`${before}>`, at), ...body, added('', content.at(-1) ?? at)];
}

export function asFold(at: Line, title: string, content: readonly Line[]): Line[] {
  const margin = ' '.repeat(marginOf(at.text));
  const last = content.at(-1) ?? at;
  return [
    added('', at),
    added(`${margin}<details>`, at),
    added(`${margin}<summary>${escape(title)}</summary>`, at),
    added('', at),
    ...toMargin(content, margin.length),
    added('', last),
    added(`${margin}</details>`, last),
    added('', last),
  ];
}

/** A bold line above; where the content is a single fence, a tab of that name. */
export function asLabelled(at: Line, title: string, content: readonly Line[]): Line[] {
  const margin = marginOf(at.text);
  const moved = toMargin(content, margin);
  if (title === '') return asPlain(at, moved);
  const marks = scan(moved);
  const hasText = moved.some(({ text }, index) => marks[index] === 'text' && text.trim() !== '');
  if (!hasText && marks.filter((mark) => mark === 'open').length === 1)
    return asPlain(at, withTabs(moved, title));
  const last = content.at(-1) ?? at;
  return [
    added('', at),
    added(`${' '.repeat(margin)}**${title}**`, at),
    added('', at),
    ...moved,
    added('', last),
  ];
}

/** Headings of the least rank in the content are names, each of what follows it. */
export function asHeadedTabs(
  at: Line,
  content: readonly Line[],
  rewrite: (content: readonly Line[]) => Line[],
): Line[] {
  const marks = scan(content);
  const ranks = content.map(({ text }, index) =>
    marks[index] === 'text' ? (/^\s*(#{1,6})\s+\S/.exec(text)?.[1]?.length ?? 0) : 0,
  );
  const rank = Math.min(...ranks.filter((each) => each > 0));
  const starts = ranks.flatMap((each, index) => (each === rank ? [index] : []));
  if (starts.length === 0) return asPlain(at, rewrite(content));
  return [
    ...asPlain(at, rewrite(content.slice(0, starts[0]))),
    ...starts.flatMap((start, index) => {
      const heading = content[start] ?? at;
      const name = heading.text
        .replace(/^\s*#+\s+/, '')
        .replace(/\s*(?:\{[^{}]*\}|#+)\s*$/, '')
        .replace(/^(\*\*|__)\s*(.*?)\s*\1$/, '$2');
      return asLabelled(
        { ...heading, text: at.text },
        name,
        rewrite(content.slice(start + 1, starts[index + 1])),
      );
    }),
  ];
}

/** Headings that begin deeper than the one above asks for are raised, all by the same. */
export function withoutGap(lines: readonly Line[], above: number): Line[] {
  const marks = scan(lines);
  const isHeading = (line: Line, index: number): boolean =>
    marks[index] === 'text' && /^#{1,6}\s/.test(line.text);
  const ranks = lines.flatMap((line, index) =>
    isHeading(line, index) ? [(/^#+/.exec(line.text)?.[0] ?? '').length] : [],
  );
  const surplus = Math.min(...ranks) - (above + 1);
  if (ranks.length === 0 || surplus <= 0) return [...lines];
  return lines.map((line, index) => (isHeading(line, index) ? dedentHeading(line, surplus) : line));
}

function dedentHeading(line: Line, surplus: number): Line {
  return { ...line, text: line.text.slice(surplus), shift: line.shift + surplus };
}

export function asPlain(at: Line, content: readonly Line[]): Line[] {
  return [added('', at), ...toMargin(content, marginOf(at.text)), added('', content.at(-1) ?? at)];
}

export function asCode(at: Line, language: string, title: string, content: readonly Line[]): Line[] {
  const margin = ' '.repeat(marginOf(at.text));
  const named = title === '' ? '' : ` title="${title.replaceAll('"', '\\"')}"`;
  const last = content.at(-1) ?? at;
  return [
    added('', at),
    added(`${margin}${FENCE}${language}${named}`, at),
    ...content,
    added(`${margin}${FENCE}`, last),
    added('', last),
  ];
}

/** Longer than any fence that code about fences holds. */
const FENCE = '~~~~~~~~';

/** The first fence of the content with a title of its own. */
export function withTitle(content: readonly Line[], title: string): Line[] {
  const at = scan(content).indexOf('open');
  return content.map((line, index) =>
    index === at && !/\btitle=/.test(line.text)
      ? {
          ...line,
          text: `${line.text.trimEnd()}${/[`~]$/.test(line.text.trimEnd()) ? 'text' : ''} title="${title.replaceAll('"', "'")}"`,
        }
      : line,
  );
}

/** Each fence in the content as a tab: of the given name, else of that in its brackets, its title or its language. */
export function withTabs(content: readonly Line[], label = ''): Line[] {
  const marks = scan(content);
  return content.map((line, index) => {
    const fence = marks[index] === 'open' ? fenceOf(line.text) : undefined;
    if (!fence || /\btab=/.test(fence.info)) return line;
    const [, bracketed] = /\[([^\]]+)\]/.exec(fence.info) ?? [];
    const [, titled] = /title="([^"]+)"/.exec(fence.info) ?? [];
    const [language = 'Text'] = /^[\w+#-]+/.exec(fence.info) ?? [];
    const tab = (label || bracketed || titled || language).replaceAll('"', "'");
    const info = fence.info.replace(/\s*\[[^\]]+\]/, '');
    return { ...line, text: `${fence.margin}${fence.signs}${info} tab="${tab}"` };
  });
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('{', '&#123;');
}
