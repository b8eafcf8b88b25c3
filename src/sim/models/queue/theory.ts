// Steady state of a queue with Poisson arrivals, in closed form: Erlang C for exponential service times,
// Pollaczek and Khinchine for one server and any times, Allen and Cunneen's approximation for the rest.
import { ln, wholePower } from '../../elementary.ts';
import type { QueueParams, QueueSnapshot, QueueTheory } from '../queue.ts';

/** Coefficient of variation of the service times: standard deviation ÷ mean. */
export const VARIATIONS: Readonly<Record<QueueParams['variation'], number>> = {
  constant: 0,
  exponential: 1,
  heavy: 2,
};

/** Share of requests that must wait, with `load` = arrival rate ÷ one server's rate (Erlang, 1917). */
export function erlangC(servers: number, load: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = (load * blocked) / (n + load * blocked);
  const utilisation = load / servers;
  return blocked / (1 - utilisation * (1 - blocked));
}

export function utilisationOf(params: QueueParams): number {
  return params.arrivalsPerSecond / (params.servers * params.servicesPerSecond);
}

/** Null when arrivals reach what the servers can do: the queue then grows without end. */
export function theoryOf(params: QueueParams): QueueTheory | null {
  const utilisation = utilisationOf(params);
  if (utilisation >= 1) return null;
  const exponential = params.variation === 'exponential';
  const waitingShare = erlangC(params.servers, utilisation * params.servers);
  const meanWaitMs = meanWait(params, utilisation);
  const meanInQueue = (params.arrivalsPerSecond * meanWaitMs) / 1000;
  // A wait exceeds t with probability C × e^(−t ÷ drain), where drain is the mean gap of spare capacity.
  const drainMs = 1000 / (params.servers * params.servicesPerSecond * (1 - utilisation));
  const percentile = (share: number): number => Math.max(0, drainMs * ln(waitingShare / (1 - share)));
  return {
    exact: exponential || params.servers === 1,
    meanWaitMs,
    meanInQueue,
    meanInSystem: meanInQueue + utilisation * params.servers,
    waitingShare: exponential || params.servers === 1 ? waitingShare : null,
    waitPercentilesMs: exponential
      ? { p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99) }
      : null,
  };
}

/** The chart's line: mean wait against utilisation, rising without bound towards 1. */
export function waitCurve(params: QueueParams): QueueSnapshot['waitCurve'] {
  return Array.from({ length: 50 }, (_, index) => {
    const utilisation = index * 0.02;
    return { utilisation, meanWaitMs: meanWait(params, utilisation) };
  });
}

function meanWait(params: QueueParams, utilisation: number): number {
  const { servers, servicesPerSecond } = params;
  const exponentialWait =
    (1000 * erlangC(servers, utilisation * servers)) / (servers * servicesPerSecond * (1 - utilisation));
  return (exponentialWait * (1 + wholePower(VARIATIONS[params.variation], 2))) / 2;
}
