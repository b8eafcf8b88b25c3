// Definition lists as Pandoc, PHP Markdown Extra and MkDocs write them: a term on a line of its own, below it lines that
// begin with a colon → the elements that HTML has for them. Not here: the glossary of a course (outline/glossary.ts).
import { dedent, marginOf, type Line } from './line.ts';

const DEFINITION = /^ {0,3}:[ \t]{1,3}(?=\S)/;
/** What begins another block than a paragraph is no term. */
const NO_TERM = /^(?:\s|[>#|<`~:]|[-*+]\s|\d{1,9}[.)]\s|-{3,}|={3,})/;

/** Blank lines between a term and its definition, with those that a list before has added. */
const MOST_BLANK = 2;

export interface Definition {
  /** The index after the last line of the definition. */
  readonly end: number;
  readonly lines: readonly Line[];
}

/**
 * The definition that begins at `start`, if its term is the last line of `output`, which is taken from it. A further
 * definition of the same term joins the list before.
 */
export function takeDefinition(
  lines: readonly Line[],
  start: number,
  output: Line[],
  rewrite: (content: readonly Line[]) => Line[],
): Definition | undefined {
  const line = lines[start];
  const width = DEFINITION.exec(line?.text ?? '')?.[0].length;
  if (!line || width === undefined) return undefined;
  let last = output.length - 1;
  while (last > 0 && last >= output.length - MOST_BLANK && output[last]?.text.trim() === '') last -= 1;
  const above = output[last];
  const joins = above?.text === '</dl>';
  if (!above || (!joins && (NO_TERM.test(above.text) || (output[last - 1]?.text ?? '').trim() !== '')))
    return undefined;
  output.length = last;
  const end = endOfDefinition(lines, start);
  const body = [
    { ...line, text: line.text.slice(width), shift: line.shift + width },
    ...lines.slice(start + 1, end).map((each) => dedent(each, Math.min(width, 4))),
  ];
  const put = (text: string, at = line): Line => ({ text, line: at.line, shift: 0 });
  const term = joins
    ? []
    : [
        put('', above),
        put('<dl>', above),
        put('<dt>', above),
        put('', above),
        above,
        put('', above),
        put('</dt>', above),
      ];
  return {
    end,
    lines: [...term, put('<dd>'), put(''), ...rewrite(body), put(''), put('</dd>'), put('</dl>'), put('')],
  };
}

/** Lines with a margin go on; so does a line right below, unless it begins a further definition. */
function endOfDefinition(lines: readonly Line[], start: number): number {
  let end = start + 1;
  for (let index = start + 1; index < lines.length; index++) {
    const text = lines[index]?.text ?? '';
    if (text.trim() === '') continue;
    const isRightBelow = index === end && !DEFINITION.test(text) && !NO_TERM.test(text);
    if (marginOf(text) < 2 && !isRightBelow) break;
    end = index + 1;
  }
  return end;
}
