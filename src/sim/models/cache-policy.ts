// Four ways to keep a cache and its database together. Here is what the reader turns and sees; what happens is
// in cache-policy/process.ts, what theory says in cache-policy/theory.ts.
import { startRun } from '../engine.ts';
import type { History, Model, Moving, ParamSpecs, ParamsOf } from '../model.ts';
import { Caching } from './cache-policy/process.ts';

const params = {
  policy: {
    kind: 'choice',
    label: 'Policy',
    options: [
      { value: 'ttl', label: 'Expire after a time (TTL)' },
      { value: 'event', label: 'Invalidate by event' },
      { value: 'write-through', label: 'Write through' },
      { value: 'write-behind', label: 'Write behind' },
    ],
    default: 'ttl',
    help: 'What happens to the cached copy when the database changes.',
  },
  requestsPerSecond: {
    kind: 'number',
    label: 'Requests',
    unit: 'requests/s',
    min: 0.5,
    max: 20,
    step: 0.5,
    default: 2,
    help: 'Reads and writes together, a Poisson process; every key is as popular as the others.',
  },
  writeShare: {
    kind: 'number',
    label: 'Of these, writes',
    unit: '',
    min: 0,
    max: 0.9,
    step: 0.05,
    default: 0.1,
    help: '0.1 means that one request in ten changes the value.',
  },
  keys: {
    kind: 'integer',
    label: 'Keys',
    unit: '',
    min: 1,
    max: 8,
    step: 1,
    default: 1,
    help: 'Products whose price is cached.',
  },
  ttlSeconds: {
    kind: 'number',
    label: 'Time to live',
    unit: 's',
    min: 0.5,
    max: 60,
    step: 0.5,
    default: 5,
    help: 'TTL only: how long a copy counts as good after it was stored.',
  },
  eventDelayMs: {
    kind: 'number',
    label: 'Delay of the event',
    unit: 'ms',
    min: 0,
    max: 5000,
    step: 100,
    default: 500,
    help: 'Invalidation only: from the commit in the database until the cache hears of it.',
  },
  flushSeconds: {
    kind: 'number',
    label: 'Flush every',
    unit: 's',
    min: 0.5,
    max: 30,
    step: 0.5,
    default: 4,
    help: 'Write behind only: how often the cache sends its changed values to the database.',
  },
  databaseMs: {
    kind: 'number',
    label: 'Database round trip',
    unit: 'ms',
    min: 0,
    max: 1000,
    step: 50,
    default: 300,
    help: 'From the cache to the database and back.',
  },
} as const satisfies ParamSpecs;

export type CachePolicyParams = ParamsOf<typeof params>;
export type CachePolicyAction = 'lose-cache';

/** What travels between `app`, `cache` and `database`. */
export interface CacheMessage {
  /**
   * read and answer: app and cache. load and fill: cache and database. write and ack: a change, and its
   * acknowledgement, hop by hop. event: an invalidation. flush and flushed: write-behind's delayed write.
   */
  readonly kind: 'read' | 'answer' | 'load' | 'fill' | 'write' | 'ack' | 'event' | 'flush' | 'flushed';
  /** `product-1` … */
  readonly key: string;
  /** The version of the value it carries; null for a question. Versions count a key's writes. */
  readonly version: number | null;
  /** For an answer: whether the cache had it, and whether it is older than the newest acknowledged write. */
  readonly hit: boolean;
  readonly stale: boolean;
}

export interface CachedKey {
  readonly key: string;
  readonly databaseVersion: number;
  /** Version of the newest write that its writer was told is done. */
  readonly acknowledgedVersion: number;
  readonly cached: {
    readonly version: number;
    readonly storedAt: number;
    /** Null when it does not expire. */
    readonly expiresAt: number | null;
    readonly expired: boolean;
    /** Older than the newest acknowledged write. */
    readonly stale: boolean;
    /** Not yet in the database (write-behind). */
    readonly dirty: boolean;
  } | null;
  /** Reads that wait for the value to come from the database. */
  readonly waitingReads: number;
}

export interface CachePolicySnapshot {
  readonly now: number;
  readonly keys: readonly CachedKey[];
  readonly moving: readonly (Moving & CacheMessage)[];
  readonly reads: number;
  readonly hits: number;
  /** Answers that were older than the newest write acknowledged when the read came to the cache. */
  readonly staleReads: number;
  /** Longest time for which the value of a stale answer had been out of date. */
  readonly oldestStaleMs: number;
  readonly writes: number;
  readonly databaseReads: number;
  readonly databaseWrites: number;
  /** Acknowledged writes that were lost with the cache. */
  readonly lostWrites: number;
  /** Null before the first read. */
  readonly hitRatio: number | null;
  readonly staleShare: number | null;
  /** Over the last 100 reads, every 500 ms for the last 60 s; 0 before the first read. */
  readonly hitRatios: History;
  readonly staleShares: History;
  /** The last 20 seconds of the first key: each state that it came to, and each of its answers. */
  readonly recent: {
    readonly states: readonly {
      readonly at: number;
      readonly databaseVersion: number;
      readonly acknowledgedVersion: number;
      /** Null when the cache has no copy. */
      readonly cachedVersion: number | null;
      /** Null when the copy does not expire. */
      readonly expiresAt: number | null;
    }[];
    /** At the time when the cache answered. */
    readonly reads: readonly { readonly at: number; readonly hit: boolean; readonly stale: boolean }[];
  };
  /** Steady state by theory, until the cache is lost. A null has no simple formula. */
  readonly theory: {
    readonly hitRatio: number | null;
    readonly staleShare: number | null;
    /** Never more than this share of reads is stale, on average. */
    readonly staleShareAtMost: number;
    /** No answer is out of date for longer than this. */
    readonly staleMsAtMost: number;
  } | null;
}

export const model: Model<typeof params, CachePolicySnapshot, CachePolicyAction> = {
  name: 'cache-policy',
  title: 'Cache policies',
  params,
  actions: {
    'lose-cache': {
      label: 'Lose the cache',
      help: 'It restarts empty. What only it knew is gone.',
      possible: (snapshot) => snapshot.keys.some(({ cached }) => cached !== null),
    },
  },
  step: 'the next request or the next message that arrives',
  paceMsPerSecond: 1000,
  teachingMoment: { atMs: 40_000, seed: 110 },
  start: (chosen, seed, actions = []) => startRun((engine) => new Caching(engine, chosen, seed), actions),
};
