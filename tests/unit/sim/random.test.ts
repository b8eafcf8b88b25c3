// Streams, and distributions against theory: Kolmogorov and Smirnov's test for continuous ones, chi-square for
// discrete ones, both at the 0.1 % level, over several seeds.
import { describe, expect, test } from 'vitest';
import { empirical, lognormal, zipf } from '../../../src/sim/distributions.ts';
import { exp, ln, power } from '../../../src/sim/elementary.ts';
import { Random } from '../../../src/sim/random.ts';
import { Z } from './confidence.ts';

const DRAWS = 20_000;
const SEEDS = [1, 2, 3, -4, 2 ** 40 + 5];

function draw(sample: () => number): number[] {
  const values = Array.from({ length: DRAWS }, sample);
  expect(values.filter(Number.isNaN), 'NaN among the draws').toEqual([]);
  return values;
}

/** Largest distance between the draws' distribution and the true one; above 1.95 / √n once in 1,000 times. */
function expectDistribution(values: readonly number[], cumulative: (x: number) => number): void {
  const sorted = values.toSorted((a, b) => a - b);
  const distance = sorted.reduce((largest, value, index) => {
    const truth = cumulative(value);
    return Math.max(largest, Math.abs(truth - index / DRAWS), Math.abs(truth - (index + 1) / DRAWS));
  }, 0);
  expect(distance).toBeLessThan(1.95 / Math.sqrt(DRAWS));
}

/** Chi-square by Wilson and Hilferty's approximation of its 99.9 % quantile. */
function expectShares(values: readonly number[], probabilities: readonly number[]): void {
  const counts = probabilities.map((_, index) => values.filter((value) => value === index).length);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
  const chiSquare = probabilities.reduce((sum, share, index) => {
    const expected = share * values.length;
    return sum + ((counts[index] ?? 0) - expected) ** 2 / expected;
  }, 0);
  const freedom = probabilities.length - 1;
  expect(chiSquare).toBeLessThan(
    freedom * (1 - 2 / (9 * freedom) + 3.09 * Math.sqrt(2 / (9 * freedom))) ** 3,
  );
}

/** Normal distribution by Abramowitz and Stegun 26.2.17, good to 7.5e-8. */
function normalCumulative(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const tail =
    density *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}

describe('a stream', () => {
  test('repeats itself for the same seed and name', () => {
    const [one, two] = [new Random(7, 'arrivals'), new Random(7, 'arrivals')];
    expect(Array.from({ length: 100 }, () => one.bits())).toEqual(
      Array.from({ length: 100 }, () => two.bits()),
    );
  });

  test('shares no number with another seed or name', () => {
    const streams = [
      new Random(1, 'arrivals'),
      new Random(2, 'arrivals'),
      new Random(-1, 'arrivals'),
      new Random(1 + 2 ** 32, 'arrivals'),
      new Random(1, 'services'),
      new Random(1, 'arrival'),
    ];
    const firsts = streams.flatMap((stream) => Array.from({ length: 50 }, () => stream.bits()));
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  test('is not correlated with its neighbours, nor with itself one step on', () => {
    const names = ['arrivals', 'services'];
    for (const [seedA, nameA, seedB, nameB, lag] of [
      [1, 0, 2, 0, 0],
      [1, 0, 1, 1, 0],
      [1, 0, 1, 0, 1],
    ] as const) {
      const a = new Random(seedA, names[nameA] ?? '');
      const b = new Random(seedB, names[nameB] ?? '');
      for (let skip = 0; skip < lag; skip++) b.uniform();
      let sum = 0;
      for (let n = 0; n < DRAWS; n++) sum += (a.uniform() - 0.5) * (b.uniform() - 0.5);
      // The product of two independent uniforms around 0 has a standard deviation of 1/12.
      expect(Math.abs(sum / DRAWS)).toBeLessThan(Z / 12 / Math.sqrt(DRAWS));
    }
  });

  test('refuses a seed that is not a whole number', () => {
    expect(() => new Random(0.5, 'arrivals')).toThrow('a seed must be a whole number, not 0.5');
    expect(() => new Random(NaN, 'arrivals')).toThrow('NaN');
  });
});

describe.each(SEEDS)('with seed %d', (seed) => {
  const random = new Random(seed, 'test');

  test('uniform numbers are uniform', () => {
    const values = draw(() => random.uniform());
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expectDistribution(values, (x) => x);
  });

  test('exponential numbers have the exponential distribution', () => {
    expectDistribution(
      draw(() => random.exponential(40)),
      (x) => 1 - Math.exp(-x / 40),
    );
  });

  test('normal numbers have the normal distribution', () => {
    expectDistribution(
      draw(() => random.normal()),
      normalCumulative,
    );
  });

  test('lognormal numbers have the mean and spread asked for', () => {
    const { sample, mean } = lognormal(100, 2);
    expect(mean).toBe(100);
    // Mean m and variation v: the logarithm is normal with variance ln(1 + v²) around ln m − variance / 2.
    const variance = Math.log(5);
    expectDistribution(
      draw(() => sample(random)),
      (x) => normalCumulative((Math.log(x) - Math.log(100) + variance / 2) / Math.sqrt(variance)),
    );
  });

  test('whole numbers below n are equally likely', () => {
    expectShares(
      draw(() => random.below(7)),
      Array.from({ length: 7 }, () => 1 / 7),
    );
  });

  test('Zipf ranks have their weights', () => {
    const ranks = zipf(50, 0.9);
    const weights = Array.from({ length: 50 }, (_, rank) => 1 / (rank + 1) ** 0.9);
    const total = weights.reduce((sum, weight) => sum + weight);
    expect(ranks.probability(3)).toBeCloseTo((weights[3] ?? 0) / total, 12);
    expectShares(
      draw(() => ranks.sample(random)),
      weights.map((weight) => weight / total),
    );
  });

  test('an empirical distribution gives each of its values equally often', () => {
    const { sample, mean } = empirical([0, 1, 2, 3, 3]);
    expect(mean).toBeCloseTo(1.8, 12);
    expectShares(
      draw(() => sample(random)),
      [0.2, 0.2, 0.2, 0.4],
    );
  });
});

describe('elementary functions', () => {
  test('agree with those of Math to four units in the last place', () => {
    const random = new Random(1, 'arguments');
    for (let n = 0; n < 20_000; n++) {
      const x = random.uniform() * 10 ** (random.below(40) - 20);
      const y = (random.uniform() - 0.5) * 1000;
      if (x > 0)
        expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(
          9e-16 * Math.max(1e-16, Math.abs(Math.log(x))),
        );
      expect(Math.abs(exp(y) - Math.exp(y))).toBeLessThanOrEqual(9e-16 * Math.exp(y));
    }
  });

  test('are exact where the answer is a whole number, and good next to 1', () => {
    expect([ln(1), exp(0), power(7, 0)]).toEqual([0, 1, 1]);
    expect(ln(1 + 2 ** -52)).toBe(2 ** -52);
    expect(power(2, 10)).toBeCloseTo(1024, 9);
    expect(exp(-1000)).toBe(0);
    expect(() => exp(1000)).toThrow(RangeError);
  });
});
