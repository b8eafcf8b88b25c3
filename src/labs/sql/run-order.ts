// What has to run so that an example meets the database as it is at its place in the text: the examples before it, each as
// the reader last ran it. Not here: running anything (chapter-database.ts).

/** An example that the database has run. */
export interface Step {
  /** Its place among the page's examples of this database. */
  readonly at: number;
  /** Whether it left the database or the session as another. */
  readonly changed: boolean;
}

export interface RunOrder {
  /** Whether the database has to begin anew, because a later example, or this one, has changed it. */
  readonly startsAnew: boolean;
  /** The examples to run first. */
  readonly before: readonly { readonly at: number; readonly script: string }[];
}

/** `done` in the order of the text, as the database has run them; `versions` are the reader's, `scripts` the text's own. */
export function orderFor(
  at: number,
  done: readonly Step[],
  scripts: readonly string[],
  versions: ReadonlyMap<number, string>,
): RunOrder {
  const startsAnew = done.some((step) => step.at >= at && step.changed);
  const has = new Set(startsAnew ? [] : done.map((step) => step.at));
  const before = scripts
    .slice(0, at)
    .flatMap((script, index) =>
      has.has(index) ? [] : [{ at: index, script: versions.get(index) ?? script }],
    );
  return { startsAnew, before };
}

/** The steps after one more, in the order of the text. What came later and changed nothing is as if it had not been. */
export function withStep(done: readonly Step[], step: Step): Step[] {
  return [...done.filter(({ at }) => at < step.at), step];
}
