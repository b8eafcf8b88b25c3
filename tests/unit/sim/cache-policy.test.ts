// Laws of cache policies: the hit ratio of a TTL, and how stale an answer can be under each policy.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import {
  model,
  type CachePolicyParams,
  type CachePolicySnapshot,
} from '../../../src/sim/models/cache-policy.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { BATCHES, estimate, expectInInterval } from './confidence.ts';
import { anyNumber } from './any-number.ts';

const defaults = { ...defaultParams(model), requestsPerSecond: 6, keys: 4 };

function runFor(ms: number, seed: number, chosen: Partial<CachePolicyParams>): CachePolicySnapshot {
  const run = model.start({ ...defaults, ...chosen }, seed);
  run.runUntil(ms);
  return run.snapshot();
}

/** Any workload, and up to three losses of the cache. */
const anyCase = fc.record({
  seed: fc.integer(),
  ms: fc.integer({ min: 1000, max: 60_000 }),
  losses: fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 3 }),
  chosen: fc.record({
    requestsPerSecond: anyNumber(0.5, 20),
    writeShare: anyNumber(0, 0.9),
    keys: fc.integer({ min: 1, max: 8 }),
    ttlSeconds: anyNumber(0.5, 20),
    eventDelayMs: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 5000 })),
    flushSeconds: anyNumber(0.5, 30),
    databaseMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1000 })),
  }),
});

function runCase(
  { seed, ms, losses, chosen }: typeof anyCase extends fc.Arbitrary<infer Case> ? Case : never,
  policy: CachePolicyParams['policy'],
): CachePolicySnapshot {
  const actions = losses.map((atMs) => ({ atMs, action: 'lose-cache' as const }));
  const run = model.start({ ...chosen, policy }, seed, actions);
  run.runUntil(ms);
  return run.snapshot();
}

describe('expiry after a time', () => {
  test('has the hit ratio λT / (1 + λT) when the database answers at once', () => {
    // λ = 6 × 0.9 / 4 = 1.35 reads a second and key, T = 5 s.
    const ends = Array.from({ length: BATCHES }, (_, seed) => runFor(600_000, seed, { databaseMs: 0 }));
    const law = (1.35 * 5) / (1 + 1.35 * 5);
    expect(ends[0]?.theory?.hitRatio).toBeCloseTo(law, 12);
    expectInInterval(estimate(ends.map((end) => end.hitRatio ?? NaN)), law);
  });

  test.each([
    { ttlSeconds: 1, requestsPerSecond: 2, databaseMs: 0, keys: 1 },
    { ttlSeconds: 2, writeShare: 0.5, databaseMs: 1000 },
    { ttlSeconds: 20, writeShare: 0.05, databaseMs: 300, keys: 8 },
    { ttlSeconds: 5, writeShare: 0 },
  ])('has the hit ratio and the share of stale answers that theory gives: %o', (chosen) => {
    const ends = Array.from({ length: BATCHES }, (_, seed) => runFor(1_500_000, seed, chosen));
    const theory = ends[0]?.theory;
    expectInInterval(estimate(ends.map((end) => end.hitRatio ?? NaN)), theory?.hitRatio ?? NaN);
    expectInInterval(estimate(ends.map((end) => end.staleShare ?? NaN)), theory?.staleShare ?? NaN);
  });

  test('never answers with a value out of date for longer than the time to live and half a round trip', () => {
    fc.assert(
      fc.property(anyCase, (use) => {
        const limit = use.chosen.ttlSeconds * 1000 + use.chosen.databaseMs / 2;
        expect(runCase(use, 'ttl').oldestStaleMs).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

describe('invalidation by event', () => {
  test('never answers with a value out of date for longer than the event takes', () => {
    fc.assert(
      fc.property(anyCase, (use) => {
        expect(runCase(use, 'event').oldestStaleMs).toBeLessThanOrEqual(use.chosen.eventDelayMs);
      }),
    );
  });

  test('has stale answers at most as often as a write’s event is under way', () => {
    const ends = Array.from({ length: BATCHES }, (_, seed) => {
      return runFor(600_000, seed, { policy: 'event', eventDelayMs: 3000 });
    });
    const { mean, halfWidth } = estimate(ends.map((end) => end.staleShare ?? NaN));
    expect(mean - halfWidth).toBeGreaterThan(0);
    expect(mean - halfWidth).toBeLessThanOrEqual(ends[0]?.theory?.staleShareAtMost ?? NaN);
  });

  test('costs fewer database reads than a TTL with the same staleness', () => {
    const [event, ttl] = [runFor(600_000, 1, { policy: 'event' }), runFor(600_000, 1, { ttlSeconds: 0.5 })];
    expect(event.oldestStaleMs).toBeLessThan(ttl.oldestStaleMs);
    expect(event.databaseReads).toBeLessThan(ttl.databaseReads);
  });
});

describe('write-through', () => {
  test('never answers with anything older than the newest acknowledged write, whenever the cache is lost', () => {
    fc.assert(
      fc.property(anyCase, (use) => {
        const end = runCase(use, 'write-through');
        expect([end.staleReads, end.lostWrites]).toEqual([0, 0]);
        expect(end.keys.every(({ cached }) => cached === null || !cached.stale)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('writes to the database once per write', () => {
    const end = runFor(60_000, 1, { policy: 'write-through' });
    expect(end.databaseWrites).toBe(end.writes);
  });
});

describe('write-behind', () => {
  test('never answers stale, and merges writes between flushes', () => {
    fc.assert(
      fc.property(anyCase, (use) => {
        const end = runCase(use, 'write-behind');
        expect(end.staleReads).toBe(0);
        expect(end.databaseWrites).toBeLessThanOrEqual(end.writes);
      }),
      { numRuns: 200 },
    );
    const busy = runFor(60_000, 1, { policy: 'write-behind', writeShare: 0.5 });
    expect(busy.databaseWrites).toBeLessThan(busy.writes / 2);
  });

  test('loses with the cache what was acknowledged and had not left for the database', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 30_000 }), (seed, atMs) => {
        const run = model.start({ ...defaults, policy: 'write-behind', writeShare: 0.4 }, seed);
        run.runUntil(atMs);
        const before = run.snapshot();
        const unsaved = before.keys.map(({ key, acknowledgedVersion, databaseVersion }) => {
          const leaving = before.moving.filter((message) => message.kind === 'flush' && message.key === key);
          return (
            acknowledgedVersion - Math.max(databaseVersion, ...leaving.map(({ version }) => version ?? 0))
          );
        });
        run.act('lose-cache');
        const after = run.snapshot();
        expect(after.lostWrites).toBe(unsaved.reduce((sum, lost) => sum + lost, 0));
        expect(after.keys.every(({ cached }) => cached === null)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('loses something in some run: the law above is not empty', () => {
    const lost = Array.from({ length: 20 }, (_, seed) => {
      const run = model.start({ ...defaults, policy: 'write-behind', writeShare: 0.4 }, seed);
      run.runUntil(15_000);
      run.act('lose-cache');
      return run.snapshot().lostWrites;
    });
    expect(Math.max(...lost)).toBeGreaterThan(0);
  });
});
