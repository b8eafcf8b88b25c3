// Laws of the lock queue and of two migrations in front of it: who arrives while an exclusive lock is waited for or held is
// blocked, so rate × time of them; a plan whose exclusive locks last a moment blocks nobody for longer than a query lasts.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import {
  model,
  type ExpandContractParams,
  type ExpandContractSnapshot,
} from '../../../src/sim/models/expand-contract.ts';
import { LockQueue } from '../../../src/sim/models/expand-contract/lock-queue.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { anyNumber } from './any-number.ts';
import { BATCHES, estimate, expectInInterval } from './confidence.ts';

const defaults = defaultParams(model);
const OVER_MS = 120_000;
/** A query that was running when the exclusive lock was asked for, and the moment for which that is then held. */
const UNNOTICED_MS = 20 + 5 + 1e-6;

function after(
  chosen: Partial<ExpandContractParams>,
  seed = 1,
  atMs = OVER_MS,
  reports: readonly number[] = [],
): ExpandContractSnapshot {
  const actions = reports.map((at) => ({ atMs: at, action: 'report' as const }));
  const run = model.start({ ...defaults, ...chosen }, seed, actions);
  run.runUntil(atMs);
  return run.snapshot();
}

const anyUse = fc.record({
  plan: fc.constantFrom('one' as const, 'steps' as const),
  lockTimeoutMs: fc.integer({ min: 0, max: 5000 }),
  reportSeconds: anyNumber(0, 20),
  queriesPerSecond: anyNumber(1, 20),
  rewriteSeconds: anyNumber(1, 10),
  pool: fc.integer({ min: 5, max: 40 }),
});

describe('the lock queue', () => {
  test('grants an exclusive lock alone, and lets nobody overtake what they conflict with', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ isExclusive: fc.boolean(), releases: fc.nat({ max: 3 }) }), { maxLength: 40 }),
        (requests) => {
          const queue = new LockQueue<{ id: number; isExclusive: boolean }>();
          const held = new Map<number, boolean>();
          const order: number[] = [];
          const take = (granted: readonly { id: number; isExclusive: boolean }[]): void => {
            for (const { id, isExclusive } of granted) {
              held.set(id, isExclusive);
              order.push(id);
            }
          };
          requests.forEach(({ isExclusive, releases }, id) => {
            const request = { id, isExclusive };
            const hadToWait = queue.waiting.length > 0;
            const conflicts = [...held.values()].some((exclusive) => exclusive || isExclusive);
            const isGranted = queue.request(request);
            expect(isGranted).toBe(!hadToWait && !conflicts);
            if (isGranted) take([request]);
            for (let nth = 0; nth < releases && held.size > 0; nth++) {
              const [first] = held.keys();
              held.delete(first ?? 0);
              take(queue.release(first ?? 0));
            }
            const exclusive = [...held.values()].filter(Boolean).length;
            expect(exclusive === 0 || held.size === 1).toBe(true);
          });
          expect(order).toEqual(order.toSorted((a, b) => a - b));
        },
      ),
    );
  });

  test('goes on behind a request that gives up', () => {
    const queue = new LockQueue<{ id: number; isExclusive: boolean }>();
    queue.request({ id: 1, isExclusive: false });
    queue.request({ id: 2, isExclusive: true });
    expect(queue.request({ id: 3, isExclusive: false })).toBe(false);
    expect(queue.giveUp(2).map(({ id }) => id)).toEqual([3]);
  });
});

describe('one ALTER TABLE', () => {
  test('is waited for as long as the report goes on and the table is rewritten', () => {
    const { closedMs, migration } = after({});
    // The report ends at 9 s, six seconds after the ALTER TABLE came; then four seconds of rewriting.
    expect(closedMs).toBeCloseTo(10_000, 6);
    expect(migration.status).toBe('done');
  });

  test('blocks rate × that time of queries, those without a connection counted in', () => {
    for (const [queriesPerSecond, reportSeconds, pool] of [
      [5, 8, 20],
      [20, 4, 5],
      [12, 15, 40],
    ] as const) {
      const ends = Array.from({ length: BATCHES }, (_, seed) =>
        after({ queriesPerSecond, reportSeconds, pool }, seed, 60_000),
      );
      const perSecond = ends.map(({ blocked, failed, closedMs }) => (blocked + failed) / (closedMs / 1000));
      expectInInterval(estimate(perSecond), queriesPerSecond);
    }
  });

  test('with lock_timeout, does not hold up the queue for longer than that before it begins', () => {
    const { migration, reports } = after({ lockTimeoutMs: 500 });
    const waits = migration.segments.filter(({ kind }) => kind === 'waits');
    expect(waits.length).toBeGreaterThan(1);
    for (const { from, to } of waits) expect((to ?? Infinity) - from).toBeLessThanOrEqual(500 + 1e-6);
    const begun = migration.segments.find(({ kind }) => kind === 'excludes')?.from ?? 0;
    expect(begun).toBeGreaterThanOrEqual(reports[0]?.to ?? Infinity);
  });
});

describe('expand and contract', () => {
  test('without a report, nobody waits longer than for a query that was running, and nobody fails', () => {
    fc.assert(
      fc.property(anyUse, fc.nat(), (chosen, seed) => {
        // A timeout shorter than a query would give up because of one.
        const lockTimeoutMs = chosen.lockTimeoutMs < 50 ? 0 : chosen.lockTimeoutMs;
        const end = after({ ...chosen, lockTimeoutMs, plan: 'steps', reportSeconds: 0 }, seed);
        expect(end.migration.status).toBe('done');
        expect(end.longestWaitMs).toBeLessThanOrEqual(UNNOTICED_MS);
        expect(end.closedMs).toBeLessThanOrEqual(4 * UNNOTICED_MS);
        expect(end.migration.gaveUp).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  test('with reports and a lock_timeout, nobody waits longer than that', () => {
    fc.assert(
      fc.property(
        anyUse,
        fc.nat(),
        fc.array(anyNumber(1500, 30_000), { maxLength: 3 }),
        (chosen, seed, reports) => {
          const lockTimeoutMs = Math.max(chosen.lockTimeoutMs, 50);
          const end = after({ ...chosen, lockTimeoutMs, plan: 'steps' }, seed, OVER_MS, reports);
          expect(end.longestWaitMs).toBeLessThanOrEqual(lockTimeoutMs + UNNOTICED_MS);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('without a lock_timeout, its first harmless step blocks as many as the report lasts', () => {
    const { longestWaitMs, closedMs } = after({ plan: 'steps' });
    expect(closedMs).toBeGreaterThan(6000);
    expect(longestWaitMs).toBeGreaterThan(4000);
  });

  test('holds exclusive locks four times, for five milliseconds each, and fills while queries pass', () => {
    const { segments, steps } = after({ plan: 'steps', reportSeconds: 0 }).migration;
    const exclusive = segments.filter(({ kind }) => kind === 'excludes');
    expect(exclusive.map(({ step }) => steps[step]?.split(' ')[0])).toEqual(['1', '4a', '4c', '7']);
    for (const { from, to } of exclusive) expect((to ?? Infinity) - from).toBeCloseTo(5, 6);
    expect(segments.find(({ step }) => steps[step]?.startsWith('3'))?.kind).toBe('works');
  });
});

test('every query is answered, waits, or has failed; and no more have a connection than there are', () => {
  fc.assert(
    fc.property(anyUse, fc.nat(), anyNumber(0, 40_000), (chosen, seed, atMs) => {
      const { arrived, failed, blocked, runningQueries, inQueue, perSecond } = after(chosen, seed, atMs);
      expect(runningQueries + inQueue).toBeLessThanOrEqual(chosen.pool + 2);
      expect(failed + blocked).toBeLessThanOrEqual(arrived);
      if (atMs > 29_000) return; // older seconds are forgotten
      const all = [perSecond.atOnce, perSecond.blocked, perSecond.failed].map(({ values }) =>
        values.reduce((sum, value) => sum + value, 0),
      );
      expect(all.reduce((sum, value) => sum + value, 0)).toBe(arrived);
      expect(all.slice(1)).toEqual([blocked, failed]);
    }),
  );
});
