// What retries do to the load on the last service, in closed form, while no breaker and no budget interferes.
import { exp, wholePower } from '../../elementary.ts';
import type { MeshProxyParams, MeshProxySnapshot } from '../mesh-proxy.ts';

export function worstAmplification({ retries, depth }: MeshProxyParams): number {
  return (retries + 1) ** depth;
}

/** `failureRate` is the last service's now; `wireMs` the way to it and back, which counts against the timeout. */
export function theoryOf(
  params: MeshProxyParams,
  failureRate: number,
  wireMs: number,
): MeshProxySnapshot['theory'] {
  if (params.breaker || params.budget) return null;
  const late = exp(-(params.timeoutMs - wireMs) / params.latencyMs);
  const failingTries = failureRate + (1 - failureRate) * late;
  let failing = failingTries;
  let amplification = 1;
  for (let hop = params.depth; hop >= 1; hop--) {
    // Tries of one call: 1 + f + f² + … + f^retries; it fails when all of them do.
    let tries = 0;
    for (let n = 0; n <= params.retries; n++) tries += wholePower(failing, n);
    amplification *= tries;
    failing = wholePower(failing, params.retries + 1);
  }
  return { failingTries, amplification, failingRequests: failing };
}
