// One product's price on its way through browser, CDN, application cache and database, with the headers that decide
// who may answer without asking. Here is what the reader turns and sees; what RFC 9111 says is in
// cache-layers/freshness.ts, the header in cache-layers/header.ts, who answers whom in cache-layers/process.ts.
import { startRun } from '../engine.ts';
import type { Model, Moving, ParamSpecs, ParamsOf } from '../model.ts';
import { CacheLayers } from './cache-layers/process.ts';

const params = {
  header: {
    kind: 'choice',
    label: 'Cache-Control',
    options: [
      { value: 'max-age', label: 'max-age' },
      { value: 's-maxage', label: 'max-age and s-maxage' },
      { value: 'private', label: 'private, max-age' },
      { value: 'no-cache', label: 'no-cache' },
      { value: 'no-store', label: 'no-store' },
      { value: 'none', label: 'Not sent' },
    ],
    default: 'max-age',
    help: 'What the application sends with each response. Where it is not sent, caches may guess.',
  },
  maxAgeSeconds: {
    kind: 'integer',
    label: 'max-age',
    unit: 's',
    min: 0,
    max: 60,
    step: 5,
    default: 20,
    help: 'How old a response may be and still be used without asking.',
  },
  appTtlSeconds: {
    kind: 'integer',
    label: 'Lifetime in the application’s cache',
    unit: 's',
    min: 0,
    max: 60,
    step: 5,
    default: 30,
    help: 'For example of a key in Redis. 0 means that every request to the application asks the database.',
  },
  onChange: {
    kind: 'choice',
    label: 'When the price changes',
    options: [
      { value: 'nothing', label: 'Copies are left to expire' },
      { value: 'delete', label: 'The application’s entry is deleted' },
      { value: 'purge', label: 'The CDN is purged as well' },
    ],
    default: 'nothing',
    help: 'The copy in a browser can be reached by none of these.',
  },
  staleWhileRevalidateSeconds: {
    kind: 'integer',
    label: 'stale-while-revalidate',
    unit: 's',
    min: 0,
    max: 60,
    step: 5,
    default: 0,
    help: 'How long after expiry a cache may answer with the old copy while it fetches a new one.',
  },
  sMaxAgeSeconds: {
    kind: 'integer',
    label: 's-maxage',
    unit: 's',
    min: 0,
    max: 60,
    step: 5,
    default: 10,
    help: 'The lifetime in shared caches, if it is sent; once stale, they must validate.',
  },
  viewsPerMinute: {
    kind: 'number',
    label: 'Each reader looks',
    unit: 'times/min',
    min: 1,
    max: 30,
    step: 1,
    default: 8,
    help: 'Three readers near one CDN location; each looks at random times.',
  },
  changesPerMinute: {
    kind: 'number',
    label: 'The price changes',
    unit: 'times/min',
    min: 0,
    max: 6,
    step: 0.5,
    default: 1.5,
    help: 'At random times.',
  },
} as const satisfies ParamSpecs;

export type CacheLayersParams = ParamsOf<typeof params>;
export type CacheLayersAction = 'change-price' | 'purge';
export type Layer = 'browser' | 'cdn' | 'app' | 'database';

/** A stored response as its picture needs it. */
export interface StoredCopy {
  readonly version: number;
  /** As the cache computes it, by RFC 9111. */
  readonly ageSeconds: number;
  readonly lifetimeSeconds: number;
  readonly graceSeconds: number;
  /** Fresh: used without asking. Grace: used while it is refreshed. Stale: validated before it is used. */
  readonly state: 'fresh' | 'grace' | 'stale';
}

/** What travels between `browser-1` … `browser-3`, `cdn`, `app` and `database`. */
export interface CacheMessage {
  readonly kind: 'request' | 'response';
  readonly reader: number;
  /** For a response: 304 says that the asker's copy is still right. */
  readonly status: 200 | 304 | null;
  /** For a response, what it shows; for a conditional request, what the asker has; else null. */
  readonly version: number | null;
  /** Nobody waits for it. */
  readonly background: boolean;
}

export interface CacheLayersSnapshot {
  readonly now: number;
  /** The header field's value as the application sends it; '' when it sends none. */
  readonly headerValue: string;
  /** What the database holds, and since when. */
  readonly version: number;
  readonly changedAt: number;
  readonly browsers: readonly {
    readonly copy: StoredCopy | null;
    readonly waiting: boolean;
    /** What this reader was shown last. */
    readonly shown: { readonly version: number; readonly from: Layer; readonly at: number } | null;
  }[];
  readonly cdn: StoredCopy | null;
  readonly app: {
    readonly version: number;
    readonly ageSeconds: number;
    readonly lifetimeSeconds: number;
    readonly fresh: boolean;
  } | null;
  readonly moving: readonly (Moving & CacheMessage)[];
  readonly answers: {
    readonly total: number;
    /** The layer whose word it was: one that only passed the answer on does not count. */
    readonly by: Readonly<Record<Layer, number>>;
    /** Showed a price that had been changed. */
    readonly outdated: number;
    /** The longest time that a shown price had been out of date; 0 if none was. */
    readonly longestOutdatedMs: number;
  };
  /** How long a shown price can have been out of date, apart from the way; null where nothing limits it. */
  readonly bound: { readonly appSeconds: number; readonly httpSeconds: number } | null;
}

export const model: Model<typeof params, CacheLayersSnapshot, CacheLayersAction> = {
  name: 'cache-layers',
  title: 'Cache layers',
  params,
  actions: {
    'change-price': {
      label: 'Change the price',
      help: 'Writes a new version to the database.',
      possible: () => true,
    },
    purge: {
      label: 'Purge the CDN',
      help: 'Drops the CDN’s copy, and no other.',
      possible: ({ cdn }) => cdn !== null,
    },
  },
  step: 'the next view, message that arrives, or change of the price',
  paceMsPerSecond: 2000,
  teachingMoment: { atMs: 102_000, seed: 7 },
  start: (chosen, seed, actions = []) => startRun((engine) => new CacheLayers(engine, chosen, seed), actions),
};
