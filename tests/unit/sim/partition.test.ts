// Laws of the partition figure, over random requests, cuts and healings. CP is checked against linearizability
// itself, not only against the model's own count of stale reads.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import {
  model,
  type Outcome,
  type PartitionAction,
  type PartitionParams,
  type PartitionSnapshot,
} from '../../../src/sim/models/partition.ts';
import { merge, succeed, INITIAL, type Version } from '../../../src/sim/models/partition/register.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { anyNumber } from './any-number.ts';

const defaults = defaultParams(model);
const END = 40_000;

const anyUse = fc.record({
  seed: fc.integer(),
  params: fc.record({
    requestsPerSecond: anyNumber(0, 5),
    writeShare: anyNumber(0, 1),
    linkMs: fc.integer({ min: 100, max: 2000 }),
    timeoutMs: fc.integer({ min: 500, max: 10_000 }),
  }),
  actions: fc.array(
    fc.record({
      atMs: fc.integer({ min: 0, max: END }),
      action: fc.constantFrom(...(Object.keys(model.actions) as PartitionAction[])),
    }),
    { maxLength: 20 },
  ),
});
/** Everything at once: many actions within a few seconds, over a slow link. */
const anyCrowd = anyUse.map((use) => ({
  ...use,
  params: { ...use.params, timeoutMs: Math.max(use.params.timeoutMs, 3000) },
  actions: use.actions.map(({ atMs, action }) => ({ atMs: atMs / 10, action })),
}));
type Use = typeof anyUse extends fc.Arbitrary<infer U> ? U : never;

interface History {
  readonly outcomes: readonly Outcome[];
  readonly snapshots: readonly PartitionSnapshot[];
}

/** Runs to the end, looking after every event. */
function follow({ seed, params, actions }: Use, choice: PartitionParams['choice']): History {
  const run = model.start({ ...params, choice }, seed, actions);
  const outcomes = new Map<number, Outcome>();
  const snapshots = [];
  while (run.nextEventAt <= END) {
    run.runUntil(run.nextEventAt);
    const snapshot = run.snapshot();
    for (const outcome of snapshot.outcomes) outcomes.set(outcome.id, outcome);
    snapshots.push(snapshot);
  }
  return { outcomes: [...outcomes.values()], snapshots };
}

interface Interval {
  readonly start: number;
  readonly end: number;
}

/**
 * Whether a history of one register is linearizable (Gibbons and Korach, 1997, for writes of different values):
 * group each write with the reads that returned it; one group must precede another if an operation of it ended
 * before one of the other began. There is an order of the groups unless two must each precede the other, or a
 * read ended before its write began.
 */
function linearizable(outcomes: readonly Outcome[], writeStarts: ReadonlyMap<number, number>): boolean {
  const groups = new Map<number, { intervals: Interval[]; writeStart: number }>();
  for (const { kind, refused, write, startedAt, endedAt } of outcomes) {
    if (refused || write === null) continue;
    const group = groups.get(write) ?? {
      intervals: [],
      writeStart: write === 0 ? -1 : (writeStarts.get(write) ?? NaN),
    };
    group.intervals.push({ start: startedAt, end: endedAt });
    if (kind === 'read' && endedAt < group.writeStart) return false;
    groups.set(write, group);
  }
  const zones = Array.from(groups, ([write, { intervals, writeStart }]) => ({
    firstEnd: write === 0 ? -1 : Math.min(...intervals.map(({ end }) => end)),
    lastStart: Math.max(writeStart, ...intervals.map(({ start }) => start)),
  }));
  return zones.every((a, i) =>
    zones.every((b, j) => i === j || !(a.firstEnd < b.lastStart && b.firstEnd < a.lastStart)),
  );
}

/** Start times of all writes that the snapshots ever showed, also of those that were refused. */
function writeStarts({ snapshots, outcomes }: History): Map<number, number> {
  const waiting = snapshots.flatMap((snapshot) => snapshot.waiting).filter(({ kind }) => kind === 'write');
  const starts = new Map(waiting.map(({ id, startedAt }) => [id, startedAt]));
  for (const { id, kind, startedAt } of outcomes) if (kind === 'write') starts.set(id, startedAt);
  return starts;
}

/** Times from a cut to its healing. */
function cuts(actions: Use['actions']): Interval[] {
  const found: Interval[] = [];
  let start: number | null = null;
  for (const { atMs, action } of actions.toSorted((a, b) => a.atMs - b.atMs)) {
    if (action === 'cut') start ??= atMs;
    if (action === 'heal' && start !== null) {
      found.push({ start, end: atMs });
      start = null;
    }
  }
  return start === null ? found : [...found, { start, end: Infinity }];
}

describe('CP', () => {
  test('never answers with a stale value, and its history is linearizable, whatever is cut', () => {
    fc.assert(
      fc.property(anyUse, (use) => {
        const history = follow(use, 'cp');
        expect(history.outcomes.filter(({ stale }) => stale)).toEqual([]);
        expect(linearizable(history.outcomes, writeStarts(history))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('keeps a write that was not finished visible once a read has shown it', () => {
    // Client C's write is stored at its own node when the cut loses the rest of its second round. After healing
    // C reads it, and only then A reads: it must not get the older value from the two nodes of its side.
    const use = {
      seed: 1,
      params: { ...defaults, requestsPerSecond: 0, linkMs: 400 },
      actions: [
        { atMs: 1000, action: 'write-right' as const },
        { atMs: 2000, action: 'cut' as const },
        { atMs: 4000, action: 'heal' as const },
        { atMs: 5000, action: 'read-right' as const },
        { atMs: 8000, action: 'read-left' as const },
      ],
    };
    const { outcomes } = follow(use, 'cp');
    expect(outcomes.map(({ kind, refused, write }) => [kind, refused, write])).toEqual([
      ['write', true, null],
      ['read', false, 1],
      ['read', false, 1],
    ]);
  });

  test('gives two writes of the same client at the same time different places in the order', () => {
    for (const side of ['left', 'right'] as const) {
      const write = { atMs: 1000, action: `write-${side}` as const };
      const use = {
        seed: 1,
        params: { ...defaults, requestsPerSecond: 0 },
        actions: [write, write, { atMs: 5000, action: 'read-left' as const }],
      };
      const { outcomes, snapshots } = follow(use, 'cp');
      expect(outcomes.map(({ write }) => write)).toEqual([1, 2, 2]);
      expect(snapshots.at(-1)?.nodes.map(({ write }) => write)).toEqual([2, 2, 2]);
    }
  });

  test('is linearizable in a crowd', () => {
    fc.assert(
      fc.property(anyCrowd, (use) => {
        const history = follow(use, 'cp');
        expect(history.outcomes.filter(({ stale }) => stale)).toEqual([]);
        expect(linearizable(history.outcomes, writeStarts(history))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('refuses on the minority’s side during a cut, and answers on the majority’s', () => {
    fc.assert(
      fc.property(anyUse, (use) => {
        const { outcomes } = follow(use, 'cp');
        for (const cut of cuts(use.actions)) {
          const during = outcomes.filter(
            ({ startedAt, endedAt }) => startedAt >= cut.start && endedAt < cut.end,
          );
          for (const { side, refused } of during) expect(refused).toBe(side === 'right');
        }
      }),
      { numRuns: 200 },
    );
  });

  test('takes one round to a majority for a quiet read and two for a write', () => {
    const actions = (['write-left', 'read-left', 'write-right', 'read-right'] as const).map(
      (action, index) => {
        return { atMs: 5000 * index, action };
      },
    );
    const params = { ...defaults, requestsPerSecond: 0, linkMs: 300 };
    const run = model.start(params, 1, actions);
    run.runUntil(30_000);
    const { left, right } = run.snapshot();
    expect([left.meanReadMs, left.meanWriteMs]).toEqual([400, 600]);
    expect([right.meanReadMs, right.meanWriteMs]).toEqual([200 + 600, 200 + 1200]);
    expect([left.leastReadMs, left.leastWriteMs, right.leastReadMs, right.leastWriteMs]).toEqual([
      400, 600, 800, 1400,
    ]);
  });
});

describe('AP', () => {
  test('always answers, and at the speed of its own side', () => {
    fc.assert(
      fc.property(anyUse, (use) => {
        const { outcomes, snapshots } = follow(use, 'ap');
        expect(outcomes.filter(({ refused }) => refused)).toEqual([]);
        expect(outcomes.every(({ startedAt, endedAt }) => Math.abs(endedAt - startedAt - 200) < 1e-6)).toBe(
          true,
        );
        const late = snapshots.flatMap(({ now, waiting }) =>
          waiting.filter(({ startedAt }) => now - startedAt > 200.001),
        );
        expect(late).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('has equal copies once the link is healed and nothing is under way', () => {
    let settled = 0;
    fc.assert(
      fc.property(anyUse, (use) => {
        const { snapshots } = follow(use, 'ap');
        for (const { link, moving, agreed } of snapshots) {
          if (!link.up || moving.some(({ kind }) => kind === 'copy')) continue;
          settled += 1;
          expect(agreed).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
    expect(settled).toBeGreaterThan(1000);
  });

  test('is stale across a cut, and gives one of two writes up after it', () => {
    const run = model.start({ ...defaults, choice: 'ap', requestsPerSecond: 0 }, 1, [
      { atMs: 1000, action: 'cut' },
      { atMs: 2000, action: 'write-left' },
      { atMs: 3000, action: 'read-right' },
      { atMs: 4000, action: 'write-right' },
      { atMs: 5000, action: 'heal' },
    ]);
    run.runUntil(4500);
    expect(run.snapshot()).toMatchObject({ agreed: false, right: { staleReads: 1 } });
    run.runUntil(10_000);
    const { agreed, nodes, discarded } = run.snapshot();
    expect({ agreed, discarded }).toEqual({ agreed: true, discarded: [1] });
    expect(nodes.map(({ write }) => write)).toEqual([3, 3, 3]);
  });

  test('can answer a history that is not linearizable: the check above can fail', () => {
    const use = {
      seed: 1,
      params: { ...defaults, requestsPerSecond: 0 },
      actions: [
        { atMs: 1000, action: 'cut' as const },
        { atMs: 2000, action: 'write-left' as const },
        { atMs: 3000, action: 'read-right' as const },
      ],
    };
    const history = follow(use, 'ap');
    expect(linearizable(history.outcomes, writeStarts(history))).toBe(false);
  });
});

describe('merging versions', () => {
  /** Versions as three nodes make them: each write succeeds something that was made before. */
  const anyVersions = fc
    .array(fc.record({ node: fc.nat(2), base: fc.nat(100), gap: fc.nat(3) }), { minLength: 1, maxLength: 8 })
    .map((writes) => {
      const held: [Version, Version, Version] = [INITIAL, INITIAL, INITIAL];
      let now = 0;
      return writes.map(({ node, base, gap }, index) => {
        now += gap;
        const own = held[node] ?? INITIAL;
        const heard = held[base % 3] ?? INITIAL;
        const made = succeed(merge(own, heard).held, index + 1, node, now);
        held[node] = made;
        return made;
      });
    });

  test('comes to the same in any order and any grouping', () => {
    const mergeAll = (versions: readonly Version[]): Version =>
      versions.reduce((held, version) => merge(held, version).held, INITIAL);
    fc.assert(
      fc.property(
        anyVersions.chain((versions) =>
          fc.tuple(
            fc.constant(versions),
            fc.shuffledSubarray(versions, { minLength: versions.length }),
            fc.nat(8),
          ),
        ),
        ([versions, shuffled, cut]) => {
          const split = merge(mergeAll(shuffled.slice(0, cut)), mergeAll(shuffled.slice(cut))).held;
          expect([mergeAll(shuffled), split]).toEqual([mergeAll(versions), mergeAll(versions)]);
        },
      ),
    );
  });
});
