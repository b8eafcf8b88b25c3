// A line of an author's text while it is rewritten, and what is told of a file. Not here: any rewriting.
import type { Problem } from '../../problems.ts';

export interface Line {
  readonly text: string;
  /** Its line in the author's file, from 1; a line that was added has that of its neighbour. */
  readonly line: number;
  /** How far its text stands to the left of where it stands in the file. */
  readonly shift: number;
}

export function marginOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** The line without that many columns of its margin. */
export function dedent(line: Line, columns: number): Line {
  const taken = Math.min(columns, marginOf(line.text));
  return taken === 0 ? line : { ...line, text: line.text.slice(taken), shift: line.shift + taken };
}

/** Something of another tool, told once in a file for each kind of it. */
export interface Notices {
  report(notice: { code: string; kind: string; line: number; text: string; hint: string }): void;
}

export function createNotices(): Notices & { problems(file: string): Problem[] } {
  const told = new Map<string, { code: string; line: number; text: string; hint: string; count: number }>();
  return {
    report({ kind, ...notice }) {
      const key = `${notice.code} ${kind}`;
      const before = told.get(key);
      if (before) before.count += 1;
      else told.set(key, { ...notice, count: 1 });
    },
    problems(file) {
      return [...told.values()].map(({ code, line, text, hint, count }) => ({
        grade: 'warning',
        code,
        place: { file, line, column: 1 },
        text: count === 1 ? text : `${text} (${count} times in this file.)`,
        hint,
      }));
    },
  };
}
