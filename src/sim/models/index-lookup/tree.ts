// The shape of a B-tree whose pages are full: how many pages each level has, and the way from the root to a row. Pure.

/** Pages of each level, from the root to the leaves: each level needs one entry for every page of the level below. */
export function levelsOf(rows: number, fanOut: number): number[] {
  const levels: number[] = [];
  for (let below = rows; levels.length === 0 || below > 1;) {
    below = Math.ceil(below / fanOut);
    levels.unshift(below);
  }
  return levels;
}

/** The page of each level that leads to a row (from 0), and its entry that is followed. */
export function wayTo(
  row: number,
  rows: number,
  fanOut: number,
): readonly {
  readonly pages: number;
  readonly page: number;
  readonly entries: number;
  readonly entry: number;
}[] {
  const levels = levelsOf(rows, fanOut);
  let below = row;
  let belowCount = rows;
  return levels
    .toReversed()
    .map((pages) => {
      const page = Math.floor(below / fanOut);
      const step = {
        pages,
        page,
        entries: Math.min(fanOut, belowCount - page * fanOut),
        entry: below - page * fanOut,
      };
      below = page;
      belowCount = pages;
      return step;
    })
    .toReversed();
}
