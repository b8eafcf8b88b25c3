// The formulas behind the numbers of the chapter on caching. Pure functions; not a simulation (sim/) and not the text.

/** Popularity of `items` things, most popular first, summing to 1: share of rank i proportional to 1/i^exponent. */
export function zipfShares(items: number, exponent: number): readonly number[] {
  const weights = Array.from({ length: items }, (_, index) => (index + 1) ** -exponent);
  const total = sum(weights);
  return weights.map((weight) => weight / total);
}

/** Hit ratio if the `size` most popular things were always in the cache: no replacement policy without foresight
 *  does better when requests are independent. */
export function bestHitRatio(shares: readonly number[], size: number): number {
  return sum(shares.slice(0, size));
}

/** Che's approximation (Che, Tung and Wang, 2002): the number of requests after which an LRU cache of `size`
 *  entries has forgotten a thing nobody asked for; the root t of Σ(1 − e^(−p·t)) = size. */
export function characteristicTime(shares: readonly number[], size: number): number {
  if (!(size > 0 && size < shares.length))
    throw new RangeError(`expected a size between 0 and ${shares.length}, got ${size}`);
  return increasingRoot((time) => entriesAt(shares, time) - size);
}

/** Hit ratio of an LRU cache of `size` entries under independent requests, by Che's approximation. */
export function lruHitRatio(shares: readonly number[], size: number): number {
  return hitRatioAt(shares, characteristicTime(shares, size));
}

/** Entries an LRU cache needs for hit ratio `target` (between 0 and 1), by Che's approximation. */
export function lruSizeFor(shares: readonly number[], target: number): number {
  return entriesAt(
    shares,
    increasingRoot((time) => hitRatioAt(shares, time) - target),
  );
}

/** Hit ratio of one key whose entry lives `ttlSeconds` from the end of its load, with Poisson reads: λT/(1+λT) if
 *  loads take no time; otherwise reads during a load miss as well. */
export function ttlHitRatio(readsPerSecond: number, ttlSeconds: number, loadSeconds = 0): number {
  return (readsPerSecond * ttlSeconds) / (1 + readsPerSecond * (ttlSeconds + loadSeconds));
}

/** The same over many keys that share `readsPerSecond` by `shares`, in a cache that never has to evict. */
export function ttlHitRatioOver(
  shares: readonly number[],
  readsPerSecond: number,
  ttlSeconds: number,
): number {
  return sum(shares.map((share) => share * ttlHitRatio(share * readsPerSecond, ttlSeconds)));
}

/** Share of all reads that get an overwritten value: hits find an entry whose age is uniform between 0 and T, and
 *  a Poisson writer has overwritten it by age a with probability 1 − e^(−μa). */
export function ttlStaleShare(readsPerSecond: number, writesPerSecond: number, ttlSeconds: number): number {
  const writesPerLife = writesPerSecond * ttlSeconds;
  const staleAmongHits = 1 + Math.expm1(-writesPerLife) / writesPerLife;
  return ttlHitRatio(readsPerSecond, ttlSeconds) * staleAmongHits;
}

/** Hit ratio of one key that each write deletes, with Poisson reads and writes: λ/(λ+μ). */
export function eventHitRatio(readsPerSecond: number, writesPerSecond: number): number {
  return readsPerSecond / (readsPerSecond + writesPerSecond);
}

/** Mean time of a read that asks the cache first: every read pays the look-up, misses pay the load as well. */
export function meanReadMs(hitRatio: number, lookUpMs: number, loadMs: number): number {
  return lookUpMs + (1 - hitRatio) * loadMs;
}

/** Share of requests that pass every layer, from the hit ratio of each layer on what reaches it. */
export function passesAll(hitRatios: readonly number[]): number {
  return hitRatios.reduce((share, hitRatio) => share * (1 - hitRatio), 1);
}

/** Expected loads of one expired key before the first load is finished: the first miss and all that follow it. */
export function loadsAtExpiry(readsPerSecond: number, loadSeconds: number): number {
  return 1 + readsPerSecond * loadSeconds;
}

/** Entries in an LRU cache whose characteristic time is `time` requests. */
function entriesAt(shares: readonly number[], time: number): number {
  return sum(shares.map((share) => -Math.expm1(-share * time)));
}

function hitRatioAt(shares: readonly number[], time: number): number {
  return sum(shares.map((share) => -share * Math.expm1(-share * time)));
}

/** The positive root of an increasing function that is negative near 0, by doubling and then halving. */
function increasingRoot(f: (x: number) => number): number {
  let high = 1;
  while (f(high) < 0) high *= 2;
  let low = 0;
  for (let step = 0; step < 100 && high - low > 1e-9 * high; step++) {
    const middle = (low + high) / 2;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
