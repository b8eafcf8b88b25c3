// What PostgreSQL answers, as plain data that goes from the worker to the page. Not here: how it is got or shown.

export interface Column {
  readonly name: string;
  /** As SQL names it: `bigint`, `timestamp with time zone`. */
  readonly type: string;
}

/** Rows as texts, the way the server writes them; at most MOST_ROWS of them. */
export interface RowsAnswer {
  readonly kind: 'rows';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** How many there were. */
  readonly count: number;
}

/** What a statement without rows did, such as `UPDATE 3`. */
export interface TagAnswer {
  readonly kind: 'tag';
  readonly tag: string;
}

/** An error or a notice, in PostgreSQL's own words. */
export interface MessageAnswer {
  readonly kind: 'error' | 'notice';
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly detail: string;
  readonly hint: string;
  readonly where: string;
  /** Where in the script, in UTF-16 units; undefined if PostgreSQL names no place. */
  readonly at: number | undefined;
}

export type Answer = RowsAnswer | TagAnswer | MessageAnswer;

/** One statement with all it answered. */
export interface StatementAnswer {
  readonly text: string;
  readonly answers: readonly Answer[];
  readonly ms: number;
}

/** A script that was run to its end; a failing statement does not stop the next, as in psql. */
export interface ScriptAnswer {
  readonly statements: readonly StatementAnswer[];
  /** Whether the database or the session is another than before. */
  readonly changed: boolean;
}

/** More rows than a reader looks through; the rest is counted. */
export const MOST_ROWS = 200;

export function errorsIn({ statements }: ScriptAnswer): MessageAnswer[] {
  return statements
    .flatMap(({ answers }) => answers)
    .filter((answer): answer is MessageAnswer => answer.kind === 'error');
}

/** The rows of the last statement that gave some. */
export function lastRows({ statements }: ScriptAnswer): RowsAnswer | undefined {
  return statements
    .flatMap(({ answers }) => answers)
    .findLast((answer): answer is RowsAnswer => answer.kind === 'rows');
}
