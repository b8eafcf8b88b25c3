// Every message to authors: what happened, why it matters, what to do; and the one frame they are printed in.
// Not here: how problems are found (outline.ts, checks/, markdown/).
import leven from 'leven';
import type { Place } from './types.ts';

/** The build continues after warnings; errors stop it, with all problems reported. */
export type Grade = 'warning' | 'error';

/** Something an author should correct. `code` is permanent and explained in the manual. */
export interface Problem {
  readonly grade: Grade;
  readonly code: string;
  readonly place: Place;
  /** What happened and why. */
  readonly text: string;
  /** What to do; may be empty if the text already says it. */
  readonly hint: string;
}

/** Thrown where problems stop the work; its message is the printed report, so no stack trace is needed. */
export class ContentProblems extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[], report = printProblems(problems)) {
    super(report);
    this.name = 'ContentProblems';
    this.stack = '';
    this.problems = problems;
  }
}

/** All problems sorted by file, line and column, without duplicates. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const sorted = [...problems].sort(
    (a, b) =>
      compare(a.place.file, b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      compare(a.code, b.code) ||
      compare(a.text, b.text),
  );
  return sorted.filter((problem, index) => {
    const before = sorted[index - 1];
    return !before || printProblem(before) !== printProblem(problem);
  });
}

// Control and bidirectional characters of quoted text, which a terminal would interpret.
const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const HIDDEN = '\ufffd';

/** A text that may quote a stranger's, such as a title, as it may be printed to a terminal. */
export function printable(text: string): string {
  return text.replaceAll(CONTROL, HIDDEN);
}

/** The same of a file's name, which may hold line breaks. */
export function printableName(file: string): string {
  return printable(file).replaceAll('\n', HIDDEN);
}

/** Limit for quoted text, which may be very long. */
const LONG_QUOTE = /"([^"\n]{160})[^"\n]{40,}"/g;

/** The frame: place and code, then what happened, then what to do. */
export function printProblem({ place, code, text, hint }: Problem): string {
  const where = `${printableName(place.file)}:${place.line}:${place.column}  ${code}`;
  const said = [text, hint].filter(Boolean).map((part) => indent(part.replaceAll(LONG_QUOTE, '"$1…"')));
  return printable([where, ...said].join('\n'));
}

/** All of them, with a last line that counts. */
export function printProblems(problems: readonly Problem[]): string {
  return [...sortProblems(problems).map(printProblem), countProblems(problems)].join('\n\n');
}

/** `1 error, 2 warnings` */
export function countProblems(problems: readonly Problem[]): string {
  const errors = problems.filter(({ grade }) => grade === 'error').length;
  const warnings = problems.length - errors;
  return [errors && plural(errors, 'error'), warnings && plural(warnings, 'warning')]
    .filter(Boolean)
    .join(', ');
}

/** Longer names are not compared, since the time grows with the product of the lengths. */
const LONGEST_GUESSED = 120;

/** The valid name an author most likely meant, or undefined if none is near: at most a third of its letters differ. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > LONGEST_GUESSED) return undefined;
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    // Names whose lengths differ by more than their distance may need not be compared, and most differ.
    if (Math.abs(candidate.length - name.length) > Math.max(2, candidate.length / 3)) continue;
    const distance = leven(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best !== undefined && bestDistance <= Math.max(2, best.length / 3) ? best : undefined;
}

/** `Did you mean "x"?`, or the fallback sentence if nothing is near. */
export function didYouMean(name: string, candidates: Iterable<string>, otherwise: string): string {
  const near = nearest(name, candidates);
  if (near === undefined) return otherwise;
  // NFC and NFD spellings look the same.
  return near !== name && near.normalize('NFC') === name.normalize('NFC')
    ? `There is "${near}", which looks the same and is stored with other characters for its accents: copy its name from there.`
    : `Did you mean "${near}"?`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function indent(line: string): string {
  return `  ${line.replaceAll('\n', '\n  ')}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
