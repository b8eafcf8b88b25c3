// The formulas behind the numbers on lost answers, pages of a list and the end of a version. Pure functions.

/** Rows a database reads to serve a whole list by offset: page k skips (k − 1) pages and reads its own. */
export function rowsReadByOffset(rows: number, pageSize: number): number {
  const pages = Math.ceil(rows / pageSize);
  return (pageSize * pages * (pages + 1)) / 2;
}

/** Rows that come twice when a list is read by offset while new ones are put before it: each pushes one over. */
export function repeatsByOffset(newRowsPerSecond: number, secondsPerPage: number, pages: number): number {
  return newRowsPerSecond * secondsPerPage * (pages - 1);
}

/** Doubled effects when each request whose answer is lost is sent again without a key. */
export function doubledWrites(requests: number, lostAnswerShare: number): number {
  return requests * lostAnswerShare;
}

/** Weeks until a share that halves every `halfLifeWeeks` has fallen to `share` (between 0 and 1). */
export function weeksUntilShare(halfLifeWeeks: number, share: number): number {
  return halfLifeWeeks * Math.log2(1 / share);
}

/** Characters of JSON that the envelope {success, data, meta} puts around `data`. */
export function envelopeCharacters(meta: Readonly<Record<string, unknown>>): number {
  return JSON.stringify({ success: true, data: 0, meta }).length - 1;
}
