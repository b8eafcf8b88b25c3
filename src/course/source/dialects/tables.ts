// Tables and lines that only Pandoc reads, drawn with signs: shown as they are drawn, as code, and told.
// Not here: tables of instructions (directive-tables.ts).
import { asCode } from './shapes.ts';
import type { Line, Notices } from './line.ts';
import type { Mark } from './scan.ts';

const GRID = /^\s*\+(?:[-=:]+\+)+\s*$/;
const SIMPLE = /^\s*-{3,}(?:\s+-{3,})+\s*$/;
const NUMBERED = /^\(@[\w-]*\)\s+\S/;
const LINE_BLOCK = /^\|\s(?!.*\|\s*$)/;

export interface DrawnTable {
  /** The index after its last line. */
  readonly end: number;
  readonly lines: readonly Line[];
}

/** The table whose first line this is, or the line above whose rule; undefined where there is none. */
export function drawnTable(
  lines: readonly Line[],
  marks: readonly Mark[],
  start: number,
  notices: Notices,
): DrawnTable | undefined {
  const line = lines[start];
  if (!line || marks[start] === 'open') return undefined;
  const isGrid = GRID.test(line.text);
  const isSimple =
    SIMPLE.test(line.text) ||
    (line.text.trim() !== '' && !line.text.includes('|') && SIMPLE.test(lines[start + 1]?.text ?? ''));
  if (!isGrid && !isSimple) return undefined;
  let end = start;
  while (end < lines.length && (lines[end]?.text ?? '').trim() !== '') end += 1;
  if (end - start < 3) return undefined;
  notices.report({
    code: 'foreign-syntax',
    kind: 'drawn table',
    line: line.line,
    text: 'This table is drawn in a way that only Pandoc reads, so it is shown as it is drawn.',
    hint: 'Write it with bars: | Station | Remark | and below it | --- | --- |.',
  });
  return { end, lines: asCode({ ...line, text: '' }, 'text', '', lines.slice(start, end)) };
}

/** Examples that are numbered over a whole text, and lines that keep their ends; undefined for other lines. */
export function keptLine(line: Line, next: Line | undefined, notices: Notices): Line | undefined {
  if (NUMBERED.test(line.text)) {
    notices.report({
      code: 'foreign-syntax',
      kind: 'numbered example',
      line: line.line,
      text: `The number of "${line.text.slice(0, 60)}" is shown as it is written.`,
      hint: 'Write a list: "1. …".',
    });
  } else if (LINE_BLOCK.test(line.text)) {
    // A space without a break, since the margin of such a line counts.
    const [, margin = '', words = ''] = /^\|(\s*)(.*)$/.exec(line.text) ?? [];
    return {
      ...line,
      text: `${'\u00a0'.repeat(Math.max(0, margin.length - 1))}${words}${LINE_BLOCK.test(next?.text ?? '') ? '\\' : ''}`,
    };
  }
  return undefined;
}
