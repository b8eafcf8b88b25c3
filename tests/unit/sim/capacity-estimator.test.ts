// Laws of the estimate: the closed form, with ranges carried through. Bounds are products of bounds; cases drawn from the
// ranges stay within them and spread as independent factors do, less than the bounds suggest.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import {
  model,
  type CapacityParams,
  type CapacitySnapshot,
} from '../../../src/sim/models/capacity-estimator.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { anyNumber } from './any-number.ts';
import { BATCHES, estimate, expectInInterval } from './confidence.ts';

const defaults = defaultParams(model);

function after(cases: number, chosen: Partial<CapacityParams> = {}, seed = 1): CapacitySnapshot {
  const run = model.start({ ...defaults, ...chosen }, seed);
  run.runUntil(50 * cases);
  return run.snapshot();
}

type Result = CapacitySnapshot['results'][number];
function resultOf({ results }: CapacitySnapshot, id: Result['id']): Result {
  const result = results.find((one) => one.id === id);
  if (!result) throw new Error(`no result ${id}`);
  return result;
}

const anyParams = fc.record({
  thousandUsers: anyNumber(1, 1000),
  requestsEach: anyNumber(1, 200),
  period: fc.constantFrom('900' as const, '3600' as const, '86400' as const),
  peakFactor: anyNumber(1, 20),
  cpuMs: anyNumber(0.5, 100),
  roughness: anyNumber(1, 4),
  readShare: anyNumber(0, 100),
  kbEach: anyNumber(1, 1000),
  kbStored: anyNumber(0.5, 100),
  utilization: anyNumber(30, 95),
});

/** Equal but for rounding. */
function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
}

describe('the estimate', () => {
  test('is that of chapter 1: 267 requests a second, 533 at the peak', () => {
    const snapshot = after(0);
    expect(snapshot.results.map(({ id, estimate: value }) => [id, Math.round(value * 10) / 10])).toEqual([
      ['requests', 240_000],
      ['mean', 266.7],
      ['peak', 533.3],
      ['writes', 32],
      ['cores', 7.1],
      ['network', 21_333.3],
      ['stored', 28_800],
    ]);
  });

  test('is the product of its numbers, for any of them', () => {
    fc.assert(
      fc.property(anyParams, (chosen) => {
        const snapshot = after(0, chosen);
        const requests = 1000 * chosen.thousandUsers * chosen.requestsEach;
        const peak = (requests / Number(chosen.period)) * chosen.peakFactor;
        const writeShare = 1 - chosen.readShare / 100;
        expectClose(resultOf(snapshot, 'requests').estimate, requests);
        expectClose(resultOf(snapshot, 'peak').estimate, peak);
        expectClose(resultOf(snapshot, 'writes').estimate, peak * writeShare);
        expectClose(resultOf(snapshot, 'cores').estimate, (peak * chosen.cpuMs) / (10 * chosen.utilization));
        expectClose(resultOf(snapshot, 'network').estimate, peak * chosen.kbEach);
        expectClose(resultOf(snapshot, 'stored').estimate, requests * writeShare * chosen.kbStored);
      }),
    );
  });

  test('is off by at most the factor to the power of how many rough numbers it is made from', () => {
    fc.assert(
      fc.property(anyParams, (chosen) => {
        for (const { estimate: value, low, high, factors } of after(0, chosen).results) {
          expectClose(high, value * chosen.roughness ** factors);
          expectClose(low, value / chosen.roughness ** factors);
        }
      }),
    );
    expect(after(0).results.map(({ factors }) => factors)).toEqual([2, 2, 3, 3, 4, 4, 3]);
  });

  test('has no range where everything is known', () => {
    for (const { estimate: value, low, high, p5, p95 } of after(100, { roughness: 1 }).results)
      for (const bound of [low, high, p5 ?? 0, p95 ?? 0]) expectClose(bound, value);
  });
});

describe('the cases', () => {
  test('never leave the bounds, and most lie within narrower ones', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(), (chosen, seed) => {
        const run = model.start(chosen, seed);
        for (let nth = 1; nth <= 60; nth++) {
          run.runUntil(50 * nth);
          for (const { latest, low, high, p5, p95 } of run.snapshot().results) {
            for (const value of [latest, p5, p95]) {
              expect(value).toBeGreaterThanOrEqual(low * (1 - 1e-9));
              expect(value).toBeLessThanOrEqual(high * (1 + 1e-9));
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('spread as independent factors do: the variances of their logarithms add up', () => {
    // Evenly spread between −ln f and ln f, a logarithm has the variance (ln f)² ÷ 3.
    const expected = { mean: 2, peak: 3, cores: 4 } as const;
    const ids = ['mean', 'peak', 'cores'] as const;
    const runs = Array.from({ length: BATCHES }, (_, seed) => {
      const run = model.start(defaults, seed);
      const logs = Array.from({ length: 200 }, (_, nth) => {
        run.runUntil(50 * (nth + 1));
        const snapshot = run.snapshot();
        return ids.map((id) => {
          const { latest, estimate: value } = resultOf(snapshot, id);
          return Math.log((latest ?? value) / value);
        });
      });
      return ids.map((_, at) => logs.map((of) => of[at] ?? 0));
    });
    const meanOf = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    for (const [at, id] of ids.entries()) {
      const each = runs.map((of) => of[at] ?? []);
      expectInInterval(estimate(each.map(meanOf)), 0);
      const squares = each.map((logs) => meanOf(logs.map((log) => log ** 2)));
      expectInInterval(estimate(squares), (expected[id] * Math.LN2 ** 2) / 3);
    }
  });

  test('nine in ten of 1,000 cores’ cases lie within a factor of 4, where the bounds are a factor of 16', () => {
    const { p5, p95, estimate: value, high } = resultOf(after(1000), 'cores');
    expectClose(high / value, 16);
    expect((p95 ?? 0) / value).toBeLessThan(4);
    expect(value / (p5 ?? 0)).toBeLessThan(4);
  });
});
