// What the mesh proxy's picture says, in words and as a table.
import type { HopState, MeshProxyParams, MeshProxySnapshot } from '../../sim/models/mesh-proxy.ts';
import type { SceneTable } from '../figure.ts';
import { count, duration, percent } from '../shapes.ts';

export function summarise(snapshot: MeshProxySnapshot, params: MeshProxyParams): string {
  return `${describeLoad(snapshot)} ${describeBreaker(snapshot, params)} ${describeOutcome(snapshot)}`.trim();
}

function describeLoad({ trouble, amplification, hops }: MeshProxySnapshot): string {
  const state = `The ${hops.length === 1 ? '' : 'last '}service ${trouble ? 'is failing' : 'works'}`;
  if (amplification === null) return `${state}.`;
  return `${state} and has since got ${amplification.toFixed(amplification < 10 ? 1 : 0)} tries a request.`;
}

function describeBreaker({ hops, now }: MeshProxySnapshot, { breaker: hasBreaker }: MeshProxyParams): string {
  if (!hasBreaker) return 'There is no breaker.';
  const where = ({ proxy }: HopState): string =>
    hops.length === 1 ? 'The breaker' : `The breaker of ${proxy.replace('-', ' ')}`;
  const open = hops.find(({ breaker }) => breaker?.state === 'open');
  if (open?.breaker)
    return `${where(open)} is open: ${count(open.rejected, 'try').replace('trys', 'tries')} refused at once, a probe in ${duration((open.breaker.probesFrom ?? now) - now)}.`;
  const half = hops.find(({ breaker }) => breaker?.state === 'half-open');
  if (half) return `${where(half)} is half open: single probes go through.`;
  const most = hops.toSorted((a, b) => (b.breaker?.failuresInRow ?? 0) - (a.breaker?.failuresInRow ?? 0))[0];
  const inRow = most?.breaker?.failuresInRow ?? 0;
  return inRow === 0
    ? 'The breaker is closed.'
    : `The breaker is closed after ${count(inRow, 'failure')} in a row.`;
}

function describeOutcome({
  succeeded,
  failed,
  latencyMs,
  abandonedInLastService,
}: MeshProxySnapshot): string {
  if (succeeded + failed === 0) return 'No request has ended yet.';
  const forNobody =
    abandonedInLastService > 0
      ? ` ${count(abandonedInLastService, 'try').replace('trys', 'tries')} at work for nobody.`
      : '';
  return `${succeeded} requests succeeded, ${failed} failed, half within ${duration(latencyMs.p50)}.${forNobody}`;
}

export function describeTheory({ theory, worstAmplification, amplification }: MeshProxySnapshot): string {
  if (!theory)
    return `If all is retried and fails, a request becomes ${count(worstAmplification, 'try').replace('trys', 'tries')}.`;
  const measured = amplification === null ? '' : `, measured ${amplification.toFixed(2)}`;
  return `Theory expects ${theory.amplification.toFixed(2)} tries a request${measured}, and ${percent(theory.failingRequests)} of requests to fail.`;
}

export function tabulate({ hops }: MeshProxySnapshot): SceneTable {
  return {
    caption: 'Each proxy so far',
    columns: ['Proxy of', 'Calls', 'Tries', 'Retries', 'Failed tries', 'Refused', 'Breaker'],
    rows: hops.map(({ from, calls, attempts, retries, failures, rejected, breaker }) => [
      from.replace('-', ' '),
      calls,
      attempts,
      retries,
      failures,
      rejected,
      breaker?.state ?? 'none',
    ]),
  };
}
