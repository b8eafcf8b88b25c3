// How often a read from a replica misses the write that it follows.
import { exp } from '../../elementary.ts';

/**
 * Share of replicas that lack a record `afterMs` after the primary wrote it. A record takes an exponential time
 * with mean m, but arrives no earlier than all before it: of those, a Poisson process of rate w, the ones still
 * under way number w·m·e^(−x/m) on average, and none of them may be. So 1 − (1 − e^(−x/m)) · e^(−w·m·e^(−x/m)).
 */
export function missingShare(afterMs: number, meanLagMs: number, writesPerSecond: number): number {
  if (meanLagMs === 0) return 0;
  const late = exp(-afterMs / meanLagMs);
  return 1 - (1 - late) * exp((-writesPerSecond / 1000) * meanLagMs * late);
}
