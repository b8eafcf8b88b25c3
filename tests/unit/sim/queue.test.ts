// Laws of the queue: Little's law on every run, and waiting times against theory within what statistics allows.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import { amount } from '../../amount.ts';
import { model, type QueueParams, type QueueSnapshot } from '../../../src/sim/models/queue.ts';
import { erlangC } from '../../../src/sim/models/queue/theory.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { BATCHES, estimate, expectInInterval, type Estimate } from './confidence.ts';
import { anyNumber } from './any-number.ts';

const defaults = defaultParams(model);

interface BatchMeans {
  readonly meanWaitMs: Estimate;
  readonly meanInQueue: Estimate;
}

/**
 * Runs one seed for 31 batches and drops the first, in which the queue fills. A batch of n requests is long
 * against the queue's memory, which is in the order of 1 / (1 − ρ)² requests: 100 at ρ = 0.9.
 */
function batchMeans(chosen: Partial<QueueParams>, requests: number, seed: number): BatchMeans {
  const params = { ...defaults, ...chosen };
  const batchMs = (1000 * requests) / BATCHES / params.arrivalsPerSecond;
  const run = model.start(params, seed);
  const ends = Array.from({ length: BATCHES + 2 }, (_, batch) => {
    run.runUntil(batch * batchMs);
    const { waitMs, meanInQueue, now } = run.snapshot();
    return { count: waitMs.count, waitSum: (waitMs.mean ?? 0) * waitMs.count, queueArea: meanInQueue * now };
  });
  const batches = ends.slice(2).map((end, index) => {
    const begin = ends[index + 1] ?? end;
    const waits = (end.waitSum - begin.waitSum) / (end.count - begin.count);
    return { waits, inQueue: (end.queueArea - begin.queueArea) / batchMs };
  });
  return {
    meanWaitMs: estimate(batches.map(({ waits }) => waits)),
    meanInQueue: estimate(batches.map(({ inQueue }) => inQueue)),
  };
}

function theoryOf(chosen: Partial<QueueParams>): NonNullable<QueueSnapshot['theory']> {
  const { theory } = model.start({ ...defaults, ...chosen }, 1).snapshot();
  if (theory === null) throw new Error('this queue has no steady state');
  return theory;
}

/** A quarter of the requests with every run, which doubles the interval's width. */
const share = amount(4, 1);
const precision = amount(0.04, 0.02);

// Requests per run are chosen for the width of the interval alone: M/M/1's mean wait over n requests has a
// relative standard error of √((2 + 5ρ − 4ρ² + ρ³) / ρ / n) / (1 − ρ) (Daley, 1968): 21 / √n at ρ = 0.9.
const cases = [
  { servers: 1, arrivalsPerSecond: 5, requests: 1_000_000 },
  { servers: 1, arrivalsPerSecond: 8, requests: 3_000_000 },
  { servers: 1, arrivalsPerSecond: 9, requests: 12_000_000 },
  { servers: 2, arrivalsPerSecond: 14, requests: 3_000_000 },
  { servers: 4, arrivalsPerSecond: 32, requests: 5_000_000 },
  { servers: 8, arrivalsPerSecond: 36, servicesPerSecond: 5, requests: 14_000_000 },
];

describe.each(cases)('$servers servers, $arrivalsPerSecond arrivals a second', ({ requests, ...chosen }) => {
  test(`the mean wait is that of M/M/c, known to ${100 * precision} % or better`, { timeout: 60_000 }, () => {
    const theory = theoryOf(chosen);
    const { meanWaitMs } = batchMeans(chosen, requests / share, 1);
    expectInInterval(meanWaitMs, theory.meanWaitMs);
    expect(Math.abs(meanWaitMs.mean / theory.meanWaitMs - 1)).toBeLessThan(precision);
  });
});

describe('a queue', () => {
  test('obeys Little’s law exactly on every run, at any time', () => {
    const params = fc.record({
      arrivalsPerSecond: anyNumber(0.5, 40),
      servicesPerSecond: anyNumber(1, 40),
      servers: fc.integer({ min: 1, max: 8 }),
      variation: fc.constantFrom('constant' as const, 'exponential' as const, 'heavy' as const),
    });
    fc.assert(
      fc.property(params, fc.integer(), anyNumber(1, 200_000), (chosen, seed, ms) => {
        const run = model.start(chosen, seed);
        run.runUntil(ms);
        const { little, arrived } = run.snapshot();
        const timeInSystem = (little.meanTimeInSystemMs ?? 0) / 1000;
        expect([little.meanInSystem, timeInSystem]).not.toContain(NaN);
        const right = little.arrivalsPerSecond * timeInSystem;
        // Two sums of the same number in different order: equal up to rounding.
        expect(Math.abs(little.meanInSystem - right)).toBeLessThanOrEqual(1e-9 * (1 + right));
        expect(arrived === 0).toBe(little.meanTimeInSystemMs === null);
      }),
      { numRuns: 200 },
    );
  });

  test('with constant service times is half as long as with exponential ones', () => {
    const constant = batchMeans({ variation: 'constant' }, 1_000_000, 1).meanInQueue;
    const exponential = batchMeans({ variation: 'exponential' }, 1_000_000, 1).meanInQueue;
    expect(theoryOf({ variation: 'constant' }).meanInQueue).toBeCloseTo(theoryOf({}).meanInQueue / 2, 12);
    expectInInterval(constant, theoryOf({ variation: 'constant' }).meanInQueue);
    expectInInterval(exponential, theoryOf({}).meanInQueue);
  });

  test('with a few very long service times follows Pollaczek and Khinchine', () => {
    const chosen = { variation: 'heavy', arrivalsPerSecond: 6 } as const;
    expect(theoryOf(chosen).meanWaitMs).toBeCloseTo(
      ((1 + 4) / 2) * theoryOf({ arrivalsPerSecond: 6 }).meanWaitMs,
      9,
    );
    expectInInterval(batchMeans(chosen, 3_000_000, 1).meanWaitMs, theoryOf(chosen).meanWaitMs);
  });

  test('has the wait percentiles and the waiting share of M/M/c', () => {
    const chosen = { servers: 2, arrivalsPerSecond: 16 };
    const theory = theoryOf(chosen);
    const ends = Array.from({ length: BATCHES }, (_, seed) => {
      const run = model.start({ ...defaults, ...chosen }, seed);
      run.runUntil(200_000);
      return run.snapshot();
    });
    expectInInterval(estimate(ends.map((end) => end.waitingShare ?? NaN)), theory.waitingShare ?? NaN);
    expectInInterval(
      estimate(ends.map((end) => end.waitMs.p50 ?? NaN)),
      theory.waitPercentilesMs?.p50 ?? NaN,
    );
    expectInInterval(
      estimate(ends.map((end) => end.waitMs.p95 ?? NaN)),
      theory.waitPercentilesMs?.p95 ?? NaN,
    );
  });

  test('grows by the excess of arrivals when they exceed what the servers can do', () => {
    const params = { ...defaults, arrivalsPerSecond: 15 };
    const ends = Array.from({ length: BATCHES }, (_, seed) => {
      const run = model.start(params, seed);
      run.runUntil(500_000);
      return run.snapshot();
    });
    expect(ends[0]?.theory).toBeNull();
    expectInInterval(estimate(ends.map(({ inQueue, now }) => (1000 * inQueue) / now)), 15 - 10);
  });

  test('shows at each step exactly one arrival or departure', () => {
    const run = model.start({ ...defaults, servers: 3, arrivalsPerSecond: 20 }, 4);
    for (let step = 0; step < 500; step++) {
      const before = run.snapshot();
      run.runUntil(run.nextEventAt);
      const after = run.snapshot();
      expect(after.arrived - before.arrived + after.departed - before.departed).toBe(1);
    }
  });
});

describe('Erlang’s C', () => {
  test('has the values of the tables', () => {
    expect(erlangC(1, 0.8)).toBeCloseTo(0.8, 12);
    expect(erlangC(2, 1)).toBeCloseTo(1 / 3, 12);
    // a = 8, c = 10: e.g. Gross and Harris, Fundamentals of Queueing Theory.
    expect(erlangC(10, 8)).toBeCloseTo(0.4092, 4);
  });
});
