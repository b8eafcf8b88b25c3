// A migration of a table that is being used: in one ALTER TABLE, or by expand and contract, through the lock queue of
// PostgreSQL. Here is what the reader turns and sees; the queue is in expand-contract/lock-queue.ts, the plans are in
// expand-contract/plans.ts, what happens when is in expand-contract/process.ts.
import { startRun } from '../engine.ts';
import type { History, Model, ParamSpecs, ParamsOf } from '../model.ts';
import { Migration } from './expand-contract/process.ts';

const params = {
  plan: {
    kind: 'choice',
    label: 'Plan',
    options: [
      { value: 'one', label: 'One ALTER TABLE' },
      { value: 'steps', label: 'Expand and contract' },
    ],
    default: 'one',
    help: 'One statement that rewrites the table under an exclusive lock, or seven steps that hold such a lock for a moment only.',
  },
  lockTimeoutMs: {
    kind: 'integer',
    label: 'lock_timeout',
    unit: 'ms',
    min: 0,
    max: 5000,
    step: 250,
    default: 0,
    help: 'A statement that has waited this long for its lock gives up, and is tried again a second later. At 0 it waits forever.',
  },
  reportSeconds: {
    kind: 'number',
    label: 'A report reads for',
    unit: 's',
    min: 0,
    max: 20,
    step: 1,
    default: 8,
    help: 'It begins two seconds before the migration and locks the table against changes, as every SELECT does.',
  },
  queriesPerSecond: {
    kind: 'number',
    label: 'Queries',
    unit: 'queries/s',
    min: 1,
    max: 20,
    step: 1,
    default: 5,
    help: 'Reads and writes of this table, 20 ms each. A Poisson process.',
  },
  rewriteSeconds: {
    kind: 'number',
    label: 'All rows take',
    unit: 's',
    min: 1,
    max: 10,
    step: 1,
    default: 4,
    help: 'To rewrite the table in one go. Filling a column in batches takes one and a half times as long, and locks no table.',
  },
  pool: {
    kind: 'integer',
    label: 'Connections',
    unit: '',
    min: 5,
    max: 40,
    step: 5,
    default: 20,
    help: 'A query that waits keeps its connection. When all wait, new queries fail.',
  },
} as const satisfies ParamSpecs;

export type ExpandContractParams = ParamsOf<typeof params>;
export type ExpandContractAction = 'report';

export interface ExpandContractSnapshot {
  readonly now: number;
  readonly runningQueries: number;
  readonly runningReports: number;
  /** In the order of the queue; at most 40 of them, `inQueue` counts all. */
  readonly waiting: readonly { readonly id: number; readonly kind: 'query' | 'report' | 'migration' }[];
  readonly inQueue: number;
  readonly migration: {
    readonly steps: readonly string[];
    /** The step that is going on or comes next; as many as there are steps when all are done. */
    readonly step: number;
    readonly status: 'not begun' | 'waits' | 'works' | 'pauses' | 'done';
    /** Whether it holds the lock that excludes all others. */
    readonly excludes: boolean;
    /** How often a step gave up waiting. */
    readonly gaveUp: number;
    /** Old rows that have their new value, 0 to 1. */
    readonly filled: number;
    /** What was going on when; the last one has no end yet while it lasts. */
    readonly segments: readonly {
      readonly step: number;
      readonly kind: 'waits' | 'works' | 'excludes';
      readonly from: number;
      readonly to: number | null;
    }[];
  };
  readonly reports: readonly { readonly from: number; readonly to: number | null }[];
  readonly arrived: number;
  /** Queries that had to wait for the migration, and those that found no connection left. */
  readonly blocked: number;
  readonly failed: number;
  readonly longestWaitMs: number;
  /** For how long the migration has waited for its exclusive lock or held it. */
  readonly closedMs: number;
  /** Arrivals of each second; the last one is not over yet. */
  readonly perSecond: { readonly atOnce: History; readonly blocked: History; readonly failed: History };
}

export const model: Model<typeof params, ExpandContractSnapshot, ExpandContractAction> = {
  name: 'expand-contract',
  title: 'A migration and the lock queue',
  params,
  actions: {
    report: {
      label: 'Start a report',
      help: 'It reads the table for as long as the first one. At 0 seconds there is none.',
      possible: ({ reports }) => reports.length > 0,
    },
  },
  step: 'the next query, lock or step of the migration',
  paceMsPerSecond: 1000,
  teachingMoment: { atMs: 8500, seed: 1 },
  start: (chosen, seed, actions = []) => startRun((engine) => new Migration(engine, chosen, seed), actions),
};
