// One value on three nodes, two on the left side and one on the right, and a link between the sides that can be
// cut. Here is what the reader turns and sees; what the nodes do under CP is in partition/quorum.ts, under AP in
// partition/process.ts, clients and wires are in partition/process.ts.
import { startRun } from '../engine.ts';
import type { Model, Moving, ParamSpecs, ParamsOf } from '../model.ts';
import { Partition } from './partition/process.ts';

const params = {
  choice: {
    kind: 'choice',
    label: 'When the sides cannot talk',
    options: [
      { value: 'cp', label: 'Stay consistent (CP)' },
      { value: 'ap', label: 'Stay available (AP)' },
    ],
    default: 'cp',
    help: 'CP asks a majority for every operation and refuses without one. AP answers at once and copies later.',
  },
  requestsPerSecond: {
    kind: 'number',
    label: 'Requests by themselves',
    unit: 'requests/s',
    min: 0,
    max: 5,
    step: 0.5,
    default: 1,
    help: 'From the three clients together. At 0 only yours are sent.',
  },
  writeShare: {
    kind: 'number',
    label: 'Of these, writes',
    unit: '',
    min: 0,
    max: 1,
    step: 0.1,
    default: 0.4,
    help: '0.4 means that four requests in ten change the value.',
  },
  linkMs: {
    kind: 'number',
    label: 'Link between the sides',
    unit: 'ms',
    min: 100,
    max: 2000,
    step: 100,
    default: 400,
    help: 'One way. Within a side it takes 100 ms.',
  },
  timeoutMs: {
    kind: 'number',
    label: 'A node refuses after',
    unit: 'ms',
    min: 500,
    max: 10000,
    step: 500,
    default: 2500,
    help: 'CP only. A cut cannot be distinguished from a slow link, so waiting has to end somewhere.',
  },
} as const satisfies ParamSpecs;

export type PartitionParams = ParamsOf<typeof params>;
export type PartitionAction = 'cut' | 'heal' | 'write-left' | 'read-left' | 'write-right' | 'read-right';
export type Side = 'left' | 'right';

/** What travels between `client-a` … `client-c` and `node-a` … `node-c`, or ends at the `cut`. */
export interface PartitionMessage {
  /**
   * request and answer: a client's. query and reply, store and stored: the two rounds of a majority. copy: what
   * AP nodes tell each other.
   */
  readonly kind: 'request' | 'answer' | 'query' | 'reply' | 'store' | 'stored' | 'copy';
  /** The client's operation that it serves; null for a copy. */
  readonly operation: number | null;
  /** Number of the write whose value it carries; null when it carries none. Write 0 is the value at the start. */
  readonly write: number | null;
  /** Sent into a cut link. */
  readonly lost: boolean;
}

/** An operation that has ended, as its client saw it. */
export interface Outcome {
  readonly id: number;
  readonly kind: 'read' | 'write';
  readonly client: string;
  readonly side: Side;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly refused: boolean;
  /** The write that was made or read; null when refused. */
  readonly write: number | null;
  /** A read that missed the newest write acknowledged before it began. */
  readonly stale: boolean;
}

export interface SideCounts {
  readonly answered: number;
  readonly refused: number;
  readonly staleReads: number;
  /** Of answered operations; null before the first. */
  readonly meanReadMs: number | null;
  readonly meanWriteMs: number | null;
  /** How long they take at least while the link is up. */
  readonly leastReadMs: number;
  readonly leastWriteMs: number;
}

export interface PartitionSnapshot {
  readonly now: number;
  readonly link: { readonly up: boolean; readonly since: number };
  readonly nodes: readonly {
    readonly id: string;
    readonly side: Side;
    /** The write whose value it holds. */
    readonly write: number;
  }[];
  readonly agreed: boolean;
  readonly moving: readonly (Moving & PartitionMessage)[];
  /** Operations that clients wait for. */
  readonly waiting: readonly {
    readonly id: number;
    readonly kind: 'read' | 'write';
    readonly client: string;
    readonly startedAt: number;
  }[];
  /** The last 16, latest last. */
  readonly outcomes: readonly Outcome[];
  readonly left: SideCounts;
  readonly right: SideCounts;
  readonly writes: number;
  /** The newest write whose client was told that it is done. */
  readonly newestAcknowledged: number;
  /** Acknowledged writes that AP gave up because another, made without knowing of them, was later. The last 8. */
  readonly discarded: readonly number[];
  readonly discardedCount: number;
}

export const model: Model<typeof params, PartitionSnapshot, PartitionAction> = {
  name: 'partition',
  title: 'Partition',
  params,
  actions: {
    cut: { label: 'Cut the link', help: 'What is on it is lost.', possible: ({ link }) => link.up },
    heal: {
      label: 'Heal the link',
      help: 'Under AP the sides tell each other what they have.',
      possible: ({ link }) => !link.up,
    },
    'write-left': { label: 'Write left', help: 'By client A.', possible: () => true },
    'read-left': { label: 'Read left', help: 'By client B.', possible: () => true },
    'write-right': { label: 'Write right', help: 'By client C.', possible: () => true },
    'read-right': { label: 'Read right', help: 'By client C.', possible: () => true },
  },
  step: 'the next request or message that arrives',
  paceMsPerSecond: 500,
  teachingMoment: { atMs: 11_250, seed: 137, actions: [{ atMs: 4000, action: 'cut' }] },
  start: (chosen, seed, actions = []) => startRun((engine) => new Partition(engine, chosen, seed), actions),
};
