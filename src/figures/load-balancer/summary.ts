// What the load balancer's picture says, in words.
import type { LoadBalancerSnapshot, ServerState } from '../../sim/models/load-balancer.ts';
import { count, duration } from '../shapes.ts';

export function summarise(
  { servers, answered, failed, latencyMs }: LoadBalancerSnapshot,
  policy: string,
): string {
  const lost = failed > 0 ? `, ${failed.toLocaleString('en')} failed` : '';
  const done = `${answered.toLocaleString('en')} answered${lost}`;
  const answers =
    answered === 0
      ? `${done}.`
      : `${done}: half within ${duration(latencyMs.p50)}, 5% after more than ${duration(latencyMs.p95)}.`;
  return `${policy} has sent ${sentEach(servers)}. ${describeLines(servers)} ${answers}`;
}

function sentEach(servers: readonly ServerState[]): string {
  const sent = servers.map(({ dispatched }) => dispatched);
  const [least, most] = [Math.min(...sent), Math.max(...sent)];
  if (least === most) return `each server ${count(most, 'request')}`;
  if (most - least === 1) return `each server ${least} or ${most} requests`;
  const last = servers.at(-1);
  if (last?.slow === true) {
    const others = sent.slice(0, -1);
    return `the slow server ${count(last.dispatched, 'request')}, the others ${range(Math.min(...others), Math.max(...others))}`;
  }
  return `the servers ${range(least, most)} requests`;
}

function describeLines(servers: readonly ServerState[]): string {
  const down = servers.find(({ up, believedUp }) => !up && believedUp);
  if (down)
    return `Server ${down.id.replace('server-', '')} is down and no check has noticed: what it is sent fails.`;
  const running = servers.filter(({ up }) => up);
  const longest = running.toSorted((a, b) => b.load - a.load)[0];
  if (!longest || longest.load === 0) return 'All servers are idle.';
  const others = running.filter((server) => server !== longest).map(({ load }) => load);
  const where = longest.slow ? 'the slow one' : `server ${longest.id.replace('server-', '')}`;
  const rest =
    others.length === 0
      ? 'it is the only one'
      : `the others have ${range(Math.min(...others), Math.max(...others))}`;
  return `Now ${longest.load === 1 ? 'one is' : `${longest.load} are`} at ${where}; ${rest}.`;
}

function range(least: number, most: number): string {
  return least === most ? `${most}` : most - least === 1 ? `${least} or ${most}` : `${least} to ${most}`;
}

export function describeTheory({ theory, latencyMs, meanMaxLoad, loadTail }: LoadBalancerSnapshot): string {
  if (!theory) return '';
  if (theory.meanLatencyMs !== null && theory.meanMaxLoad !== null) {
    const longest = `the longest line ${theory.meanMaxLoad.toFixed(1)}, measured ${meanMaxLoad.toFixed(1)}`;
    return `Theory expects a mean of ${duration(theory.meanLatencyMs)}, measured ${duration(latencyMs.mean)}; ${longest}.`;
  }
  const three = (tail: readonly number[]): string => `${((tail[3] ?? 0) * 100).toFixed(1)}%`;
  return `Theory, for many servers: a server has three requests or more ${three(theory.loadTail)} of the time; measured ${three(loadTail)}.`;
}
