// A short report of many problems: each kind once in full, with the places of the others. A course that was written for another
// tool may have a thousand problems of a few kinds.
// Not here: one problem's frame, and the report of few (problems.ts).
import {
  countProblems,
  printableName,
  printProblem,
  printProblems,
  sortProblems,
  type Problem,
} from './problems.ts';

/** Up to this number, every problem is printed in full. */
const FEW = 20;
const MOST_KINDS = 15;
const MOST_FILES = 6;
const MOST_LINES = 3;

/** The report for a terminal; with `showsAll` every problem in full. */
export function printReport(problems: readonly Problem[], showsAll: boolean): string {
  const sorted = sortProblems(problems);
  if (showsAll || sorted.length <= FEW) return printProblems(sorted);
  const groups = [...groupByKind(sorted)].sort((a, b) => rank(a) - rank(b));
  const shown = groups.slice(0, MOST_KINDS);
  const left = groups.length - shown.length;
  return [
    ...shown.map(printGroup),
    ...(left > 0 ? [`${left} more ${left === 1 ? 'kind' : 'kinds'} of problems.`] : []),
    `${countProblems(sorted)}. To see each: npm run check -- --content --all`,
  ].join('\n\n');
}

/** Errors, which stop a build, come first; among themselves kinds come in the order of their first places. */
function rank([first]: readonly Problem[]): number {
  return first?.grade === 'error' ? 0 : 1;
}

/** Problems of one code whose texts differ only in what they quote. */
function groupByKind(problems: readonly Problem[]): Iterable<Problem[]> {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const words = problem.text.slice(0, LONGEST_COMPARED).replace(/"[^"]*"|<[^>]*>|\d[\d,]*/g, '…');
    const key = `${problem.grade} ${problem.code} ${words}`;
    const group = groups.get(key);
    if (group) group.push(problem);
    else groups.set(key, [problem]);
  }
  return groups.values();
}

const LONGEST_COMPARED = 300;

function printGroup(group: readonly Problem[]): string {
  const [first, ...rest] = group;
  if (!first) return '';
  const frame = printProblem(first);
  if (rest.length === 0) return frame;
  const files = new Map<string, number[]>();
  for (const { place } of rest) {
    const lines = files.get(place.file);
    if (lines) lines.push(place.line);
    else files.set(place.file, [place.line]);
  }
  const named = [...files].slice(0, MOST_FILES).map(([file, lines]) => {
    const more = lines.length - MOST_LINES;
    return `${printableName(file)}:${lines.slice(0, MOST_LINES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  });
  const others = files.size - named.length;
  const where = `${named.join('; ')}${others > 0 ? `; and ${others} other ${others === 1 ? 'file' : 'files'}` : ''}`;
  return `${frame}\n  ${rest.length} more of this kind: ${where}`;
}
