// The formulas of queues, concurrency and tails behind the numbers of the first chapter. Not a simulation (sim/).
// Times are in units of one mean service time unless a name says otherwise.

/** Little's law (1961): mean number of requests inside a system, from their rate and their mean time in it. */
export function requestsInside(requestsPerSecond: number, secondsInside: number): number {
  return requestsPerSecond * secondsInside;
}

/** Share of time the servers are busy; 1 or more means that the queue grows without end. */
export function utilisation(requestsPerSecond: number, serviceSeconds: number, servers = 1): number {
  return (requestsPerSecond * serviceSeconds) / servers;
}

/** Probability that a call is refused by `servers` lines under `offered` erlangs (Erlang, 1917), by the recursion
 *  B(n) = a·B(n−1) / (n + a·B(n−1)), which stays between 0 and 1 where factorials would overflow. */
export function erlangB(servers: number, offered: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = (offered * blocked) / (n + offered * blocked);
  return blocked;
}

/** Probability that a request has to wait for one of `servers` servers that share one queue (M/M/c). */
export function erlangC(servers: number, busyShare: number): number {
  assertStable(busyShare);
  const blocked = erlangB(servers, servers * busyShare);
  return blocked / (1 - busyShare * (1 - blocked));
}

/** Mean wait in the queue of M/M/c; for one server ρ/(1−ρ). */
export function meanWait(busyShare: number, servers = 1): number {
  return erlangC(servers, busyShare) / (servers * (1 - busyShare));
}

/** Mean time in the system of M/M/c, wait and service; for one server 1/(1−ρ). */
export function meanResponse(busyShare: number, servers = 1): number {
  return meanWait(busyShare, servers) + 1;
}

/** Mean wait of one server whose service times have the squared coefficient of variation `variation`: 0 constant,
 *  1 exponential (Pollaczek and Khinchine, 1930 and 1932). */
export function meanWaitVaried(busyShare: number, variation: number): number {
  assertStable(busyShare);
  return (busyShare / (1 - busyShare)) * ((1 + variation) / 2);
}

/** A percentile, such as 0.99, of an exponential time with the given mean; the response time of M/M/1 is one. */
export function exponentialPercentile(mean: number, percentile: number): number {
  return -mean * Math.log1p(-percentile);
}

/** Requests waiting after `seconds` in which more arrive than can be served. */
export function backlog(requestsPerSecond: number, capacityPerSecond: number, seconds: number): number {
  return Math.max(0, requestsPerSecond - capacityPerSecond) * seconds;
}

/** Share of requests that meet at least one slow part among `parts` independent ones: 1 − (1−p)^n. */
export function slowShare(slowPart: number, parts: number): number {
  return -Math.expm1(parts * Math.log1p(-slowPart));
}

/** How rarely each of `parts` independent parts must be slow so that at most `share` of the requests are. */
export function allowedSlowPart(share: number, parts: number): number {
  return -Math.expm1(Math.log1p(-share) / parts);
}

function assertStable(busyShare: number): void {
  if (!(busyShare >= 0 && busyShare < 1))
    throw new RangeError(`expected a utilisation from 0 to below 1, got ${busyShare}`);
}
