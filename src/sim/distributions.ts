// Distributions that need preparing before they can be drawn from. Uniform, exponential and normal need none
// and are methods of Random.
import { exp, ln, power } from './elementary.ts';
import type { Random } from './random.ts';

/** Something to draw numbers from, and its exact mean. */
export interface Distribution {
  readonly mean: number;
  sample(random: Random): number;
}

/** Lognormal with the given mean and coefficient of variation (standard deviation ÷ mean). */
export function lognormal(mean: number, variation: number): Distribution {
  const variance = ln(1 + variation * variation);
  const centre = ln(mean) - variance / 2;
  const deviation = Math.sqrt(variance);
  return { mean, sample: (random) => exp(centre + deviation * random.normal()) };
}

/** Ranks 0 … size − 1, of which rank r has a weight of 1 / (r + 1)^exponent (Zipf, 1949). */
export function zipf(size: number, exponent: number): Distribution & { probability(rank: number): number } {
  const weights = Array.from({ length: size }, (_, rank) => power(rank + 1, -exponent));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const probabilities = weights.map((weight) => weight / total);
  const draw = drawIndex(probabilities);
  return {
    mean: probabilities.reduce((sum, share, rank) => sum + rank * share, 0),
    sample: draw,
    probability: (rank) => probabilities[rank] ?? 0,
  };
}

/** Draws one of the given values, each as likely as any other. */
export function empirical(values: readonly number[]): Distribution {
  if (values.length === 0) throw new RangeError('an empirical distribution needs at least one value');
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, sample: (random) => values[random.below(values.length)] ?? mean };
}

/** Draws an index with the given probabilities by searching their running sums. */
function drawIndex(probabilities: readonly number[]): (random: Random) => number {
  const sums = new Float64Array(probabilities.length);
  let sum = 0;
  probabilities.forEach((share, index) => {
    sum += share;
    sums[index] = sum;
  });
  return (random) => {
    const wanted = random.uniform() * sum;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sums[middle] ?? 1) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
