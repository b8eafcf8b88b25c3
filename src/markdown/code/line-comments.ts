// Comments by which other tools mark lines of code: `// [!code ++]` (VitePress, Shiki), `// highlight-next-line`
// (Docusaurus) → the marks, and the code without them. Not here: marks that a fence's first line names (fence-info.ts).
export type LineElement = 'mark' | 'ins' | 'del';

export interface CommentedCode {
  readonly value: string;
  /** Line → its mark. */
  readonly marks: ReadonlyMap<number, LineElement>;
  /** The number that a line of the fence has now; one that was taken out has none. */
  lineOf(written: number): number | undefined;
}

const [OPENS, CLOSES] = [
  String.raw`(?:\/\/|#|--|;|%|\/\*|\{\/\*|<!--|\(\*|')`,
  String.raw`(?:\*\/\}|\*\/|-->|\*\))?`,
];
const CODE = new RegExp(
  String.raw`[ \t]{0,20}${OPENS}[ \t]{0,20}\[!code[ \t]{1,5}(\+\+|--|[a-z]{1,20})(?::([^\]\n]{1,80}))?\][ \t]{0,20}${CLOSES}[ \t]{0,20}$`,
);
const HIGHLIGHT = new RegExp(
  String.raw`^[ \t]{0,200}${OPENS}[ \t]{0,5}highlight-(next-line|start|end)[ \t]{0,5}${CLOSES}[ \t]{0,20}$`,
);
/** Languages in which a text may show such comments. */
const SHOWS = new Set(['md', 'markdown', 'mdx', 'text', 'diff', 'patch']);

export function withoutLineComments(written: string, language: string): CommentedCode {
  if (SHOWS.has(language) || !/\[!code\s|highlight-(?:next-line|start)/.test(written))
    return { value: written, marks: new Map(), lineOf: (line) => line };
  const marks = new Map<number, LineElement>();
  const lines: string[] = [];
  const numbers = new Map<number, number>();
  /** Marks of lines to come. */
  let next: LineElement | undefined;
  let count = 0;
  for (const [index, line] of written.split('\n').entries()) {
    const [, place] = HIGHLIGHT.exec(line) ?? [];
    if (place !== undefined) {
      [next, count] = ['mark', place === 'end' ? 0 : place === 'start' ? Infinity : 1];
      continue;
    }
    const [comment = '', word, option = ''] = CODE.exec(line) ?? [];
    const left = line.slice(0, line.length - comment.length);
    const element = word === '++' ? 'ins' : word === '--' ? 'del' : word === 'word' ? undefined : 'mark';
    const many = Number(option) || 1;
    if (word !== undefined && left.trim() === '') {
      if (element) [next, count] = [element, many];
      continue;
    }
    lines.push(left);
    numbers.set(index + 1, lines.length);
    if (word !== undefined && element) [next, count] = [element, many];
    if (count > 0 && next) marks.set(lines.length, next);
    count -= 1;
  }
  return { value: lines.join('\n'), marks, lineOf: (line) => numbers.get(line) };
}
