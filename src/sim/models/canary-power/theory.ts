// The two-sided test of two proportions with groups of unequal size, by the normal approximation: its statistic, its
// power, and the requests it needs (Fleiss, Tytun and Ury, Biometrics 36, 1980, without the continuity correction).
import { exp } from '../../elementary.ts';

export interface Comparison {
  readonly baseRate: number;
  readonly canaryRate: number;
  /** The canary's share of all requests, between 0 and 1. */
  readonly share: number;
}

/** Quantiles of the standard normal distribution: 1 − α/2 for α of 10, 5 and 1% (tables). */
export const BARS = { '90': 1.644854, '95': 1.959964, '99': 2.575829 } as const;
const QUANTILE_80 = 0.841621;

/** Standard errors by which the canary's share of errors exceeds the base's; 0 where nothing has failed yet. */
export function statistic(
  canaryErrors: number,
  canaryRequests: number,
  baseErrors: number,
  baseRequests: number,
): number {
  const pooled = (canaryErrors + baseErrors) / (canaryRequests + baseRequests);
  const variance = pooled * (1 - pooled) * (1 / canaryRequests + 1 / baseRequests);
  if (!(variance > 0)) return 0;
  return (canaryErrors / canaryRequests - baseErrors / baseRequests) / Math.sqrt(variance);
}

/** Chance that a test after so many canary requests finds the canary worse. */
export function powerOf(comparison: Comparison, bar: number, requests: number): number {
  const { difference, ifSame, ifDifferent } = spreadsOf(comparison);
  return normalShareBelow((difference * Math.sqrt(requests) - bar * ifSame) / ifDifferent);
}

/** Canary requests for a power of 80%; null when the two rates are the same. */
export function requestsFor80(comparison: Comparison, bar: number): number | null {
  const { difference, ifSame, ifDifferent } = spreadsOf(comparison);
  if (difference === 0) return null;
  const root = (bar * ifSame + QUANTILE_80 * ifDifferent) / difference;
  return Math.ceil(root * root);
}

/** Standard deviations of the difference of the two shares × √(canary requests), if the rates are the same and if not. */
function spreadsOf({ baseRate, canaryRate, share }: Comparison) {
  const ratio = (1 - share) / share;
  const pooled = (canaryRate + ratio * baseRate) / (1 + ratio);
  return {
    difference: canaryRate - baseRate,
    ifSame: Math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio)),
    ifDifferent: Math.sqrt((baseRate * (1 - baseRate)) / ratio + canaryRate * (1 - canaryRate)),
  };
}

/** The standard normal distribution function; error below 1e-7 (Abramowitz and Stegun, 26.2.17). */
function normalShareBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const density = exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const tail =
    density *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z < 0 ? tail : 1 - tail;
}
