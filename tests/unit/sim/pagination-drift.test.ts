// Laws of paging through a list that changes. By keyset no row comes twice and none that is there throughout is missed; by
// offset the next page is off by exactly the inserts less the deletes above it.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import {
  model,
  type PaginationParams,
  type PaginationSnapshot,
} from '../../../src/sim/models/pagination-drift.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { anyNumber } from './any-number.ts';

const defaults = defaultParams(model);
const quiet = { insertsPerSecond: 0, deletesPerSecond: 0 };

/** Snapshots after every event, to the end of the reading. */
function follow(
  chosen: Partial<PaginationParams>,
  seed = 1,
  actions: Parameters<typeof model.start>[2] = [],
): PaginationSnapshot[] {
  const run = model.start({ ...defaults, ...chosen }, seed, actions);
  const all = [run.snapshot()];
  while (run.nextEventAt < Infinity) {
    run.runUntil(run.nextEventAt);
    all.push(run.snapshot());
    if (all.length > 2000) throw new Error('the client does not come to an end');
  }
  return all;
}

const given = (end: PaginationSnapshot | undefined): number[] => end?.pages.flatMap(({ ids }) => ids) ?? [];

const anyWrites = fc.record({
  insertsPerSecond: anyNumber(0, 2),
  deletesPerSecond: anyNumber(0, 2),
  pauseMs: anyNumber(200, 5000),
  pageSize: fc.integer({ min: 4, max: 6 }),
  rows: fc.integer({ min: 12, max: 24 }),
});

describe('by keyset', () => {
  test('no row comes twice, and none that is there throughout is missed', () => {
    fc.assert(
      fc.property(anyWrites, fc.nat(), (chosen, seed) => {
        const end = follow({ ...chosen, method: 'keyset' }, seed).at(-1);
        expect(new Set(given(end)).size).toBe(given(end).length);
        expect(end?.rows.filter(({ isOld, seen }) => isOld && seen !== 1)).toEqual([]);
        expect(end?.rows.filter(({ isMissed }) => isMissed)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('every page begins right after the one before, and costs its own rows only', () => {
    fc.assert(
      fc.property(anyWrites, fc.nat(), (chosen, seed) => {
        const end = follow({ ...chosen, method: 'keyset' }, seed).at(-1);
        expect(given(end)).toEqual(given(end).toSorted((a, b) => b - a));
        expect(end?.pages.every(({ ids, walked }) => walked === ids.length)).toBe(true);
      }),
    );
  });
});

describe('by offset', () => {
  test('a list that nobody changes is read once and completely', () => {
    const end = follow(quiet).at(-1);
    expect(given(end)).toEqual(Array.from({ length: defaults.rows }, (_, at) => defaults.rows - at));
  });

  test('a page begins with as many rows from above the client’s place as were inserted there', () => {
    fc.assert(
      fc.property(anyWrites, fc.nat(), (chosen, seed) => {
        const end = follow({ ...chosen, method: 'offset', deletesPerSecond: 0 }, seed).at(-1);
        const newestOld = end?.pages[0]?.ids[0] ?? 0;
        for (const { ids, repeated, drift } of end?.pages ?? []) {
          // More than a page of them would push some into the pages after this one.
          if (drift > chosen.pageSize) return;
          // Rows from above have been given before, unless they came after the first page.
          const above = ids.slice(0, drift);
          expect(above.filter((id) => id <= newestOld && !repeated.includes(id))).toEqual([]);
          expect(ids.slice(drift).filter((id) => id > newestOld || repeated.includes(id))).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('each deletion above the client’s place makes it miss the row that was next', () => {
    fc.assert(
      fc.property(anyWrites, fc.nat(), (chosen, seed) => {
        const all = follow({ ...chosen, method: 'offset' }, seed);
        for (const [at, now] of all.entries()) {
          const before = all[at - 1];
          if (
            !before ||
            now.deleted === before.deleted ||
            before.nextAt === null ||
            before.pages.length === 0
          )
            continue;
          const removed = before.rows.findIndex(({ id }) => !now.rows.some((row) => row.id === id));
          const next = before.rows[before.nextAt];
          const isAbove = removed < before.nextAt;
          const missed = before.rows
            .filter(({ isMissed }, place) => isMissed && place !== removed)
            .map(({ id }) => id);
          if (isAbove && next?.isOld && next.seen === 0) missed.push(next.id);
          expect(now.rows.filter(({ isMissed }) => isMissed).map(({ id }) => id)).toEqual(missed);
          expect(now.drift).toBe(before.drift - Number(isAbove));
        }
      }),
    );
  });

  test('a row that moves up past the client’s place is passed over at once, one for each deletion above it', () => {
    const actions = [2100, 2200, 2300].map((atMs) => ({ atMs, action: 'delete' as const }));
    const all = follow({ ...quiet, method: 'offset' }, 1, actions);
    const missed = (snapshot: PaginationSnapshot | undefined): number[] =>
      snapshot?.rows.filter(({ isMissed }) => isMissed).map(({ id }) => id) ?? [];
    expect(missed(all.at(-1))).toEqual([15, 14, 13]);
    expect(all.at(-1)?.pages.map(({ drift }) => drift)).toContain(-3);
  });

  test('a worker who deletes what it has read misses every other page', () => {
    const actions = Array.from({ length: 5 }, (_, nth) => ({ atMs: 1500 + nth, action: 'delete' as const }));
    const end = follow({ ...quiet, method: 'offset', rows: 12, pageSize: 5 }, 1, actions).at(-1);
    expect(end?.pages.map(({ ids }) => ids)).toEqual([
      [12, 11, 10, 9, 8],
      [2, 1],
    ]);
  });

  test('reading everything walks over rows in the square of the list', () => {
    const end = follow({ ...quiet, rows: 20, pageSize: 5 }).at(-1);
    expect(end?.pages.map(({ walked }) => walked)).toEqual([5, 10, 15, 20, 20]);
  });
});

test('the same orders come and go whichever way the client pages', () => {
  const [offset, keyset] = (['offset', 'keyset'] as const).map((method) => {
    const run = model.start({ ...defaults, method }, 7);
    run.runUntil(6000);
    return run.snapshot().rows.map(({ id }) => id);
  });
  expect(offset).toEqual(keyset);
});
