// A primary and its read replicas: reads that may be behind, and a failover that may lose writes. Here is what
// the reader turns and sees; the servers' log is in replicas/timeline.ts, what theory says in
// replicas/theory.ts, the rest in replicas/process.ts.
import { startRun } from '../engine.ts';
import type { History, Model, Moving, ParamSpecs, ParamsOf } from '../model.ts';
import { Replication } from './replicas/process.ts';

const params = {
  readPolicy: {
    kind: 'choice',
    label: 'Reads go to',
    options: [
      { value: 'any', label: 'Any replica' },
      { value: 'pinned', label: 'The primary, for a while after a write' },
      { value: 'position', label: 'A replica that has the write, else the primary' },
    ],
    default: 'any',
    help: 'Pinning and positions are two ways to let users read their own writes.',
  },
  replication: {
    kind: 'choice',
    label: 'A write is acknowledged',
    options: [
      { value: 'asynchronous', label: 'When the primary has it' },
      { value: 'semi-synchronous', label: 'When one replica has it too' },
    ],
    default: 'asynchronous',
    help: 'The second makes each write wait, and survives the loss of the primary.',
  },
  replicas: {
    kind: 'integer',
    label: 'Replicas',
    unit: '',
    min: 1,
    max: 4,
    step: 1,
    default: 2,
    help: 'Besides the primary.',
  },
  lagMs: {
    kind: 'number',
    label: 'Mean lag',
    unit: 'ms',
    min: 0,
    max: 5000,
    step: 100,
    default: 800,
    help: 'From the primary to a replica: exponentially distributed, but records keep their order.',
  },
  writesPerSecond: {
    kind: 'number',
    label: 'Writes',
    unit: 'writes/s',
    min: 0.2,
    max: 10,
    step: 0.2,
    default: 1,
    help: 'A Poisson process; every write is a user’s own session.',
  },
  readAfterMs: {
    kind: 'number',
    label: 'User reads again after',
    unit: 'ms',
    min: 0,
    max: 5000,
    step: 100,
    default: 400,
    help: 'Three reads: this long after the write was acknowledged, after twice and after three times this long.',
  },
  pinSeconds: {
    kind: 'number',
    label: 'Pinned for',
    unit: 's',
    min: 0,
    max: 20,
    step: 0.5,
    default: 2,
    help: 'Pinning only: how long after their own write users read from the primary.',
  },
  failoverMs: {
    kind: 'number',
    label: 'Failover takes',
    unit: 'ms',
    min: 500,
    max: 10000,
    step: 500,
    default: 3000,
    help: 'From the failure of the primary until a replica has taken its place.',
  },
} as const satisfies ParamSpecs;

export type ReplicasParams = ParamsOf<typeof params>;
export type ReplicasAction = 'fail-primary' | 'rejoin';

/** What travels between `user-1` … `user-4` and `server-1` …, and among the servers. */
export interface ReplicaMessage {
  /** A refusal says that there is no primary. A record goes to a replica, which may confirm it. */
  readonly kind: 'write' | 'ack' | 'read' | 'answer' | 'refusal' | 'record' | 'confirm';
  /** A record's place in the log, or the newest one that an answer shows; null where there is none. */
  readonly position: number | null;
  /** The user's session; null between servers. */
  readonly session: number | null;
  /** For a read, and what comes back: 1, 2 or 3, the how manyth of its session; else null. */
  readonly read: number | null;
  /** For an answer: whether it is older than the user's own write. */
  readonly stale: boolean;
}

export interface ReplicasSnapshot {
  readonly now: number;
  readonly servers: readonly {
    readonly id: string;
    readonly role: 'primary' | 'replica' | 'failed';
    /** It has the log's records up to and with this one; positions count from 1. */
    readonly position: number;
    /** Records that the primary (or the failed one, until there is a new one) has and it has not. */
    readonly behind: number;
    /** Age of the oldest of those; 0 when there are none. */
    readonly behindMs: number;
  }[];
  /** The last 16 records of the log. */
  readonly log: readonly {
    readonly position: number;
    readonly session: number;
    readonly at: number;
    readonly acknowledged: boolean;
    /** The servers that have it. */
    readonly on: readonly string[];
  }[];
  readonly moving: readonly (Moving & ReplicaMessage)[];
  /** When a replica will take over; null while there is a primary. */
  readonly promotionAt: number | null;
  readonly writes: number;
  readonly acknowledgedWrites: number;
  readonly refusedWrites: number;
  /** Acknowledged writes that no replica has: they would be lost if the primary failed now. */
  readonly atRisk: number;
  readonly lostWrites: number;
  readonly refusedReads: number;
  /** Answers older than the user's own acknowledged write (lost ones apart). */
  readonly staleReads: number;
  /** Answers older than what the same user had read before. */
  readonly backwardReads: number;
  /** Answers given by the primary, and how many of them were stale. */
  readonly primaryReads: number;
  readonly stalePrimaryReads: number;
  /** The users' first, second and third reads after a write. */
  readonly readsByDelay: readonly {
    readonly delayMs: number;
    readonly reads: number;
    readonly stale: number;
    /** By theory; null where there is no formula, and after a failover. */
    readonly expectedStaleShare: number | null;
  }[];
  /** Records that the replicas lack, on average, every 250 ms over the last 30 s. */
  readonly recordsBehind: History;
}

export const model: Model<typeof params, ReplicasSnapshot, ReplicasAction> = {
  name: 'replicas',
  title: 'Read replicas',
  params,
  actions: {
    'fail-primary': {
      label: 'Fail the primary',
      help: 'What no replica has is gone with it. The replica that has most takes over.',
      possible: ({ servers }) =>
        servers.some(({ role }) => role === 'primary') && servers.some(({ role }) => role === 'replica'),
    },
    rejoin: {
      label: 'Bring the failed server back',
      help: 'As a replica. What it had and the new primary has not, it gives up.',
      possible: ({ servers, promotionAt }) =>
        promotionAt === null && servers.some(({ role }) => role === 'failed'),
    },
  },
  step: 'the next message that arrives',
  paceMsPerSecond: 500,
  teachingMoment: { atMs: 16_500, seed: 4, actions: [{ atMs: 16_000, action: 'fail-primary' }] },
  start: (chosen, seed, actions = []) => startRun((engine) => new Replication(engine, chosen, seed), actions),
};
