// Laws of the limiter. Of the bucket: no window of t seconds, wherever it begins, sees more than burst + rate × t accepted
// requests. Of the counter: it keeps its limit within its own windows and breaks that bound across their border.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import { model, type TokenBucketParams } from '../../../src/sim/models/token-bucket.ts';
import { TokenBucket, WindowCounter } from '../../../src/sim/models/token-bucket/limiters.ts';
import { MostAccepted } from '../../../src/sim/models/token-bucket/most-accepted.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { anyNumber } from './any-number.ts';

const defaults = defaultParams(model);
const RUN_MS = 30_000;

/** Times at which requests were accepted, read from the outside: after every event. */
function acceptedTimes(
  chosen: Partial<TokenBucketParams>,
  seed: number,
  bursts: readonly number[] = [],
): number[] {
  const actions = bursts.map((atMs) => ({ atMs, action: 'burst' as const }));
  const run = model.start({ ...defaults, ...chosen }, seed, actions);
  const times: number[] = [];
  while (run.nextEventAt <= RUN_MS) {
    run.runUntil(run.nextEventAt);
    const { accepted } = run.snapshot();
    while (times.length < accepted) times.push(run.now);
  }
  return times;
}

/** By how much the fullest window, ends included, exceeds rate × its length. */
function largestBurst(times: readonly number[], ratePerSecond: number): number {
  let largest = 0;
  for (let from = 0; from < times.length; from++) {
    for (let to = from; to < times.length; to++) {
      const seconds = ((times[to] ?? 0) - (times[from] ?? 0)) / 1000;
      largest = Math.max(largest, to - from + 1 - ratePerSecond * seconds);
    }
  }
  return largest;
}

const anyTraffic = fc.record({
  ratePerSecond: anyNumber(1, 20),
  burst: fc.integer({ min: 1, max: 40 }),
  requestsPerSecond: anyNumber(0, 30),
  together: fc.integer({ min: 1, max: 30 }),
});

describe('the token bucket', () => {
  test('accepts at most burst + rate × t in every window of every run', () => {
    fc.assert(
      fc.property(
        anyTraffic,
        fc.nat(),
        fc.array(anyNumber(0, RUN_MS), { maxLength: 4 }),
        (traffic, seed, bursts) => {
          const times = acceptedTimes(traffic, seed, bursts);
          expect(largestBurst(times, traffic.ratePerSecond)).toBeLessThanOrEqual(traffic.burst + 1e-6);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is no stricter than that: a client that always asks gets burst + rate × t, to within one', () => {
    const { accepted } = (() => {
      const run = model.start({ ...defaults, requestsPerSecond: 30, together: 1 }, 3);
      run.runUntil(RUN_MS);
      return run.snapshot();
    })();
    const bound = defaults.burst + (defaults.ratePerSecond * RUN_MS) / 1000;
    expect(accepted).toBeLessThanOrEqual(bound);
    expect(accepted).toBeGreaterThan(bound - defaults.ratePerSecond * 0.5 - 1);
  });

  test('gives the token that is due at the very moment it is due', () => {
    for (const ratePerSecond of [1, 3, 7, 9.5, 20]) {
      const bucket = new TokenBucket(1, ratePerSecond);
      for (let nth = 0; nth < 1000; nth++) expect(bucket.take((1000 * nth) / ratePerSecond)).toBe(true);
    }
  });

  test('refuses nothing of a client that keeps to the rate', () => {
    fc.assert(
      fc.property(anyNumber(1, 20), fc.integer({ min: 1, max: 40 }), (ratePerSecond, burst) => {
        const bucket = new TokenBucket(burst, ratePerSecond);
        for (let nth = 0; nth < 200; nth++) expect(bucket.take((1000.0001 * nth) / ratePerSecond)).toBe(true);
      }),
    );
  });
});

describe('the counter per window', () => {
  test('keeps its limit in each of its own windows', () => {
    fc.assert(
      fc.property(anyTraffic, fc.nat(), (traffic, seed) => {
        const times = acceptedTimes({ ...traffic, limiter: 'counter' }, seed);
        const windowMs = (1000 * traffic.burst) / traffic.ratePerSecond;
        const perWindow = new Map<number, number>();
        for (const time of times) {
          const window = Math.floor(time / windowMs);
          perWindow.set(window, (perWindow.get(window) ?? 0) + 1);
        }
        expect(Math.max(0, ...perWindow.values())).toBeLessThanOrEqual(traffic.burst);
      }),
      { numRuns: 40 },
    );
  });

  test('lets twice its limit through around the border of two windows', () => {
    const counter = new WindowCounter(10, 2000);
    const before = Array.from({ length: 12 }, () => counter.take(1999));
    const after = Array.from({ length: 12 }, () => counter.take(2000));
    expect([before, after].map((taken) => taken.filter(Boolean).length)).toEqual([10, 10]);
  });

  test('breaks the bucket’s bound in a run that the bucket keeps it in', () => {
    const bursts = [1500, 3500, 5500, 7500];
    const [bucket, counter] = (['bucket', 'counter'] as const).map((limiter) =>
      largestBurst(acceptedTimes({ limiter, requestsPerSecond: 0 }, 1, bursts), defaults.ratePerSecond),
    );
    expect(bucket).toBeLessThanOrEqual(defaults.burst);
    expect(counter).toBeGreaterThan(defaults.burst);
  });
});

test('the fullest windows that a snapshot tells are those of all that was accepted', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 1, maxLength: 60 }), (unsorted) => {
      const times = unsorted.toSorted((a, b) => a - b);
      const lengths = [0, 250, 1000, 4000];
      const counted = new MostAccepted(lengths);
      times.forEach((time) => counted.add(time));
      const expected = lengths.map((length) =>
        Math.max(...times.map((end) => times.filter((time) => time >= end - length && time <= end).length)),
      );
      // Several at one time: the last of them sees the others.
      expect(counted.most).toEqual(expected);
    }),
  );
});

test('every request is on its way, accepted or refused', () => {
  fc.assert(
    fc.property(anyTraffic, fc.nat(), anyNumber(0, RUN_MS), (traffic, seed, atMs) => {
      const run = model.start({ ...defaults, ...traffic }, seed);
      run.runUntil(atMs);
      const { sent, accepted, refused, moving } = run.snapshot();
      expect(accepted + refused + moving.filter(({ kind }) => kind === 'request').length).toBe(sent);
    }),
    { numRuns: 40 },
  );
});
