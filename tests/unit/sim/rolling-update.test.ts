// Laws of the rolling update: both limits hold at all times, whatever the version does and whenever it is rolled back.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import {
  model,
  type RollingUpdateParams,
  type RollingUpdateSnapshot,
} from '../../../src/sim/models/rolling-update.ts';
import { nextCommand } from '../../../src/sim/models/rolling-update/controller.ts';
import { defaultParams } from '../../../src/sim/params.ts';

const defaults = defaultParams(model);
const HOUR = 3_600_000;

const anyParams = fc.record({
  newVersion: fc.constantFrom('sound' as const, 'never-ready' as const, 'errors' as const),
  maxSurge: fc.integer({ min: 0, max: 6 }),
  maxUnavailable: fc.integer({ min: 0, max: 12 }),
  replicas: fc.integer({ min: 1, max: 12 }),
  readySeconds: fc.integer({ min: 1, max: 60 }),
  minReadySeconds: fc.integer({ min: 0, max: 60 }),
  spreadPercent: fc.integer({ min: 0, max: 50 }),
  progressDeadlineSeconds: fc.constant(600),
});

/** The states after every event, to the end of the run or for an hour. */
function states(
  chosen: Partial<RollingUpdateParams>,
  seed = 1,
  rollBackAt?: number,
): RollingUpdateSnapshot[] {
  const actions = rollBackAt === undefined ? [] : [{ atMs: rollBackAt, action: 'roll-back' as const }];
  const run = model.start({ ...defaults, ...chosen }, seed, actions);
  const seen = [run.snapshot()];
  while (run.nextEventAt < HOUR) {
    run.runUntil(run.nextEventAt);
    seen.push(run.snapshot());
  }
  return seen;
}

function lastOf(chosen: Partial<RollingUpdateParams>, rollBackAt?: number): RollingUpdateSnapshot {
  const last = states(chosen, 1, rollBackAt).at(-1);
  if (last === undefined) throw new Error('a run has at least one state');
  return last;
}

const serving = ({ pods }: RollingUpdateSnapshot): number =>
  pods.filter(({ phase }) => phase === 'available').length;
const existing = ({ pods }: RollingUpdateSnapshot): number =>
  pods.filter(({ phase }) => phase !== 'ending').length;

describe('a rolling update', () => {
  test('never has fewer available pods than replicas − maxUnavailable, nor more pods than replicas + maxSurge', () => {
    const rollBackAt = fc.option(fc.integer({ min: 0, max: 400_000 }), { nil: undefined });
    fc.assert(
      fc.property(anyParams, fc.nat(), rollBackAt, (params, seed, at) => {
        const { replicas, maxSurge, maxUnavailable } = params;
        for (const state of states(params, seed, at)) {
          expect(serving(state)).toBeGreaterThanOrEqual(replicas - maxUnavailable);
          expect(existing(state)).toBeLessThanOrEqual(replicas + maxSurge);
          expect(serving(state)).toBe(state.available);
          expect(existing(state)).toBe(state.total);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('replaces every pod of a version that becomes ready, right or wrong', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(), (params, seed) => {
        fc.pre(params.newVersion !== 'never-ready' && params.maxSurge + params.maxUnavailable > 0);
        const last = states(params, seed).at(-1);
        expect(last?.status).toBe('complete');
        expect(last?.pods.map(({ version, phase }) => `${version} ${phase}`)).toEqual(
          Array<string>(params.replicas).fill('new available'),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('takes ⌈replicas ÷ (surge + unavailable)⌉ rounds where all pods start equally fast', () => {
    fc.assert(
      fc.property(anyParams, (params) => {
        const { replicas, maxSurge, maxUnavailable, readySeconds, minReadySeconds } = params;
        fc.pre(maxSurge + maxUnavailable > 0);
        const last = lastOf({ ...params, newVersion: 'sound', spreadPercent: 0 });
        const rounds = Math.ceil(replicas / (maxSurge + maxUnavailable));
        expect(last.completeAt).toBe(1000 * rounds * (readySeconds + minReadySeconds));
        expect(last.expectedSeconds).toBe(rounds * (readySeconds + minReadySeconds));
      }),
      { numRuns: 60 },
    );
  });

  test('takes the chapter’s 80 seconds with 12 pods, surge 3, 15 s to become ready and 5 to stay so', () => {
    expect(lastOf({ spreadPercent: 0 }).completeAt).toBe(80_000);
  });

  test('stands still at a version that never becomes ready, which gets no request', () => {
    const last = lastOf({ newVersion: 'never-ready' });
    expect(last.pods.filter(({ version }) => version === 'new').map(({ phase }) => phase)).toEqual(
      Array<string>(3).fill('starting'),
    );
    expect(last).toMatchObject({
      available: 12,
      status: 'deadline-exceeded',
      requests: { answeredWithErrors: 0, refused: 0 },
    });
  });

  test('reports a standstill after the deadline and not before, and does nothing else', () => {
    const run = model.start({ ...defaults, newVersion: 'never-ready', progressDeadlineSeconds: 60 }, 1);
    run.runUntil(59_999);
    const before = run.snapshot();
    run.runUntil(60_000);
    expect([before.status, run.snapshot().status]).toEqual(['progressing', 'deadline-exceeded']);
    expect(run.snapshot().pods).toEqual(before.pods);
  });

  test('gives a version that is ready and wrong to everybody', () => {
    const run = model.start({ ...defaults, newVersion: 'errors', spreadPercent: 0 }, 1);
    run.runUntil(80_000);
    const { answeredWithErrors } = run.snapshot().requests;
    run.runUntil(90_000);
    expect(run.snapshot().requests.answeredWithErrors - answeredWithErrors).toBeCloseTo(1000, 6);
    // Ready pods get requests before they count as available: 3 of 15 for 5 s at 100 a second, and so on.
    const byHand =
      100 *
      (5 * (3 / 15) +
        15 * (3 / 12) +
        5 * (6 / 15) +
        15 * (6 / 12) +
        5 * (9 / 15) +
        15 * (9 / 12) +
        5 * (12 / 15));
    expect(answeredWithErrors).toBeCloseTo(byHand, 6);
  });

  test('comes back to the old version alone, within the same limits, when it is rolled back', () => {
    for (const newVersion of ['sound', 'never-ready', 'errors'] as const) {
      const last = lastOf({ newVersion }, 33_000);
      expect(last.pods.map(({ version, phase }) => `${version} ${phase}`)).toEqual(
        Array<string>(12).fill('old available'),
      );
      expect(last).toMatchObject({ target: 'old', status: 'complete' });
    }
  });

  test('refuses requests only when nothing is ready, which maxUnavailable of all pods permits', () => {
    expect(lastOf({ maxSurge: 0, maxUnavailable: 12, spreadPercent: 0 }).requests.refused).toBeCloseTo(
      1500,
      6,
    );
    expect(lastOf({ maxSurge: 0, maxUnavailable: 11, spreadPercent: 0 }).requests.refused).toBe(0);
  });

  test('with both limits 0 is rejected and changes nothing', () => {
    expect(lastOf({ maxSurge: 0, maxUnavailable: 0 })).toMatchObject({
      rejected: true,
      available: 12,
      completeAt: null,
    });
  });

  test('never gives two pods of one version the same place', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(), (params, seed) => {
        for (const { pods } of states(params, seed, 40_000)) {
          const places = pods.map(({ version, slot }) => `${version} ${slot}`);
          expect(new Set(places).size).toBe(places.length);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('the controller', () => {
  test('ends pods that serve nobody before pods that serve', () => {
    const counts = { wanted: { available: 0, unavailable: 3 }, other: { available: 10, unavailable: 2 } };
    expect(nextCommand(counts, { replicas: 12, maxSurge: 3, maxUnavailable: 2 })).toEqual({
      do: 'end',
      unavailable: 2,
      available: 0,
    });
  });

  test('rests when the old are gone and the new are all available', () => {
    const counts = { wanted: { available: 12, unavailable: 0 }, other: { available: 0, unavailable: 0 } };
    expect(nextCommand(counts, { replicas: 12, maxSurge: 3, maxUnavailable: 0 })).toEqual({ do: 'rest' });
  });
});
