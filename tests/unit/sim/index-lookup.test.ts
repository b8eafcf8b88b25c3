// Laws of the index: its height is the logarithm of the rows to the base of its fan-out, rounded up; the pages read for a row
// are its levels and the row's own page; a scan reads rows ÷ rows per page.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import { model, type IndexLookupParams } from '../../../src/sim/models/index-lookup.ts';
import { levelsOf, wayTo } from '../../../src/sim/models/index-lookup/tree.ts';
import { defaultParams } from '../../../src/sim/params.ts';

const defaults = defaultParams(model);
const ROWS = model.params.rows.options.map(({ value }) => value);

/** The smallest h with fanOut^h ≥ rows, at least 1: ⌈log_fanOut rows⌉ without rounding. */
function heightByLaw(rows: number, fanOut: number): number {
  let height = 1;
  for (let reach = BigInt(fanOut); reach < BigInt(rows); reach *= BigInt(fanOut)) height += 1;
  return height;
}

const anyTree = fc.record({
  rows: fc.oneof(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 1_000_000_000 })),
  fanOut: fc.integer({ min: 2, max: 500 }),
});

describe('the tree', () => {
  test('has ⌈log_f n⌉ levels, whatever rows and fan-out', () => {
    fc.assert(
      fc.property(anyTree, ({ rows, fanOut }) => {
        expect(levelsOf(rows, fanOut)).toHaveLength(heightByLaw(rows, fanOut));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    [1_000_000, 300, 3],
    [27_000_000, 300, 3],
    [27_000_001, 300, 4],
    [1000, 10, 3],
    [1001, 10, 4],
    [300, 300, 1],
  ])('%i rows at a fan-out of %i make %i levels', (rows, fanOut, height) => {
    expect(levelsOf(rows, fanOut)).toHaveLength(height);
  });

  test('has one root, and on each level an entry for every page below', () => {
    fc.assert(
      fc.property(anyTree, ({ rows, fanOut }) => {
        const levels = levelsOf(rows, fanOut);
        expect(levels[0]).toBe(1);
        [...levels.slice(1), rows].forEach((below, at) => {
          const pages = levels[at] ?? 0;
          expect(below).toBeLessThanOrEqual(pages * fanOut);
          expect(below).toBeGreaterThan((pages - 1) * fanOut);
        });
      }),
    );
  });

  test('the entries that are followed lead to the row that is wanted, over pages that exist', () => {
    fc.assert(
      fc.property(anyTree, fc.double({ min: 0, max: 0.999999, noNaN: true }), ({ rows, fanOut }, share) => {
        const row = Math.floor(share * rows);
        let place = 0;
        for (const { page, pages, entry, entries } of wayTo(row, rows, fanOut)) {
          expect(page).toBe(place);
          expect(page).toBeLessThan(pages);
          expect(entry).toBeGreaterThanOrEqual(0);
          expect(entry).toBeLessThan(entries);
          expect(entries).toBeLessThanOrEqual(fanOut);
          place = page * fanOut + entry;
        }
        expect(place).toBe(row);
      }),
    );
  });
});

describe('the reading', () => {
  const anyParams = fc.record({
    rows: fc.constantFrom(...ROWS),
    fanOut: fc.integer({ min: 10, max: 500 }),
    rowsPerPage: fc.integer({ min: 10, max: 200 }),
  }) satisfies fc.Arbitrary<IndexLookupParams>;

  test('counts height + 1 pages for each row through the index, and rows ÷ rows per page for each by a scan', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(), fc.integer({ min: 0, max: 400 }), (params, seed, reads) => {
        const run = model.start(params, seed);
        run.runUntil(reads * 1000);
        const { found, scan, pagesEach, tablePages, reads: counted } = run.snapshot();
        expect(counted).toBe(reads);
        expect(pagesEach).toBe(heightByLaw(Number(params.rows), params.fanOut) + 1);
        expect(found).toBe(Math.floor(reads / pagesEach));
        expect(tablePages).toBe(Math.ceil(Number(params.rows) / params.rowsPerPage));
        expect(scan.found).toBe(Math.floor(reads / tablePages));
      }),
    );
  });

  test('of a small table, the scan finds rows sooner than the index', () => {
    const run = model.start({ ...defaults, rows: '100' }, 1);
    run.runUntil(100_000);
    const { found, scan } = run.snapshot();
    expect(scan.found).toBeGreaterThan(found);
  });

  test('asks for rows from all over the table', () => {
    const run = model.start(defaults, 1);
    const tenths = new Set<number>();
    for (let lookup = 0; lookup < 200; lookup++) {
      run.runUntil((4 * lookup + 1) * 1000);
      tenths.add(Math.floor((10 * (run.snapshot().wanted ?? 0)) / 1_000_000));
    }
    expect(tenths.size).toBe(10);
  });
});
