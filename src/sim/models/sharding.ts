// Keys spread over shards by range, by hash modulo, or by a hash ring; shards come and go, keys move. Here is
// what the reader turns and sees; who owns a key is in sharding/placement.ts, what theory expects in
// sharding/theory.ts, the rest in sharding/process.ts.
import { startRun } from '../engine.ts';
import type { Model, Moving, ParamSpecs, ParamsOf } from '../model.ts';
import { FEWEST_SHARDS, MOST_SHARDS } from './sharding/placement.ts';
import { Sharding } from './sharding/process.ts';

const params = {
  strategy: {
    kind: 'choice',
    label: 'Placement',
    options: [
      { value: 'range', label: 'Range' },
      { value: 'modulo', label: 'Hash modulo shards' },
      { value: 'ring', label: 'Consistent hash (ring)' },
    ],
    default: 'modulo',
    help: 'How a key finds its shard.',
  },
  shards: {
    kind: 'integer',
    label: 'Shards at the start',
    unit: '',
    min: 2,
    max: 8,
    step: 1,
    default: 4,
    help: 'More can be added, and the last one taken away, while it runs.',
  },
  virtualNodes: {
    kind: 'integer',
    label: 'Points of each shard on the ring',
    unit: '',
    min: 1,
    max: 100,
    step: 1,
    default: 16,
    help: 'Ring only. More points spread the keys more evenly.',
  },
  keys: {
    kind: 'integer',
    label: 'Keys',
    unit: '',
    min: 50,
    max: 400,
    step: 50,
    default: 200,
    help: 'Orders, numbered as they came in.',
  },
  traffic: {
    kind: 'choice',
    label: 'Requests go to',
    options: [
      { value: 'even', label: 'All keys alike' },
      { value: 'newest', label: 'Mostly the newest keys' },
      { value: 'hot-key', label: 'Mostly one hot key' },
    ],
    default: 'even',
    help: 'The newest are the last tenth by number.',
  },
  hotShare: {
    kind: 'number',
    label: 'Share of the requests to those',
    unit: '',
    min: 0,
    max: 0.95,
    step: 0.05,
    default: 0.5,
    help: 'Not used when all keys are alike. The other requests go to any key.',
  },
  requestsPerSecond: {
    kind: 'number',
    label: 'Requests',
    unit: 'requests/s',
    min: 1,
    max: 40,
    step: 1,
    default: 15,
    help: 'A Poisson process.',
  },
} as const satisfies ParamSpecs;

export type ShardingParams = ParamsOf<typeof params>;
export type ShardingAction = 'add-shard' | 'remove-shard';

/** A key with its data on its way to another shard, or a request on its way from `router` to a shard. */
export interface ShardingMessage {
  readonly kind: 'key' | 'request';
  /** Index into the snapshot's `keys`. */
  readonly key: number;
}

export interface ShardState {
  /** `shard-1` …; a name is not used again. */
  readonly id: string;
  /** Taken away, but it still has keys to hand over. */
  readonly leaving: boolean;
  readonly keys: number;
  /** Requests since the start. */
  readonly requests: number;
  /** Of the last 300 requests; null before the first. */
  readonly requestShare: number | null;
  /** What its keys should get, by their popularity. */
  readonly expectedShare: number;
}

export interface ShardingSnapshot {
  readonly now: number;
  readonly shards: readonly ShardState[];
  /** In order of their number: `order-1` … */
  readonly keys: readonly {
    /** Where it stands on the line from 0 to 1 (or the ring): by its number for ranges, else by its hash. */
    readonly position: number;
    /** The shard that has its data, and answers for it. */
    readonly shard: string;
    /** The shard that it belongs to but is not yet at; null when it is. */
    readonly movingTo: string | null;
    /** Whether the latest change of the number of shards gave it another shard. */
    readonly moved: boolean;
  }[];
  /** Ring: every point, in order; a key belongs to the next point at or after its position. Else empty. */
  readonly ring: readonly { readonly position: number; readonly shard: string }[];
  /** Range: which keys belong to which shard, in order, both ends included. Else empty. */
  readonly ranges: readonly { readonly shard: string; readonly first: number; readonly last: number }[];
  readonly moving: readonly (Moving & ShardingMessage)[];
  readonly requests: number;
  /** The latest change of the number of shards, and how many keys it gave a new home. */
  readonly change: {
    readonly at: number;
    readonly action: ShardingAction;
    readonly shard: string;
    readonly movedKeys: number;
    readonly movedShare: number;
    /** By theory, with its standard deviation (0 where the number is certain). */
    readonly expectedShare: number;
    readonly deviation: number;
  } | null;
  /** Keys that changed shard since the start, as often as they did. */
  readonly handedOver: number;
}

export const model: Model<typeof params, ShardingSnapshot, ShardingAction> = {
  name: 'sharding',
  title: 'Sharding',
  params,
  actions: {
    'add-shard': {
      label: 'Add a shard',
      help: 'Keys that now belong elsewhere are handed over, one by one.',
      possible: ({ shards }) => shards.filter(({ leaving }) => !leaving).length < MOST_SHARDS,
    },
    'remove-shard': {
      label: 'Take the last shard away',
      help: 'It hands its keys over before it goes.',
      possible: ({ shards }) => shards.filter(({ leaving }) => !leaving).length > FEWEST_SHARDS,
    },
  },
  step: 'the next request or the next key that moves',
  paceMsPerSecond: 1000,
  teachingMoment: { atMs: 6500, seed: 2, actions: [{ atMs: 5000, action: 'add-shard' }] },
  start: (chosen, seed, actions = []) => startRun((engine) => new Sharding(engine, chosen, seed), actions),
};
