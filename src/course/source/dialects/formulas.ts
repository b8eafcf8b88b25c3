// Formulas that stand by themselves, between lines `$$`, `\[` and `\]` or as an environment of LaTeX → `math` fences.
// Not here: formulas within a line (markdown-math.ts), what is made of them (markdown/math/formulas.ts).
import { marginOf, type Line } from './line.ts';
import type { Mark } from './scan.ts';

const ENVIRONMENT =
  /^\\begin\{((?:align|aligned|equation|gather|multline|eqnarray|alignat|flalign|math|displaymath|cases|array|[bpv]?matrix)\*?)\}/;
/** No formula has more lines; what has is an opening without an end. */
const LONGEST = 200;

/** The last line of a formula that begins at `start`, if one does. A blank line ends the search. */
export function endOfFormula(
  lines: readonly Line[],
  marks: readonly Mark[],
  start: number,
): number | undefined {
  const text = lines[start]?.text.trim() ?? '';
  const ends = endingOf(text);
  if (!ends) return undefined;
  for (let index = start; index < Math.min(lines.length, start + LONGEST); index++) {
    if (marks[index] === 'open' || marks[index] === 'code') return undefined;
    const line = lines[index]?.text.trim() ?? '';
    if (ends(line, index === start)) return index;
    // A blank line belongs to a formula only where its opening stands alone.
    if (line === '' && text !== '$$' && text !== '\\[') return undefined;
  }
  return undefined;
}

function endingOf(text: string): ((line: string, isFirst: boolean) => boolean) | undefined {
  if (text.startsWith('$$')) {
    // One that ends in its own line within a sentence is read there.
    if (text.indexOf('$$', 2) >= 0 && !/^\$\$[^$]*\$\$(?:\s*\([\w-]+\)|\s*\{#[\w:-]+\})?$/.test(text))
      return undefined;
    return (line, isFirst) => /\$\$(?:\s*\([\w-]+\)|\s*\{#[\w:-]+\})?$/.test(isFirst ? line.slice(2) : line);
  }
  if (text.startsWith('\\[')) {
    if (/^\\\[[^\\]*\\\]\(/.test(text)) return undefined;
    return (line) => line.endsWith('\\]');
  }
  const [, name] = ENVIRONMENT.exec(text) ?? [];
  return name === undefined ? undefined : (line) => line.includes(`\\end{${name}}`);
}

/** The same formula as a fence. */
export function formulaLines(lines: readonly Line[]): Line[] {
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) return [];
  const margin = ' '.repeat(marginOf(first.text));
  const isEnvironment = first.text.trim().startsWith('\\begin');
  const body = lines.flatMap((line, index): Line[] => {
    let text = line.text.trim();
    if (!isEnvironment && index === 0) text = text.slice(2);
    if (!isEnvironment && index === lines.length - 1) {
      text = text.replace(/(?:\$\$(?:\s*\([\w-]+\)|\s*\{#[\w:-]+\})?|\\\])$/, '');
    }
    return text.trim() === '' ? [] : [{ ...line, text: `${margin}${text.trim()}` }];
  });
  const [, round, braced] = /\$\$\s*(?:\(([\w:-]+)\)|\{#([\w:-]+)\})$/.exec(last.text.trimEnd()) ?? [];
  const label = round ?? braced;
  const anchor = [
    { text: '', line: first.line, shift: 0 },
    { text: `${margin}<a id="${label}"></a>`, line: first.line, shift: 0 },
  ];
  return [
    ...(label === undefined ? [] : anchor),
    { text: '', line: first.line, shift: 0 },
    { text: `${margin}~~~math`, line: first.line, shift: 0 },
    ...body,
    { text: `${margin}~~~`, line: last.line, shift: 0 },
    { text: '', line: last.line, shift: 0 },
  ];
}
