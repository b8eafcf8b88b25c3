// Every number of the caching chapter that follows from a formula, recomputed. Not a test of the simulations.
import { expect, test } from 'vitest';
import {
  bestHitRatio,
  characteristicTime,
  eventHitRatio,
  loadsAtExpiry,
  lruHitRatio,
  lruSizeFor,
  meanReadMs,
  passesAll,
  ttlHitRatio,
  ttlHitRatioOver,
  ttlStaleShare,
  zipfShares,
} from '../formulas/caching.ts';
import { chapter, thousands } from '../chapter-text.ts';

const text = chapter('05-caching-strategies');
const peakReads = 1200;
const averageReads = 300;
const catalogue = zipfShares(100_000, 1);
const flatter = zipfShares(100_000, 0.8);

const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)}%`;
const databaseCpu = (hitRatio: number): number => 20 + 60 * (1 - hitRatio);
const says = (fragment: string): void => {
  expect(text.says(fragment), `the chapter should say "${fragment}"`).toBe(true);
};

test('90% hits leave the database 26% of its CPU and a mean read of 5 ms', () => {
  says(`${databaseCpu(0.9).toFixed(0)}% at 90% hits`);
  says(`1 + 0.1 × 40 = ${meanReadMs(0.9, 1, 40).toFixed(0)} ms`);
  expect(meanReadMs(0.95, 1, 40)).toBeCloseTo(3);
});

test('miss ratios of layers multiply', () => {
  says(`0.7 × 0.2 × 0.1 = ${percent(passesAll([0.3, 0.8, 0.9]))}`);
});

test('light needs 165 ms to Sydney and back, and a new connection three times that', () => {
  const roundTripMs = (1000 * 2 * 16_500) / 200_000;
  says(`at least ${roundTripMs} ms`);
  says(`${3 * roundTripMs} ms from Sydney, and ${3 * 10} ms to an edge`);
  says(`faster through the edge, ${3 * 10 + roundTripMs} ms`);
});

test('ages add up only where they are forgotten', () => {
  says(`for another ${60 - 45} seconds, not 60`);
  says(`can be ${300 + 60} seconds old`);
  expect(text.question('cache-worst-staleness').number).toBe(300 + 60 + 30);
  expect((300 + 60 + 30) / 60).toBe(6.5);
  says('six and a half minutes old');
});

test('a TTL of an hour misses once in 3,601 reads at one read a second, and every second read at one an hour', () => {
  says(`misses once in ${thousands(1 / (1 - ttlHitRatio(1, 3600)))} reads`);
  expect(ttlHitRatio(1 / 3600, 3600)).toBeCloseTo(0.5);
  expect(text.question('cache-ttl-hit-ratio').number).toBeCloseTo(100 * ttlHitRatio(6 / 60, 90));
});

test('a slow load costs hits', () => {
  const [slow, instant] = [ttlHitRatio(1.8, 5, 0.3), ttlHitRatio(1.8, 5)];
  says(`load of 0.3 s it is ${percent(slow)} and not ${percent(instant)}`);
});

test.each([10, 60, 300, 3600])('the table of TTLs is right for %i s', (ttl) => {
  const hit = ttlHitRatio(1 / 5, ttl);
  const stale = ttlStaleShare(1 / 5, 1 / 600, ttl);
  says(`| ${thousands(ttl)} s | ${percent(hit)} | ${percent(stale)} |`);
});

test('a longer TTL gains 6.1 points of hits and pays 16.5 of stale answers', () => {
  const gain = ttlHitRatio(0.2, 300) - ttlHitRatio(0.2, 60);
  const price = ttlStaleShare(0.2, 1 / 600, 300) - ttlStaleShare(0.2, 1 / 600, 60);
  says(`gain ${(100 * gain).toFixed(1)} points of hits and pay ${(100 * price).toFixed(1)} points of stale`);
  expect(ttlStaleShare(1000, 1e-6, 60) / (1e-6 * 30)).toBeCloseTo(1, 3);
});

test('the bound of five minutes leaves 210 s for Redis, and 200 s is chosen', () => {
  expect(300 - 60 - 30).toBe(210);
  says(`200 + 60 + 30 = ${200 + 60 + 30} s covers every writer`);
  says(`CDN and browser add 60 + 30 s. The reader's page could be ${300 + 60 + 30} s old`);
});

test('one second in each of eight processes saves most lookups', () => {
  const each = ((catalogue[0] ?? NaN) * peakReads) / 8;
  says(`about ${each.toFixed(1)} times a second in each`);
  says(`already saves ${percent(ttlHitRatio(99 / 8, 1))} of the Redis lookups`);
});

test('deletion on each write hits λ/(λ+μ)', () => {
  says(`= ${percent(eventHitRatio(0.2, 1 / 600))} with almost nothing stale`);
});

test('the most popular products get the shares the chapter says', () => {
  says(`most popular product gets ${percent(catalogue[0] ?? NaN)} of all reads`);
  says(`the first thousand get ${percent(bestHitRatio(catalogue, 1000))}`);
  const minutesBetweenReads = 1 / ((catalogue[49_999] ?? NaN) * averageReads) / 60;
  says(`read once in ${minutesBetweenReads.toFixed(0)} minutes`);
});

test.each([100, 1000, 10_000, 50_000, 90_000])('the table of sizes is right for %i entries', (size) => {
  const lru = percent(lruHitRatio(catalogue, size));
  const best = percent(bestHitRatio(catalogue, size));
  says(`(${size / 1000}%) | ${lru} | ${best} | ${percent(lruHitRatio(flatter, size))} |`);
});

test('each step of the hit ratio needs the entries the chapter says', () => {
  const [half, most, nine, all] = [0.5, 0.8, 0.9, 0.99].map((target) =>
    Math.round(lruSizeFor(catalogue, target)),
  ) as [number, number, number, number];
  says(`needs ${half} entries for 50%, ${thousands(most)} for 80%`);
  says(`${thousands(nine)} for 90% and ${thousands(all)} for 99%`);
  says(`costs ${thousands(nine - most)} entries, more than everything before it`);
  expect(nine - most).toBeGreaterThan(most);
  expect(all - nine).toBeGreaterThan(nine);
});

test.each([10, 60, 300, 3600])('the load of Kiosk with a TTL of %i s is right', (ttl) => {
  const hit = ttlHitRatioOver(catalogue, peakReads, ttl);
  const loads = ((1 - hit) * peakReads).toFixed(0);
  const mean = meanReadMs(hit, 1, 40).toFixed(1);
  const cpu = databaseCpu(hit).toFixed(0);
  says(`| ${thousands(ttl)} s | ${percent(hit)} | ${loads} | ${cpu}% | ${mean} ms |`);
});

test('a stampede starts as many loads as requests arrive during one, and the first', () => {
  const hottest = (catalogue[0] ?? NaN) * peakReads;
  says(`read ${hottest.toFixed(0)} times a second`);
  says(`nearly ${Math.ceil(loadsAtExpiry(hottest, 0.25))} identical queries`);
  expect(text.question('cache-stampede-loads').number).toBe(loadsAtExpiry(400, 0.15));
  says(`${thousands(10_000 / (300 - 270))} expiries a second for ${300 - 270} s`);
});

test('twice the traffic on an empty cache needs 160% of the database', () => {
  says(`= ${2 * databaseCpu(0)}% of its CPU`);
});

test("Che's approximation is exact where it must be and close to a real LRU elsewhere", () => {
  const even = zipfShares(1000, 0);
  expect(lruHitRatio(even, 250)).toBeCloseTo(0.25);
  expect(lruHitRatio(catalogue, 1000)).toBeLessThan(bestHitRatio(catalogue, 1000));
  expect(() => characteristicTime(even, 1000)).toThrow('got 1000');
  const shares = zipfShares(2000, 1);
  expect(simulatedLru(shares, 200, 200_000)).toBeCloseTo(lruHitRatio(shares, 200), 2);
});

/** Hit ratio of a real LRU cache on independent requests from a fixed pseudo-random sequence, after warming up. */
function simulatedLru(shares: readonly number[], size: number, requests: number): number {
  const cumulative = shares.reduce<number[]>((sums, share) => [...sums, (sums.at(-1) ?? 0) + share], []);
  const cache = new Set<number>();
  let state = 1;
  let hits = 0;
  for (let request = -requests / 10; request < requests; request++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const thing = rankOf(state / 2 ** 32, cumulative);
    if (cache.delete(thing)) hits += request < 0 ? 0 : 1;
    else if (cache.size === size) cache.delete(cache.values().next().value ?? -1);
    cache.add(thing);
  }
  return hits / requests;
}

/** The first index whose cumulative share exceeds `draw`, by bisection. */
function rankOf(draw: number, cumulative: readonly number[]): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] ?? 1) > draw) high = middle;
    else low = middle + 1;
  }
  return low;
}
