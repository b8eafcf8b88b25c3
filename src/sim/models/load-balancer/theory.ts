// What queueing theory says of equal servers behind a balancer, for the policies that it has an answer for.
import { power, wholePower } from '../../elementary.ts';
import type { LoadBalancerParams, LoadBalancerSnapshot } from '../load-balancer.ts';

/** Loads 0 … 12 are told apart. */
export const LARGEST_LOAD = 12;

/** `hopsMs` is the way there and back. Null where there is no formula, or no steady state. */
export function theoryOf(params: LoadBalancerParams, hopsMs: number): LoadBalancerSnapshot['theory'] {
  const { servers, serviceMs, policy } = params;
  const utilisation = (params.requestsPerSecond * serviceMs) / 1000 / servers;
  if (utilisation >= 1 || params.slowdown !== 1) return null;
  const loads = Array.from({ length: LARGEST_LOAD + 1 }, (_, load) => load);
  if (policy === 'random') {
    return {
      exact: true,
      loadTail: loads.map((load) => wholePower(utilisation, load)),
      meanMaxLoad: meanLargest(utilisation, servers),
      meanLatencyMs: serviceMs / (1 - utilisation) + hopsMs,
    };
  }
  if (policy === 'two-choices') {
    const loadTail = loads.map((load) => power(utilisation, 2 ** load - 1));
    return { exact: false, loadTail, meanMaxLoad: null, meanLatencyMs: null };
  }
  return null;
}

/** Mean of the largest of n independent geometric loads with P(load ≥ k) = ρ^k: Σ over k ≥ 1 of 1 − (1 − ρ^k)^n. */
function meanLargest(utilisation: number, servers: number): number {
  let sum = 0;
  let tail = utilisation;
  while (tail > 1e-12) {
    sum += 1 - wholePower(1 - tail, servers);
    tail *= utilisation;
  }
  return sum;
}
