// Laws of the canary: what simulated canaries find agrees with the two-proportion formula, and looking often is what
// raises false alarms.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import { canaryPower, canaryRequests, falseAlarm } from '../../content/formulas/canary.ts';
import {
  model,
  type CanaryPowerParams,
  type CanaryPowerSnapshot,
} from '../../../src/sim/models/canary-power.ts';
import { binomial } from '../../../src/sim/models/canary-power/binomial.ts';
import { BARS, powerOf, requestsFor80, statistic } from '../../../src/sim/models/canary-power/theory.ts';
import { Random } from '../../../src/sim/random.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { BATCHES, estimate, Z } from './confidence.ts';

const defaults = defaultParams(model);
/** What the normal approximation of the formula itself may be off, at hundreds of errors. */
const APPROXIMATION = 0.01;

function atEnd(chosen: Partial<CanaryPowerParams>, seed = 1): CanaryPowerSnapshot {
  const run = model.start({ ...defaults, ...chosen }, seed);
  run.runUntil(60 * 60_000);
  return run.snapshot();
}

/** Mean over 30 runs of 200 canaries. */
function measure(chosen: Partial<CanaryPowerParams>, what: (end: CanaryPowerSnapshot) => number) {
  return estimate(Array.from({ length: BATCHES }, (_, seed) => what(atEnd(chosen, seed))));
}

describe('the share of canaries that find a regression', () => {
  test.each([
    {},
    { changePercent: 25, minutes: 5 },
    { changePercent: 15, minutes: 10 },
    { changePercent: 10, basePercent: 1, minutes: 2 },
    { changePercent: 20, basePercent: 0.4, sharePercent: 50, minutes: 1 },
    { changePercent: 20, basePercent: 1, sharePercent: 1, requestsPerSecond: 10_000, minutes: 5 },
    { changePercent: 25, confidence: '99' as const },
    { changePercent: 15, confidence: '90' as const },
  ])('is the power of the two-proportion test: %o', (chosen: Partial<CanaryPowerParams>) => {
    const { mean, halfWidth } = measure(chosen, ({ alarms, canaries }) => alarms.worse / canaries);
    const { baseRate, canaryRate, requests } = atEnd(chosen);
    const params = { ...defaults, ...chosen };
    const alpha = 1 - Number(params.confidence) / 100;
    const formula = canaryPower(
      { baseRate, canaryRate, share: params.sharePercent / 100, alpha },
      requests.atEnd,
    );
    expect(mean).not.toBeNaN();
    expect(formula).toBeGreaterThan(0.2);
    expect(formula).toBeLessThan(0.98);
    expect(Math.abs(mean - formula), `${mean} ± ${halfWidth}, formula ${formula}`).toBeLessThanOrEqual(
      halfWidth + APPROXIMATION,
    );
  });

  test('at each moment is what theory’s curve says for the requests until then', () => {
    for (const tick of [12, 24, 36, 48, 60]) {
      const { mean, halfWidth } = measure(
        { changePercent: 30 },
        ({ beyondShares }) => beyondShares[tick] ?? NaN,
      );
      const theory = atEnd({ changePercent: 30 }).power[tick] ?? NaN;
      expect(Math.abs(mean - theory)).toBeLessThanOrEqual(halfWidth + APPROXIMATION);
    }
  });
});

describe('false alarms', () => {
  test.each([
    ['90', 0.1],
    ['95', 0.05],
    ['99', 0.01],
  ] as const)(
    'at %s %% confidence come at one look as often as the confidence permits',
    (confidence, expected) => {
      const { mean, halfWidth } = measure(
        { changePercent: 0, confidence, basePercent: 1 },
        ({ alarms, canaries }) => (alarms.worse + alarms.better) / canaries,
      );
      expect(Math.abs(mean - expected)).toBeLessThanOrEqual(halfWidth + APPROXIMATION / 2);
    },
  );

  test.each([5, 20])('with %i looks are those of Armitage, McPherson and Rowe', (looks) => {
    const { mean, halfWidth } = measure(
      { changePercent: 0, looks, basePercent: 1 },
      ({ alarms, canaries }) => (alarms.worse + alarms.better) / canaries,
    );
    expect(Math.abs(mean - falseAlarm(looks))).toBeLessThanOrEqual(halfWidth + APPROXIMATION);
    expect(mean).toBeGreaterThan(0.1);
  });
});

describe('theory', () => {
  test('agrees with the course’s own formulas', () => {
    const any = fc.record({
      baseRate: fc.integer({ min: 2, max: 200 }).map((n) => n / 10_000),
      factor: fc.integer({ min: 105, max: 300 }).map((n) => n / 100),
      share: fc.integer({ min: 1, max: 50 }).map((n) => n / 100),
      requests: fc.integer({ min: 100, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(any, ({ baseRate, factor, share, requests }) => {
        const comparison = { baseRate, canaryRate: baseRate * factor, share };
        const course = { ...comparison, alpha: 0.05 };
        expect(powerOf(comparison, BARS['95'], requests)).toBeCloseTo(canaryPower(course, requests), 5);
        const needed = requestsFor80(comparison, BARS['95']) ?? NaN;
        expect(Math.abs(needed / canaryRequests(course, 0.8) - 1)).toBeLessThan(1e-4 + 1 / needed);
      }),
    );
  });

  test('needs 142,312 requests for the chapter’s quarter more errors, and has nothing to need for none', () => {
    const needed = requestsFor80({ baseRate: 0.001, canaryRate: 0.00125, share: 0.05 }, BARS['95']) ?? NaN;
    expect(Math.abs(needed - 142_312)).toBeLessThan(20);
    expect(requestsFor80({ baseRate: 0.001, canaryRate: 0.001, share: 0.05 }, BARS['95'])).toBeNull();
  });

  test('has a statistic that is 0 for equal shares of errors and without errors, and grows with the canary’s', () => {
    expect(statistic(5, 100, 50, 1000)).toBe(0);
    expect(statistic(0, 100, 0, 1000)).toBe(0);
    // Pooled share 0.06, standard error √(0.06 × 0.94 × (1/100 + 1/900)): by hand.
    expect(statistic(15, 100, 45, 900)).toBeCloseTo(0.1 / Math.sqrt((0.06 * 0.94) / 90), 10);
  });
});

describe('binomial numbers', () => {
  test.each([
    [2000, 0.001],
    [60_000, 0.0004],
    [3000, 0.02],
    [600_000, 0.01],
  ])('of %i requests at %d have the right mean and variance', (n, probability) => {
    const random = new Random(5, 'binomial');
    const draws = Array.from({ length: 20_000 }, () => binomial(random, n, probability));
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    const expected = n * probability * (1 - probability);
    expect(Math.abs(mean - n * probability)).toBeLessThan(Z * Math.sqrt(expected / draws.length));
    expect(Math.abs(variance / expected - 1)).toBeLessThan(Z * Math.sqrt((2 + 1 / expected) / draws.length));
  });

  test('lie between 0 and n', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 0, max: 60 }),
        (seed, n, percent) => {
          const drawn = binomial(new Random(seed, 'any'), n, percent / 1000);
          expect(drawn).toBeGreaterThanOrEqual(0);
          expect(drawn).toBeLessThanOrEqual(n);
          expect(Number.isInteger(drawn)).toBe(true);
        },
      ),
    );
  });
});

describe('a canary', () => {
  test('stops at its first alarm, and looks only when it is told to', () => {
    const { paths } = atEnd({ changePercent: 100, looks: 4 });
    const stops = new Set(paths.map(({ stoppedAt }) => stoppedAt));
    expect([...stops].every((tick) => tick === null || tick % 15 === 0)).toBe(true);
    for (const { values, stoppedAt } of paths) expect(values).toHaveLength((stoppedAt ?? 60) + 1);
  });

  test('ends when its duration is over', () => {
    const run = model.start({ ...defaults, minutes: 3 }, 1);
    run.runUntil(180_000);
    expect([run.nextEventAt, run.snapshot().ended]).toEqual([Infinity, true]);
  });
});
