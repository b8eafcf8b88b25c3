// How many of n requests fail, each with the same small probability.
import { exp, ln } from '../../elementary.ts';
import type { Random } from '../../random.ts';

/** Up to this mean the distribution is searched, beyond it approximated. */
const MOST_SEARCHED = 30;

/**
 * A binomial number: exactly, by searching its running sum from 0 on (inversion); for large means by the normal
 * approximation, rounded, whose error is far below the spread of what it stands for.
 */
export function binomial(random: Random, n: number, probability: number): number {
  if (n <= 0 || probability <= 0) return 0;
  const mean = n * probability;
  if (mean > MOST_SEARCHED) {
    const drawn = Math.round(mean + random.normal() * Math.sqrt(mean * (1 - probability)));
    return Math.min(n, Math.max(0, drawn));
  }
  const odds = probability / (1 - probability);
  let share = exp(n * ln(1 - probability));
  let left = random.uniform() - share;
  let failures = 0;
  while (left >= 0 && failures < n) {
    failures += 1;
    share *= (odds * (n - failures + 1)) / failures;
    left -= share;
  }
  return failures;
}
