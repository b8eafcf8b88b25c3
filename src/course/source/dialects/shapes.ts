// Blocks of other tools in the form in which they are written here: lines in, lines out.
// Not here: which block becomes what (containers.ts, indented.ts, directive-fences.ts).
import { dedent, marginOf, type Line } from './line.ts';
import { fenceOf, scan } from './scan.ts';

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
