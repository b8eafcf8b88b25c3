// Lines of other tools in the way in which they are paired and rewritten: a sign that is spread over several lines as one,
// and a block that stands in one line as three. Not here: what the blocks mean (containers.ts).
import { closingOf, openingOf } from './containers.ts';
import { marginOf, type Line } from './line.ts';
import type { Mark } from './scan.ts';

/** What a sign begins with, and what ends it. */
const SIGNS: readonly (readonly [begins: RegExp, ends: RegExp])[] = [
  [/^\s*\{\{[<%]/, /[%>]\}\}/],
  [/^\s*\{%(?!-?\s*@)/, /%\}/],
  [/^\s*<[A-Z][\w.]*(?=\s|$)/, />/],
  [/^\s*<h[1-6](?=[\s>])/, /<\/h[1-6]>/],
];
const LONGEST_SIGN = 20;
const STARTS = /^\s*(?:\{\{[<%]|\{%|<[A-Z]|<h[1-6])/;
const ONE_LINE =
  /^(\s*)(\{\{[<%][^{}]{1,300}[%>]\}\}|\{%[^{}%]{1,300}%\}|<[A-Z][^<>]{0,300}>)(.*\S.*?)(\{\{[<%]\s*\/[^{}]{1,60}[%>]\}\}|\{%-?\s*end[^{}%]{1,60}%\}|<\/[A-Z][\w.]*>)\s*$/;

/** The same lines where none of them is such a one. */
export function normalise(
  lines: readonly Line[],
  marks: readonly Mark[],
  isMdx: boolean,
  own: ReadonlySet<string>,
): readonly Line[] {
  if (!lines.some(({ text }, index) => marks[index] === 'text' && STARTS.test(text))) return lines;
  const made: Line[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (!line) continue;
    if (marks[index] !== 'text' || !STARTS.test(line.text)) {
      made.push(line);
      continue;
    }
    const end = endOfSign(lines, marks, index, isMdx);
    const whole = end === index ? line : { ...line, text: joined(lines.slice(index, end + 1)) };
    made.push(...(end === index ? splitBlock(line, own) : [whole]));
    index = end;
  }
  return made;
}

/** The line that ends the sign which this one begins; the line itself where it ends there, or nowhere near. */
function endOfSign(lines: readonly Line[], marks: readonly Mark[], start: number, isMdx: boolean): number {
  const text = lines[start]?.text ?? '';
  const [begins, ends] = SIGNS.find(([each]) => each.test(text)) ?? [];
  if (!begins || !ends || ends.test(text) || (isMdx && /^\s*<h/.test(text))) return start;
  for (let index = start + 1; index < Math.min(lines.length, start + LONGEST_SIGN); index++) {
    const next = lines[index]?.text ?? '';
    // Code in braces is left to the parser of MDX.
    if (marks[index] !== 'text' || next.trim() === '' || (isMdx && /[{}]/.test(next))) return start;
    if (ends.test(next)) return index;
  }
  return start;
}

function joined(lines: readonly Line[]): string {
  return lines.map(({ text }, index) => (index === 0 ? text.trimEnd() : text.trim())).join(' ');
}

function splitBlock(line: Line, own: ReadonlySet<string>): Line[] {
  const [, margin = '', opens = '', content = '', closes = ''] = ONE_LINE.exec(line.text) ?? [];
  const opening = opens === '' ? undefined : openingOf(opens, own);
  if (!opening || opening.family !== closingOf(closes)) return [line];
  // A tab and its words may stand in one line here too.
  if (opening.shape.as === 'label' && opening.shape.title !== '') return [line];
  const width = marginOf(line.text) + opens.length - margin.length;
  return [
    { ...line, text: margin + opens },
    { ...line, text: margin + content.trim(), shift: line.shift + width },
    { ...line, text: margin + closes },
  ];
}
