// Laws of the two designs: times are sums (or a maximum), availabilities are products, and no chain is faster than its
// parts.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import { allOf, anyOf } from '../../content/formulas/composition.ts';
import {
  model,
  type MonolithOrServicesParams,
  type MonolithOrServicesSnapshot,
} from '../../../src/sim/models/monolith-or-services.ts';
import { partTimes, theoryOf, timeOf } from '../../../src/sim/models/monolith-or-services/theory.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { BATCHES, estimate, expectInInterval, Z } from './confidence.ts';
import { anyNumber } from './any-number.ts';

const defaults = defaultParams(model);
const arrangements = ['in-turn', 'side-by-side'] as const;

const anyParams = fc.record({
  services: fc.integer({ min: 1, max: 8 }),
  arrangement: fc.constantFrom(...arrangements),
  callsEach: fc.integer({ min: 1, max: 25 }),
  hopMs: anyNumber(0.1, 5),
  availabilityPercent: anyNumber(95, 99.99),
  workMs: anyNumber(1, 20),
  slowPercent: anyNumber(0, 10),
});

function after(ms: number, chosen: Partial<MonolithOrServicesParams>, seed = 1): MonolithOrServicesSnapshot {
  const run = model.start({ ...defaults, ...chosen }, seed);
  run.runUntil(ms);
  return run.snapshot();
}

describe('a request', () => {
  test('takes the sum of its parts in turn and the longest of them side by side, hops included', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(), (params, seed) => {
        const run = model.start(params, seed);
        for (let request = 0; request < 60; request++) {
          run.runUntil(run.nextEventAt);
          const { last } = run.snapshot();
          if (last === null) throw new Error('an event is a request');
          const works = last.parts.map(({ workMs }) => workMs);
          const sum = works.reduce((total, work) => total + work, 0);
          if (last.monolithMs !== null) expect(last.monolithMs).toBeCloseTo(sum, 9);
          expect(last.servicesMs === null).toBe(last.parts.some(({ up }) => !up));
          if (last.servicesMs === null) continue;
          const hops = params.callsEach * params.hopMs;
          expect(last.servicesMs).toBeCloseTo(
            params.arrangement === 'in-turn' ? sum + params.services * hops : Math.max(...works) + hops,
            9,
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  test('has the chapter’s 26 hops of 1 ms for a list of 25 products that is asked for one by one', () => {
    const params = { ...defaults, services: 1, callsEach: 25, hopMs: 1 };
    expect(timeOf(partTimes([0], params), 'in-turn') + 1).toBe(26);
  });
});

describe('many requests', () => {
  test.each([
    {},
    { services: 3, hopMs: 4, slowPercent: 10 },
    { services: 8, callsEach: 5, workMs: 2 },
    { services: 1, arrangement: 'side-by-side' as const },
  ])('take on average the sum of the means: %o', (chosen: Partial<MonolithOrServicesParams>) => {
    const ends = Array.from({ length: BATCHES }, (_, seed) => after(100_000, chosen, seed));
    const { monolithMeanMs, servicesMeanMs } = theoryOf({ ...defaults, ...chosen });
    expectInInterval(estimate(ends.map(({ monolith }) => monolith.meanMs ?? NaN)), monolithMeanMs);
    expectInInterval(estimate(ends.map(({ services }) => services.meanMs ?? NaN)), servicesMeanMs ?? NaN);
  });

  test('fail as often as the product of the availabilities says', () => {
    for (const chosen of [
      {},
      { availabilityPercent: 95, services: 8 },
      { availabilityPercent: 99, services: 3 },
    ]) {
      const { requests, failed } = after(2_000_000, chosen, 2);
      const params = { ...defaults, ...chosen };
      const part = params.availabilityPercent / 100;
      const expectShare = (count: number, availability: number): void => {
        const spread = Math.sqrt((availability * (1 - availability)) / requests);
        expect(Math.abs(count / requests - (1 - availability))).toBeLessThanOrEqual(Z * spread);
      };
      expectShare(failed.services, allOf(Array<number>(params.services).fill(part)));
      expectShare(failed.monolith, part);
    }
  });

  test('meet a slow piece of work as often as 1 − (1 − p)^n says', () => {
    const { requests, metSlow, theory } = after(2_000_000, { slowPercent: 2, services: 5 });
    expect(theory.metSlowShare).toBeCloseTo(anyOf(0.02, 5), 12);
    const spread = Math.sqrt((theory.metSlowShare * (1 - theory.metSlowShare)) / requests);
    expect(Math.abs(metSlow / requests - theory.metSlowShare)).toBeLessThanOrEqual(Z * spread);
  });

  test('have a 99th percentile that is no less than that of any part, on every run', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(), anyNumber(1000, 100_000), (params, seed, ms) => {
        const { services, partP99Ms } = after(ms, params, seed);
        for (const p99 of partP99Ms) if (p99 !== null) expect(services.p99Ms).toBeGreaterThanOrEqual(p99);
      }),
      { numRuns: 60 },
    );
  });

  test('are slower in services by exactly the hops, where nothing fails and all is in turn', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(), (params, seed) => {
        const { monolith, services, failed } = after(20_000, { ...params, arrangement: 'in-turn' }, seed);
        fc.pre(failed.monolith === 0 && failed.services === 0 && monolith.meanMs !== null);
        const hops = params.services * params.callsEach * params.hopMs;
        expect((services.meanMs ?? NaN) - (monolith.meanMs ?? NaN)).toBeCloseTo(hops, 6);
      }),
      { numRuns: 60 },
    );
  });

  test('bring the same luck to the first services, however many there are', () => {
    const works = (services: number): readonly number[] =>
      after(5000, { services }).last?.parts.map(({ workMs }) => workMs) ?? [];
    expect(works(8).slice(0, 3)).toEqual(works(3));
  });
});
