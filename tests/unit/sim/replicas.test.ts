// Laws of replication: who reads what they wrote, how often a replica lacks it, and what a failover loses.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import { model, type ReplicasParams, type ReplicasSnapshot } from '../../../src/sim/models/replicas.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { BATCHES, estimate, expectInInterval } from './confidence.ts';
import { anyNumber } from './any-number.ts';

const defaults = defaultParams(model);

const anyParams = fc.record({
  readPolicy: fc.constantFrom('any' as const, 'pinned' as const, 'position' as const),
  replication: fc.constantFrom('asynchronous' as const, 'semi-synchronous' as const),
  replicas: fc.integer({ min: 1, max: 4 }),
  lagMs: fc.integer({ min: 0, max: 5000 }),
  writesPerSecond: anyNumber(0.2, 10),
  readAfterMs: fc.integer({ min: 0, max: 5000 }),
  pinSeconds: anyNumber(0, 20),
  failoverMs: fc.integer({ min: 500, max: 10_000 }),
});

const anyActions = fc.array(
  fc.record({
    atMs: fc.integer({ min: 0, max: 60_000 }),
    action: fc.constantFrom('fail-primary' as const, 'rejoin' as const),
  }),
  { maxLength: 8 },
);

function runFor(ms: number, seed: number, chosen: Partial<ReplicasParams>): ReplicasSnapshot {
  const run = model.start({ ...defaults, ...chosen }, seed);
  run.runUntil(ms);
  return run.snapshot();
}

describe('a read', () => {
  test('sent by position never misses the user’s own write, nor goes back, whatever fails', () => {
    fc.assert(
      fc.property(anyParams, fc.integer(), anyActions, (params, seed, actions) => {
        const run = model.start({ ...params, readPolicy: 'position' }, seed, actions);
        run.runUntil(60_000);
        const { staleReads, backwardReads } = run.snapshot();
        expect({ staleReads, backwardReads }).toEqual({ staleReads: 0, backwardReads: 0 });
      }),
      { numRuns: 200 },
    );
  });

  test('that is pinned to the primary never misses the user’s own write, whatever fails', () => {
    fc.assert(
      fc.property(anyParams, fc.integer(), anyActions, (params, seed, actions) => {
        const run = model.start({ ...params, readPolicy: 'pinned' }, seed, actions);
        run.runUntil(60_000);
        const end = run.snapshot();
        expect(end.stalePrimaryReads).toBe(0);
        const pinnedThroughout = 3 * params.readAfterMs <= 1000 * params.pinSeconds;
        if (pinnedThroughout) expect(end.staleReads).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  test('is pinned for as long as the parameter says: the first two of three reads at 2 s', () => {
    const chosen = { readPolicy: 'pinned', readAfterMs: 900, pinSeconds: 2, lagMs: 5000 } as const;
    const [first, second, third] = runFor(300_000, 1, chosen).readsByDelay;
    expect([first?.stale, second?.stale]).toEqual([0, 0]);
    expect(third?.stale).toBeGreaterThan(0);
  });

  test('from any replica can miss the user’s own write, and can go back in time', () => {
    const end = runFor(100_000, 1, {});
    expect(end.staleReads).toBeGreaterThan(0);
    expect(end.backwardReads).toBeGreaterThan(0);
  });

  test.each([
    {},
    { lagMs: 1500, writesPerSecond: 2, readAfterMs: 1000, replicas: 3 },
    { lagMs: 200, writesPerSecond: 10, readAfterMs: 100, replicas: 1 },
  ])('from any replica misses it as often as theory says: %o', (chosen) => {
    // Counted from one minute on: the first writes have none before them to wait for.
    const counts = Array.from({ length: BATCHES }, (_, seed) => {
      const run = model.start({ ...defaults, ...chosen }, seed);
      run.runUntil(60_000);
      const before = run.snapshot().readsByDelay;
      run.runUntil(460_000);
      return run.snapshot().readsByDelay.map(({ reads, stale, expectedStaleShare }, read) => {
        const staleShare = (stale - (before[read]?.stale ?? NaN)) / (reads - (before[read]?.reads ?? NaN));
        return { staleShare, expectedStaleShare };
      });
    });
    for (const read of [0, 1, 2]) {
      const shares = counts.map((count) => count[read]?.staleShare ?? NaN);
      expectInInterval(estimate(shares), counts[0]?.[read]?.expectedStaleShare ?? NaN);
    }
  });
});

describe('a failover', () => {
  test('loses exactly the acknowledged writes that no replica had', () => {
    fc.assert(
      fc.property(anyParams, fc.integer(), fc.integer({ min: 0, max: 30_000 }), (params, seed, atMs) => {
        const run = model.start(params, seed);
        run.runUntil(atMs);
        const { atRisk, servers, log } = run.snapshot();
        const safe = Math.max(...servers.slice(1).map(({ position }) => position));
        const shown = log.filter(({ acknowledged, position }) => acknowledged && position > safe).length;
        if (safe >= (log[0]?.position ?? 1) - 1) expect(atRisk).toBe(shown);
        run.act('fail-primary');
        run.runUntil(atMs + params.failoverMs);
        const after = run.snapshot();
        expect(after.lostWrites).toBe(atRisk);
        expect(
          after.servers.filter(({ role }) => role === 'primary').map(({ position }) => position),
        ).toEqual([safe]);
      }),
      { numRuns: 200 },
    );
  });

  test('loses something in some run: the law above is not empty', () => {
    const run = model.start({ ...defaults, writesPerSecond: 5, lagMs: 2000 }, 1, [
      { atMs: 10_000, action: 'fail-primary' },
    ]);
    run.runUntil(20_000);
    expect(run.snapshot().lostWrites).toBeGreaterThan(0);
  });

  test('loses no acknowledged write when one replica must have it first', () => {
    fc.assert(
      fc.property(anyParams, fc.integer(), fc.integer({ min: 0, max: 50_000 }), (params, seed, atMs) => {
        const actions = [{ atMs, action: 'fail-primary' as const }];
        const run = model.start({ ...params, replication: 'semi-synchronous' }, seed, actions);
        run.runUntil(60_000);
        expect(run.snapshot().lostWrites).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  test('loses what was at risk, also when it is not the first: a second one may find it not yet copied again', () => {
    fc.assert(
      fc.property(anyParams, fc.integer(), anyActions, (params, seed, actions) => {
        const run = model.start(params, seed);
        let expectedLoss = 0;
        for (const { atMs, action } of actions.toSorted((a, b) => a.atMs - b.atMs)) {
          run.runUntil(atMs);
          const before = run.snapshot();
          run.act(action);
          const failed = before.promotionAt === null && run.snapshot().promotionAt !== null;
          if (failed) expectedLoss += before.atRisk;
        }
        run.runUntil(80_000);
        expect(run.snapshot().lostWrites).toBe(expectedLoss);
      }),
      { numRuns: 200 },
    );
  });

  test('leaves at most one primary at any time, and servers that agree once all has arrived', () => {
    fc.assert(
      fc.property(anyParams, fc.integer(), anyActions, (params, seed, actions) => {
        const run = model.start({ ...params, writesPerSecond: 0.2 }, seed, actions);
        while (run.now < 60_000) {
          run.runUntil(run.now + 1000);
          const { servers } = run.snapshot();
          expect(servers.filter(({ role }) => role === 'primary').length).toBeLessThanOrEqual(1);
          expect(servers.every(({ behind }) => behind >= 0)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('refuses writes until there is a new primary, and accepts them after', () => {
    const run = model.start({ ...defaults, writesPerSecond: 5 }, 1, [
      { atMs: 10_000, action: 'fail-primary' },
    ]);
    run.runUntil(13_000);
    const during = run.snapshot();
    run.runUntil(23_000);
    const after = run.snapshot();
    expect(during.refusedWrites).toBeGreaterThan(0);
    expect(after.refusedWrites - during.refusedWrites).toBeLessThanOrEqual(3);
    expect(after.acknowledgedWrites).toBeGreaterThan(during.acknowledgedWrites + 20);
  });
});

describe('records', () => {
  test('reach every replica in order, so that each holds a prefix of the log', () => {
    fc.assert(
      fc.property(anyParams, fc.integer(), (params, seed) => {
        const run = model.start(params, seed);
        let before = run.snapshot().servers;
        while (run.now < 10_000) {
          run.runUntil(run.nextEventAt);
          const { servers } = run.snapshot();
          servers.forEach(({ position }, index) => {
            const step = position - (before[index]?.position ?? 0);
            expect(step).toBeGreaterThanOrEqual(0);
          });
          before = servers;
        }
      }),
      { numRuns: 20 },
    );
  });
});
