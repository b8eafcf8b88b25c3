// How much of a large set of trials runs: a share of it with every `npm test`, all of it with `npm run test:long`.

/** Set by the configuration of `npm run test:long`. */
const isLong = process.env['LECTERN_LONG'] !== undefined;

/** So many trials now, of so many in the long run. */
export function amount(now: number, inLongRun: number): number {
  return isLong ? inLongRun : now;
}

/**
 * Every third, another third for another place; the long run has all. What stands in many places is tried in a third of
 * them with every run, and every place is tried with a third of what there is.
 */
export function someFor<T>(place: number, all: readonly T[]): readonly T[] {
  return isLong ? all : all.filter((_, at) => at % 3 === place % 3);
}
