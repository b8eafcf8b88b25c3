// The formulas behind the numbers of "Scalability & Performance", so that a test can recompute what the text
// says. Not a simulation: the only random thing here takes its random source as a parameter.

/** Speed-up of a job of which `parallelShare` (0 to 1) divides over `workers` (Amdahl 1967). */
export function amdahlSpeedup(parallelShare: number, workers: number): number {
  return 1 / (1 - parallelShare + parallelShare / workers);
}

/** What servers cost each other: waiting for one shared thing, and agreeing pair by pair (both per server). */
interface ScalabilityCosts {
  readonly contention: number;
  readonly coherency: number;
}

/** Throughput of `servers` in units of one server's: the universal scalability law (Gunther 2007). */
export function relativeCapacity(costs: ScalabilityCosts, servers: number): number {
  const others = servers - 1;
  return servers / (1 + costs.contention * others + costs.coherency * servers * others);
}

/** The number of servers, not rounded, after which one more makes the whole slower. */
export function serversAtPeak(costs: ScalabilityCosts): number {
  return Math.sqrt((1 - costs.contention) / costs.coherency);
}

/**
 * Costs from load tests, by least squares on (N/C − 1)/(N − 1) = contention + coherency · N. The measurement with
 * one server is the unit; two or more others are needed.
 */
export function fitCosts(
  single: number,
  others: readonly (readonly [servers: number, throughput: number])[],
): ScalabilityCosts {
  const points = others.map(([n, x]) => [n, ((n * single) / x - 1) / (n - 1)] as const);
  const meanN = mean(points.map(([n]) => n));
  const meanY = mean(points.map(([, y]) => y));
  const covariance = points.reduce((sum, [n, y]) => sum + (n - meanN) * (y - meanY), 0);
  const variance = points.reduce((sum, [n]) => sum + (n - meanN) ** 2, 0);
  const coherency = covariance / variance;
  return { contention: meanY - coherency * meanN, coherency };
}

/** Requests on the fullest server after each request went to the emptiest of `choices` servers drawn at random. */
export function fullestServer(
  servers: number,
  requests: number,
  choices: number,
  random: () => number,
): number {
  const load = Array.from({ length: servers }, () => 0);
  const loadOf = (server: number): number => load[server] ?? 0;
  for (let request = 0; request < requests; request++) {
    let best = Math.floor(random() * servers);
    for (let draw = 1; draw < choices; draw++) {
      const other = Math.floor(random() * servers);
      if (loadOf(other) < loadOf(best)) best = other;
    }
    load[best] = loadOf(best) + 1;
  }
  return Math.max(...load);
}

/** The fullest server under one random choice and many requests per server, to first order (Raab, Steger 1998). */
export function expectedFullest(servers: number, requests: number): number {
  const each = requests / servers;
  return each + Math.sqrt(2 * each * Math.log(servers));
}

/**
 * Replicas needed for `reads`, when every replica also repeats all `writes` at the price of a read; all per
 * second, like `capacity`, what one machine can do. Infinite when the writes alone fill a machine.
 */
export function replicasNeeded(capacity: number, reads: number, writes: number): number {
  return writes >= capacity ? Infinity : Math.ceil(reads / (capacity - writes));
}

/** Seconds until a backlog is gone, when `arriving` per second keep coming and `served` per second are done. */
export function secondsToCatchUp(backlog: number, served: number, arriving: number): number {
  return backlog / (served - arriving);
}

/** Share of all keys that change their shard when `hash mod shards` gets one shard more. */
export function movedByModulo(shards: number): number {
  return shards / (shards + 1);
}

/** Share of all keys that a shard added to a ring takes over, and its standard deviation over random points. */
export function movedOnRing(shards: number, pointsEach: number): { mean: number; deviation: number } {
  const total = shards + 1;
  return { mean: 1 / total, deviation: ringDeviation(total, pointsEach) / total };
}

/** Standard deviation of a shard's part of the ring, relative to the even part: of Beta(V, (N−1)V). */
export function ringDeviation(shards: number, pointsEach: number): number {
  return Math.sqrt((shards - 1) / (shards * pointsEach + 1));
}

/** Expected part of the largest of `shards` with one random point each on the ring: Hₙ/n. */
export function expectedLargestPart(shards: number): number {
  let harmonic = 0;
  for (let n = 1; n <= shards; n++) harmonic += 1 / n;
  return harmonic / shards;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
