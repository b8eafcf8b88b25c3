// Signs of other tools that are a line by themselves: includes, labels, attributes of a block, imports, embedded media.
// Not here: blocks of several lines (containers.ts, indented.ts), signs within a line (inline.ts).
import { attribute } from './attribute.ts';
import { OF_TOOLS } from './foreign-modules.ts';
import { marginOf, type Line, type Notices } from './line.ts';
import { asBox } from './shapes.ts';
import { shortcode, tabInOneLine } from './single-shortcodes.ts';
import { unknownTag } from './unknown-tags.ts';

const INCLUDE =
  /^(?:<<<\s*(?:@\/?)?\S|--8<--\s*["']|!!!include\(|@\[code[^\]]*\]\(|@import\s+["']|<!--\s*@include:|\[[^\]\n]{0,200}\]\([^)\n]{0,300}\s+["']:include\b|!\[\[[^\]\n]+\.md(?:#[^\]\n]*)?\]\]|\.\. include::)/;
const IMPORT =
  /^(?:import\s+(?:[\w*{}\s,$]{1,2000}\s+from\s+)?["']([^"'\n]{1,200})["'];?|export\s+(?:const|let|default|function)\s.{1,300})\s*$/;

/** Components that an MDX file defines, or imports from elsewhere than the tools that are known here. */
export function ownComponents(lines: readonly Line[]): ReadonlySet<string> {
  const own = new Set<string>();
  for (const [index, { text }] of lines.entries()) {
    const [, defined] =
      /^export\s+(?:default\s+)?(?:async\s+)?(?:const|let|var|function|class)\s+([A-Z]\w*)/.exec(text) ?? [];
    if (defined !== undefined) own.add(defined);
    if (!text.startsWith('import')) continue;
    const imported = IMPORT.exec(moduleCode(lines, index)?.text ?? '');
    if (imported?.[1] === undefined || OF_TOOLS.test(imported[1])) continue;
    for (const [name] of (imported[0].split(/\sfrom\s/)[0] ?? '').matchAll(/\b[A-Z]\w*/g)) own.add(name);
  }
  return own;
}

/** An import or export over several lines, from the one that begins it; undefined where it is prose. */
export function moduleCode(
  lines: readonly Line[],
  start: number,
): { readonly text: string; readonly end: number } | undefined {
  let text = '';
  let depth = 0;
  for (let index = start; index < Math.min(lines.length, start + MOST_CODE); index++) {
    const line = lines[index]?.text ?? '';
    if (line.trim() === '' && depth <= 0) return undefined;
    text += `${index === start ? '' : ' '}${line.trim()}`;
    for (const [sign] of line.matchAll(/[([{}\])]/g)) depth += /[([{]/.test(sign) ? 1 : -1;
    if (depth <= 0 && MODULE_CODE.test(text)) return { text, end: index + 1 };
  }
  return undefined;
}

const MOST_CODE = 80;
const MODULE_CODE =
  /^(?:import\s+(?:[\w*{}\s,$]{1,2000}\s+from\s+)?["'][^"'\n]{1,200}["'];?$|export\s+(?:const|let|var|default|async|function|class)\s.*[={(])/;

/** The index after code of MDX that a .md file does not hold, which is left out; undefined for other lines. */
export function endOfModuleCode(lines: readonly Line[], start: number, notices: Notices): number | undefined {
  const line = lines[start];
  if (!line || !/^(?:import|export)\s/.test(line.text)) return undefined;
  const code = moduleCode(lines, start);
  if (!code) return undefined;
  const [, module = ''] = /["']([^"']+)["'];?$/.exec(code.text) ?? [];
  if (code.text.startsWith('export') || !OF_TOOLS.test(module)) {
    notices.report({
      code: 'foreign-syntax',
      kind: 'import',
      line: line.line,
      text: `"${code.text.slice(0, 80)}" is code of MDX, which a .md file does not hold, so it is left out.`,
      hint: 'Rename the file to .mdx, or take it out.',
    });
  }
  return code.end;
}

/** The lines that stand for this one; undefined where it is a line like any other. `next` is the one below. */
export function singleLine(
  line: Line,
  isMdx: boolean,
  own: ReadonlySet<string>,
  notices: Notices,
): Line[] | undefined {
  const text = line.text.trim();
  const put = (written: string): Line[] => [
    { ...line, text: `${' '.repeat(marginOf(line.text))}${written}` },
  ];
  const report = (code: string, kind: string, what: string, hint: string): void =>
    notices.report({ code, kind, line: line.line, text: what, hint });

  const [, shown = '', elsewhere = ''] =
    /^!?\[([^\]\n]{0,200})\]\((https?:[^\s()]{1,300})\s+["']:include\b[^()\n]*\)$/.exec(text) ?? [];
  if (elsewhere !== '') return put(`[${shown || elsewhere}](${elsewhere})`);
  if (INCLUDE.test(text)) {
    report(
      'include-unread',
      'line',
      `"${text.slice(0, 120)}" asks for another file, which is not shown: Lectern reads each file by itself.`,
      'Copy what is to be read into this file.',
    );
    return put(`\`\` ${text} \`\``);
  }
  const [, sign, said] = /^([!?])>\s+(\S.*)$/.exec(text) ?? [];
  if (sign !== undefined && said !== undefined)
    return asBox(line, sign === '!' ? 'important' : 'tip', '', put(said));
  if (!isMdx) {
    const [, label] = /^\(([\w:.-]{1,100})\)=$/.exec(text) ?? [];
    if (label !== undefined) return [...put(`<a id="${label}"></a>`), { ...line, text: '' }];
    // Attributes of the block above, and what a template engine or a division of pages would have taken.
    if (
      /^\{:[^{}]{0,200}\}$/.test(text) ||
      /^\{[#.][^{}\n]{0,200}\}$/.test(text) ||
      /^\+\+\+(?:\s*\{.{0,300}\})?$/.test(text) ||
      // A pause of slides, a division of columns, a page of paper.
      /^(?:\. \. \.|<--->|\\(?:newpage|pagebreak|clearpage))$/.test(text) ||
      /^\{::?\/?(?:comment|nomarkdown|options)[^{}]{0,200}\}$/.test(text) ||
      /^\{%-?\s*(?:end)?raw\s*-?%\}$/.test(text)
    )
      return put('');
    if (/^\*\[[^\]]{1,60}\]:\s+\S/.test(text)) {
      report(
        'foreign-syntax',
        'abbreviation',
        `"${text.slice(0, 80)}" explains an abbreviation that this file does not use, so it is shown as it is written.`,
        'Explain it in the file that uses it, or in the glossary.',
      );
    }
  }
  return text.startsWith('{')
    ? (tabInOneLine(text, put) ?? shortcode(text, line, put, notices))
    : text.startsWith('<')
      ? (tag(text, own, put) ?? (isMdx ? undefined : unknownTag(line, notices)))
      : undefined;
}

/** A tab, a card or a step in one line: its name and its words. */
function inOneLine(
  text: string,
  own: ReadonlySet<string>,
  put: (written: string) => Line[],
): Line[] | undefined {
  const [, name = '', rest = '', words = ''] =
    /^<(TabItem|Tab|Card|Step|AccordionItem|Accordion)\s([^<>]{1,300})>(.+)<\/\1>$/.exec(text) ?? [];
  if (name === '' || own.has(name)) return undefined;
  const title = attribute(rest, 'label') || attribute(rest, 'title') || attribute(rest, 'value');
  return title === '' ? undefined : [...put(''), ...put(`**${title}**: ${words.trim()}`), ...put('')];
}

function tag(text: string, own: ReadonlySet<string>, put: (written: string) => Line[]): Line[] | undefined {
  const labelled = inOneLine(text, own, put);
  if (labelled) return labelled;
  const [, name = '', rest = ''] = /^<([A-Z]\w*)\s+([^<>]*?)\/?>(?:\s*<\/\1>)?$/.exec(text) ?? [];
  if (own.has(name)) return undefined;
  const at = (...keys: string[]): string => keys.map((key) => attribute(rest, key)).find(Boolean) ?? '';
  if (/^(?:LinkCard|LinkButton|Card|CardLink|DocCard)$/.test(name) && at('href', 'link', 'to') !== '') {
    const description = at('description', 'desc');
    return put(
      `- [${at('title', 'label', 'text') || at('href', 'link', 'to')}](<${at('href', 'link', 'to')}>)${description === '' ? '' : `: ${description}`}`,
    );
  }
  if (name === 'YouTube' || name === 'Youtube') {
    const id = at('id', 'videoId').replace(/^.*(?:v=|\/)/, '');
    return id === ''
      ? undefined
      : put(`[${at('title') || 'Video on YouTube'}](https://www.youtube.com/watch?v=${id})`);
  }
  if (/^(?:TOCInline|DocCardList|Content|SearchBar)$/.test(name)) return put('');
  return undefined;
}
