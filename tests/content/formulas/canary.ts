// How many requests a canary needs before a difference of two error rates can be told from chance.
// Not here: its use in the figure, and tests that may stop early (sequential designs).
// Formula: two-sided test of two proportions with unequal groups, normal approximation;
// J. L. Fleiss, A. Tytun, H. K. Ury, "A Simple Approximation for Calculating Sample Sizes…", Biometrics 36 (1980),
// without its continuity correction. Where a group expects fewer than about ten errors, take the result as an order of magnitude.

/** A comparison of a canary with the rest of the traffic. Rates and shares lie between 0 and 1. */
export interface Comparison {
  readonly baseRate: number;
  readonly canaryRate: number;
  /** Share of all requests that the canary gets. */
  readonly share: number;
  /** Chance of a false alarm that is accepted, two-sided. */
  readonly alpha: number;
}

/** Requests the canary must serve so that the difference is found with the given power. */
export function canaryRequests(comparison: Comparison, power: number): number {
  const { difference, spreadIfSame, spreadIfDifferent } = spreads(comparison);
  const root =
    normalQuantile(1 - comparison.alpha / 2) * spreadIfSame + normalQuantile(power) * spreadIfDifferent;
  return Math.ceil((root / difference) ** 2);
}

/** Rule of thumb for a canary much smaller than the rest, 5 % false alarms and 80 % power: 8 p (1 − p) / d². */
export function roughCanaryRequests(baseRate: number, canaryRate: number): number {
  const mean = (baseRate + canaryRate) / 2;
  return (8 * mean * (1 - mean)) / (canaryRate - baseRate) ** 2;
}

/** Chance that the difference is found after so many canary requests. */
export function canaryPower(comparison: Comparison, requests: number): number {
  const { difference, spreadIfSame, spreadIfDifferent } = spreads(comparison);
  const bar = normalQuantile(1 - comparison.alpha / 2) * spreadIfSame;
  return normalShareBelow((difference * Math.sqrt(requests) - bar) / spreadIfDifferent);
}

/**
 * Chance of at least one false alarm when a test at ±`bar` standard errors is repeated after each of `looks` equal batches.
 * Follows the density of the running sum among the runs without an alarm
 * (P. Armitage, C. K. McPherson, B. C. Rowe, "Repeated Significance Tests on Accumulating Data", 1969).
 */
export function falseAlarm(looks: number, bar = 1.959964): number {
  let sums = midpoints(bar);
  let density = sums.values.map(normalDensity);
  for (let look = 2; look <= looks; look += 1) {
    const next = midpoints(bar * Math.sqrt(look));
    density = next.values.map((at) =>
      sums.values.reduce(
        (total, from, i) => total + sums.width * (density[i] ?? 0) * normalDensity(at - from),
        0,
      ),
    );
    sums = next;
  }
  return 1 - density.reduce((total, value) => total + sums.width * value, 0);
}

/** The standard normal quantile, by bisection of the distribution below. */
export function normalQuantile(share: number): number {
  let low = -10;
  let high = 10;
  while (high - low > 1e-10) {
    const middle = (low + high) / 2;
    if (normalShareBelow(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The standard normal distribution function; error below 1e-7 (Abramowitz and Stegun 26.2.17). */
function normalShareBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    normalDensity(z) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z < 0 ? tail : 1 - tail;
}

function spreads({ baseRate, canaryRate, share }: Comparison) {
  const ratio = (1 - share) / share;
  const pooled = (canaryRate + ratio * baseRate) / (1 + ratio);
  return {
    difference: Math.abs(canaryRate - baseRate),
    spreadIfSame: Math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio)),
    spreadIfDifferent: Math.sqrt((baseRate * (1 - baseRate)) / ratio + canaryRate * (1 - canaryRate)),
  };
}

/** Middles of narrow cells that together cover −edge … edge. */
function midpoints(edge: number): { readonly width: number; readonly values: readonly number[] } {
  const cells = Math.ceil(edge / 0.02);
  const width = (2 * edge) / cells;
  return { width, values: Array.from({ length: cells }, (_, i) => -edge + (i + 0.5) * width) };
}

function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}
