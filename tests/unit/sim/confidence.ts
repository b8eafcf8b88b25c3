// Confidence intervals for what simulations measure. All are at 99.9 %, two-sided: a test that compares a
// hundred numbers with theory would be wrong about a correct model once in ten runs of new seeds, and the
// seeds are fixed.
import { expect } from 'vitest';

/** Number of batches or independent runs behind each interval. */
export const BATCHES = 30;
/** Student's t for 29 degrees of freedom, 99.95 % quantile (tables). */
const T_29 = 3.659;
/** Normal distribution, 99.95 % quantile. */
export const Z = 3.291;

export interface Estimate {
  readonly mean: number;
  /** The true mean lies within this of `mean`, with 99.9 % confidence. */
  readonly halfWidth: number;
}

/**
 * Interval from 30 numbers that are independent or nearly so: one per run, or means of batches that are long
 * against the model's memory (batch means, the usual answer to autocorrelation).
 */
export function estimate(values: readonly number[]): Estimate {
  if (values.length !== BATCHES) throw new RangeError(`expected ${BATCHES} values, got ${values.length}`);
  const mean = values.reduce((sum, value) => sum + value, 0) / BATCHES;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, halfWidth: T_29 * Math.sqrt(squares / (BATCHES - 1) / BATCHES) };
}

/** Fails unless `expected` lies in the interval. NaN is looked for first: it lies in no interval. */
export function expectInInterval({ mean, halfWidth }: Estimate, expected: number): void {
  expect(mean, 'the measured mean').not.toBeNaN();
  expect(Math.abs(mean - expected), `|${mean} − ${expected}|, interval ± ${halfWidth}`).toBeLessThanOrEqual(
    halfWidth,
  );
}
