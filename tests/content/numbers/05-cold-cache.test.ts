// What an empty cache does to Kiosk's database, simulated: the numbers of "When the Cache Is Cold", and what LRU and SIEVE
// reach under "Eviction and Admission". Not here: closed formulas (05-caching-strategies.test.ts).
import { expect, test } from 'vitest';
import { ttlHitRatioOver, zipfShares } from '../formulas/caching.ts';
import { chapter } from '../chapter-text.ts';

const text = chapter('05-caching-strategies');
const shares = zipfShares(100_000, 1);
let sum = 0;
const cumulative = shares.map((share) => (sum += share));
const says = (fragment: string): void => {
  expect(text.says(fragment), `the chapter should say "${fragment}"`).toBe(true);
};

/** Today's peak is 1,200 reads a second; product pages without a cache take 60 % of the database, the rest 20 %. */
const readsAt = (factor: number): number => 1200 * factor;
const loadsLeftAt = (factor: number): number => (1200 * (100 - 20 * factor)) / 60;

test('at twice the traffic a cold start is over in the third second', () => {
  const seconds = coldStart(2, { queueSeconds: Infinity });
  expect(seconds[1]?.hitRatio).toBeGreaterThan(0.5);
  expect(seconds[1]?.queued).toBeGreaterThan(0);
  expect(seconds[2]?.queued).toBeLessThan(10);
  expect(Math.max(...seconds.map(({ late }) => late))).toBe(0);
});

test('at three times the traffic a cold cache stays cold, and a warm one is comfortable', () => {
  expect(loadsLeftAt(3)).toBe(800);
  const seconds = coldStart(3, { queueSeconds: Infinity });
  says(`hit ratio stays at ${(100 * (seconds.at(-1)?.hitRatio ?? NaN)).toFixed(0)}%`);
  expect(seconds.slice(5).every(({ late }) => late === loadsLeftAt(3))).toBe(true);

  const warm = ttlHitRatioOver(shares, readsAt(3), 300);
  says(`the hit ratio is ${(100 * warm).toFixed(0)}%`);
  says(`the database runs at ${(60 + 180 * (1 - warm)).toFixed(0)}%`);
});

test('a bounded queue turns the outage into some seconds of refusals', () => {
  const seconds = coldStart(3, { queueSeconds: 0.5 });
  const last = seconds.findLastIndex(({ refused }) => refused > 0) + 1;
  says(`refuses requests for ${last} seconds`);
  expect(seconds.every(({ late }) => late === 0)).toBe(true);
});

test('the hit ratio that ends the overload', () => {
  const enough = 1 - loadsLeftAt(3) / readsAt(3);
  expect(text.question('cache-cold-hit-ratio').number).toBeCloseTo(100 * enough, 1);
});

test.each([
  ['Readers only', false],
  ['Readers and a crawler', true],
])('%s: what LRU and SIEVE reach with 1,000 entries', (label, crawler) => {
  const [lru, sieve] = [lruCache(1000), sieveCache(1000)].map((cache) => {
    const hitRatio = readersHitRatio(cache, crawler);
    return `${(100 * hitRatio).toFixed(1)}%`;
  });
  says(`| ${label} | ${lru} | ${sieve} | 61.9% |`);
});

interface Second {
  readonly hitRatio: number;
  /** Loads waiting at the end of the second. */
  readonly queued: number;
  /** Loads that ended after their client had given up. */
  readonly late: number;
  readonly refused: number;
}

/** A cache that starts empty in front of a first-in-first-out database. Clients give up after a second and retry twice; what
 *  they no longer wait for is computed all the same and not stored. */
function coldStart(factor: number, { queueSeconds }: { queueSeconds: number }): Second[] {
  const [timeout, retries, ttl, step] = [1, 2, 300, 0.01];
  const longest = loadsLeftAt(factor) * queueSeconds;
  const random = generator();
  const freshUntil = new Map<number, number>();
  const queue: { key: number; since: number }[] = [];
  const giveUps: { at: number; key: number; left: number }[] = [];
  const result: Second[] = [];
  let [front, nextGiveUp, arrivals, capacity] = [0, 0, 0, 0];
  let [requests, hits, late, refused] = [0, 0, 0, 0];

  function request(key: number, now: number, left: number): void {
    requests += 1;
    if ((freshUntil.get(key) ?? -1) > now) hits += 1;
    else if (queue.length - front >= longest) refused += 1;
    else {
      queue.push({ key, since: now });
      giveUps.push({ at: now + timeout, key, left });
    }
  }

  for (let tick = 0; tick < 60 / step; tick += 1) {
    const now = tick * step;
    for (arrivals += readsAt(factor) * step; arrivals >= 1; arrivals -= 1)
      request(rankOf(random()), now, retries);
    capacity = Math.min(capacity + loadsLeftAt(factor) * step, 50);
    for (; capacity >= 1 && front < queue.length; capacity -= 1) {
      const { key, since } = queue[front++] as { key: number; since: number };
      if (now - since > timeout) late += 1;
      else freshUntil.set(key, now + ttl);
    }
    for (let next = giveUps[nextGiveUp]; next && next.at <= now; next = giveUps[++nextGiveUp]) {
      if (next.left > 0 && (freshUntil.get(next.key) ?? -1) <= now) request(next.key, now, next.left - 1);
    }
    if (tick % 100 === 99) {
      result.push({ hitRatio: hits / requests, queued: queue.length - front, late, refused });
      [requests, hits, late, refused] = [0, 0, 0, 0];
    }
  }
  return result;
}

interface Cache {
  /** True if `key` was there; it is afterwards. */
  read(key: number): boolean;
}

/** Of a million reads by Zipf's law after warming up; a crawler reads a product of its own after each. */
function readersHitRatio(cache: Cache, crawler: boolean): number {
  const random = generator();
  let hits = 0;
  for (let read = -500_000; read < 1_000_000; read += 1) {
    if (cache.read(rankOf(random())) && read >= 0) hits += 1;
    if (crawler) cache.read(600_000 + read);
  }
  return hits / 1_000_000;
}

function lruCache(size: number): Cache {
  const entries = new Set<number>();
  return {
    read(key) {
      const hit = entries.delete(key);
      if (!hit && entries.size === size) entries.delete(entries.values().next().value ?? NaN);
      entries.add(key);
      return hit;
    },
  };
}

/** Zhang and others, NSDI 2024: a queue with a bit for each entry, and a hand that moves from old to new. */
function sieveCache(size: number): Cache {
  interface Entry {
    readonly key: number;
    visited: boolean;
    newer: Entry | null;
    older: Entry | null;
  }
  const entries = new Map<number, Entry>();
  let [newest, oldest, hand]: [Entry | null, Entry | null, Entry | null] = [null, null, null];

  function evict(): void {
    let candidate = hand ?? oldest;
    while (candidate?.visited) {
      candidate.visited = false;
      candidate = candidate.newer ?? oldest;
    }
    if (!candidate) return;
    hand = candidate.newer;
    if (candidate.newer) candidate.newer.older = candidate.older;
    else newest = candidate.older;
    if (candidate.older) candidate.older.newer = candidate.newer;
    else oldest = candidate.newer;
    entries.delete(candidate.key);
  }

  return {
    read(key) {
      const known = entries.get(key);
      if (known) known.visited = true;
      if (known) return true;
      if (entries.size === size) evict();
      const entry: Entry = { key, visited: false, newer: null, older: newest };
      if (newest) newest.newer = entry;
      newest = entry;
      oldest ??= entry;
      entries.set(key, entry);
      return false;
    },
  };
}

/** The product that a number between 0 and 1 stands for, by bisection. */
function rankOf(draw: number): number {
  let [low, high] = [0, cumulative.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] ?? 1) > draw) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Mulberry32 from a fixed seed: numbers from 0 to 1. */
function generator(): () => number {
  let state = 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
