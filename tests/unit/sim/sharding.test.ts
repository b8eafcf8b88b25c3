// Laws of sharding: how many keys move when a shard comes or goes, and that none is lost on the way.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import {
  model,
  type ShardingAction,
  type ShardingParams,
  type ShardingSnapshot,
} from '../../../src/sim/models/sharding.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { BATCHES, estimate, expectInInterval, Z } from './confidence.ts';

const defaults = defaultParams(model);
const SEEDS = 400;

function changed(chosen: Partial<ShardingParams>, action: ShardingAction, seed: number): ShardingSnapshot {
  const run = model.start({ ...defaults, ...chosen }, seed);
  run.act(action);
  return run.snapshot();
}

/** Mean and variance over many hash functions, against theory: 99.9 % for both. */
function expectMoved(chosen: Partial<ShardingParams>, action: ShardingAction, share: number): void {
  const changes = Array.from({ length: SEEDS }, (_, seed) => changed(chosen, action, seed).change);
  const theory = changes[0];
  if (!theory) throw new Error('the action changed nothing');
  expect(theory.expectedShare).toBeCloseTo(share, 12);
  const moved = changes.map((change) => change?.movedShare ?? NaN);
  const mean = moved.reduce((sum, value) => sum + value, 0) / SEEDS;
  expect(mean).not.toBeNaN();
  expect(Math.abs(mean - share)).toBeLessThan((Z * theory.deviation) / Math.sqrt(SEEDS));
  const variance = moved.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (SEEDS - 1);
  // Chi-square with 399 degrees of freedom, by Wilson and Hilferty's cube.
  const spread = 2 / (9 * (SEEDS - 1));
  const [low, high] = [-Z, Z].map((z) => (1 - spread + z * Math.sqrt(spread)) ** 3);
  expect(variance / theory.deviation ** 2).toBeGreaterThan(low ?? NaN);
  expect(variance / theory.deviation ** 2).toBeLessThan(high ?? NaN);
}

describe('keys that move', () => {
  test.each([2, 3, 4, 7])('modulo: N/(N+1) of them when a shard joins %d others', (shards) => {
    expectMoved({ strategy: 'modulo', shards }, 'add-shard', shards / (shards + 1));
  });

  test('modulo: (N−1)/N of them when one of five leaves', () => {
    expectMoved({ strategy: 'modulo', shards: 5 }, 'remove-shard', 4 / 5);
  });

  test.each([
    { shards: 2, virtualNodes: 64 },
    { shards: 4, virtualNodes: 16 },
    { shards: 7, virtualNodes: 16 },
    { shards: 4, virtualNodes: 4, keys: 50 },
  ])('ring: 1/(N+1) of them when a shard joins: %o', (chosen) => {
    expectMoved({ strategy: 'ring', ...chosen }, 'add-shard', 1 / (chosen.shards + 1));
  });

  test('ring: 1/N of them when one of five leaves', () => {
    expectMoved({ strategy: 'ring', shards: 5 }, 'remove-shard', 1 / 5);
  });

  test('ring: all go to the shard that joins, or come from the one that leaves', () => {
    for (let seed = 0; seed < 50; seed++) {
      const moving = (action: ShardingAction) =>
        changed({ strategy: 'ring' }, action, seed).keys.filter(({ movingTo }) => movingTo !== null);
      expect(moving('add-shard').every(({ movingTo }) => movingTo === 'shard-5')).toBe(true);
      expect(moving('remove-shard').every(({ shard }) => shard === 'shard-4')).toBe(true);
    }
  });

  test('range: half of the largest range when a shard joins, one whole range when it leaves', () => {
    expect(changed({ strategy: 'range' }, 'add-shard', 1).change).toMatchObject({
      movedKeys: 25,
      deviation: 0,
    });
    expect(changed({ strategy: 'range' }, 'remove-shard', 1).change).toMatchObject({ movedKeys: 50 });
  });
});

describe('the keys', () => {
  const anyCourse = fc.record({
    strategy: fc.constantFrom('range' as const, 'modulo' as const, 'ring' as const),
    seed: fc.integer(),
    actions: fc.array(
      fc.record({
        atMs: fc.integer({ min: 0, max: 10_000 }),
        action: fc.constantFrom('add-shard' as const, 'remove-shard' as const),
      }),
      { maxLength: 12 },
    ),
  });

  test('are each at exactly one shard that exists, whatever comes and goes, and end where they belong', () => {
    fc.assert(
      fc.property(anyCourse, ({ strategy, seed, actions }) => {
        const params = { ...defaults, strategy, keys: 100 };
        const run = model.start(params, seed, actions);
        let before = run.snapshot();
        while (run.nextEventAt < 12_000) {
          run.runUntil(run.nextEventAt);
          const { shards, keys, moving } = run.snapshot();
          keys.forEach(({ shard }, index) => {
            if (shard === before.keys[index]?.shard) return;
            const arrived = before.moving.find(({ kind, key }) => kind === 'key' && key === index);
            expect(arrived?.to, 'a key is only where its data has come to').toBe(shard);
          });
          before = { ...before, keys, moving };
          const ids = shards.map(({ id }) => id);
          expect(shards.reduce((sum, shard) => sum + shard.keys, 0)).toBe(100);
          expect(keys.every(({ shard }) => ids.includes(shard))).toBe(true);
          const travelling = moving.filter(({ kind }) => kind === 'key').map(({ key }) => key);
          expect(new Set(travelling).size).toBe(travelling.length);
        }
        run.runUntil(40_000);
        const end = run.snapshot();
        expect(end.keys.every(({ movingTo }) => movingTo === null)).toBe(true);
        expect(end.shards.some(({ leaving }) => leaving)).toBe(false);
        const fresh = model.start({ ...params, shards: defaults.shards }, seed).snapshot();
        if (actions.length === 0) expect(end.keys).toEqual(fresh.keys);
      }),
      { numRuns: 30 },
    );
  });

  test('on a ring are spread more evenly by more points', () => {
    const unevenness = (virtualNodes: number) => {
      const shares = Array.from({ length: BATCHES }, (_, seed) => {
        const { shards } = model.start({ ...defaults, strategy: 'ring', virtualNodes }, seed).snapshot();
        return Math.max(...shards.map(({ keys }) => keys));
      });
      return estimate(shares);
    };
    const [few, many] = [unevenness(1), unevenness(64)];
    expect(few.mean - few.halfWidth).toBeGreaterThan(many.mean + many.halfWidth);
  });
});

describe('a key belongs', () => {
  test('on the ring to the next point at or after it, and after the last to the first', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { keys, ring } = model.start({ ...defaults, strategy: 'ring', virtualNodes: 3 }, seed).snapshot();
      expect(ring.map(({ position }) => position)).toEqual(
        ring.map(({ position }) => position).sort((a, b) => a - b),
      );
      for (const { position, shard } of keys) {
        const distances = ring.map((point) => (point.position - position + 1) % 1);
        expect(ring[distances.indexOf(Math.min(...distances))]?.shard).toBe(shard);
      }
    }
  });

  test('by range to the shard whose range it is in, and ranges cover all keys once', () => {
    const run = model.start({ ...defaults, strategy: 'range' }, 1);
    for (const action of ['add-shard', 'add-shard', 'remove-shard', 'add-shard'] as const) {
      run.act(action);
      const { ranges, keys } = run.snapshot();
      const owners = ranges.flatMap(({ shard, first, last }) =>
        Array.from({ length: last - first + 1 }, () => shard),
      );
      expect(ranges.map(({ first }) => first)).toEqual([
        0,
        ...ranges.slice(0, -1).map(({ last }) => last + 1),
      ]);
      expect(keys.map(({ shard, movingTo }) => movingTo ?? shard)).toEqual(owners);
    }
  });
});

describe('requests', () => {
  test.each([
    { strategy: 'range', traffic: 'newest', hotShare: 0.8 },
    { strategy: 'ring', traffic: 'hot-key', hotShare: 0.5 },
    { strategy: 'modulo', traffic: 'even', hotShare: 0.5 },
  ] as const)('reach each shard as often as its keys are popular: %o', (chosen) => {
    const ends = Array.from({ length: BATCHES }, (_, run) => {
      // One hash function, the luck of 30 stretches of the same run.
      const all = model.start({ ...defaults, ...chosen }, 9);
      all.runUntil(run * 100_000);
      const before = all.snapshot();
      all.runUntil((run + 1) * 100_000);
      const after = all.snapshot();
      return after.shards.map(({ requests, expectedShare }, index) => ({
        expectedShare,
        share: (requests - (before.shards[index]?.requests ?? 0)) / (after.requests - before.requests),
      }));
    });
    for (const [shard, { expectedShare }] of (ends[0] ?? []).entries()) {
      expectInInterval(estimate(ends.map((end) => end[shard]?.share ?? NaN)), expectedShare);
    }
  });

  test('for the newest keys all go to one shard by range, and to all shards by hash', () => {
    const largest = (strategy: ShardingParams['strategy']) => {
      const run = model.start({ ...defaults, strategy, traffic: 'newest', hotShare: 0.9 }, 3);
      return Math.max(...run.snapshot().shards.map(({ expectedShare }) => expectedShare));
    };
    expect(largest('range')).toBeCloseTo(0.9 + 0.1 / 4, 12);
    expect(largest('ring')).toBeLessThan(0.6);
  });
});
