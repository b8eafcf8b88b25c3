// Query plans as a course shows them: an operator's estimates and measurements stand below it if the line is too long.
// Not here: what is compared of a plan (sql.ts).

const WIDTH = 78;
const OPERATOR = /^(\s*(?:->\s+)?)(\S.*?)\s+(\(cost=[^)]*\))(?:\s+(\(actual [^)]*\)))?$/;
const FOLDED = /^\s+\((?:cost=|actual )/;

/** The lines of a table as psql prints it; only a query plan is changed. */
export function foldPlan(lines: readonly string[]): readonly string[] {
  if (lines[0]?.trim() !== 'QUERY PLAN') return lines;
  const body = lines.slice(2).flatMap(foldLine);
  const width = Math.max(...body.map((line) => line.length)) + 1;
  return [`${' '.repeat(Math.floor((width - 10) / 2))}QUERY PLAN`, '-'.repeat(width), ...body];
}

function foldLine(line: string): string[] {
  const [, before = '', operator = '', estimated = '', measured = ''] = OPERATOR.exec(line) ?? [];
  if (line.length <= WIDTH || operator === '') return [line];
  const indent = ' '.repeat(before.length + 2);
  const together = `${indent}${estimated} ${measured}`.trimEnd();
  const below = together.length <= WIDTH ? [together] : [indent + estimated, indent + measured];
  return [before + operator, ...below];
}

/** The lines as they were before foldPlan(), but for the number of spaces. */
export function unfoldPlan(lines: readonly string[]): string[] {
  const unfolded: string[] = [];
  for (const line of lines) {
    if (FOLDED.test(line)) unfolded.push(`${unfolded.pop() ?? ''} ${line.trim()}`);
    else unfolded.push(line);
  }
  return unfolded;
}
