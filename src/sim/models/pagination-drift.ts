// A client reads a list page by page while others insert and delete: by position (offset) or after the last row seen
// (keyset). Here is what the reader turns and sees; what happens is in pagination-drift/process.ts.
import { startRun } from '../engine.ts';
import type { Model, ParamSpecs, ParamsOf } from '../model.ts';
import { Paging } from './pagination-drift/process.ts';

const params = {
  method: {
    kind: 'choice',
    label: 'Pages by',
    options: [
      { value: 'offset', label: 'Offset: position in the list' },
      { value: 'keyset', label: 'Keyset: after the last row seen' },
    ],
    default: 'offset',
    help: 'What the client sends to get the next page: a number of rows to skip, or the last order it has seen.',
  },
  insertsPerSecond: {
    kind: 'number',
    label: 'Orders placed',
    unit: 'orders/s',
    min: 0,
    max: 2,
    step: 0.1,
    default: 0.4,
    help: 'New orders stand at the top of the list. A Poisson process.',
  },
  deletesPerSecond: {
    kind: 'number',
    label: 'Orders deleted',
    unit: 'orders/s',
    min: 0,
    max: 2,
    step: 0.1,
    default: 0.3,
    help: 'Any of the list, each as likely as any other. A Poisson process.',
  },
  pauseMs: {
    kind: 'number',
    label: 'Between two pages',
    unit: 'ms',
    min: 200,
    max: 5000,
    step: 200,
    default: 2000,
    help: 'The client works on a page for this long before it asks for the next one.',
  },
  pageSize: {
    kind: 'integer',
    label: 'Page',
    unit: 'orders',
    min: 4,
    max: 6,
    step: 1,
    default: 5,
    help: 'The limit of each request.',
  },
  rows: {
    kind: 'integer',
    label: 'List at the start',
    unit: 'orders',
    min: 12,
    max: 24,
    step: 1,
    default: 20,
    help: 'Numbered in the order in which they came; the list shows the newest first.',
  },
} as const satisfies ParamSpecs;

export type PaginationParams = ParamsOf<typeof params>;
export type PaginationAction = 'insert' | 'delete';

export interface PaginationSnapshot {
  readonly now: number;
  /** The list now, newest first. */
  readonly rows: readonly {
    readonly id: number;
    /** How often the client has been given it. */
    readonly seen: number;
    /** In the list since before the first page: a client that reads everything must get it, once. */
    readonly isOld: boolean;
    /** Old, never given, and the client is past it. */
    readonly isMissed: boolean;
  }[];
  readonly pages: readonly {
    readonly ids: readonly number[];
    /** Ids of this page that an earlier page had. */
    readonly repeated: readonly number[];
    /** Inserts less deletes above the client's place since the page before. */
    readonly drift: number;
    /** Rows that the database walked over for it. */
    readonly walked: number;
  }[];
  /** Where in the list the next page begins; null after the last. */
  readonly nextAt: number | null;
  /** Inserts less deletes above the client's place since the last page. */
  readonly drift: number;
  readonly inserted: number;
  readonly deleted: number;
  /** When the next page is asked for; null after the last. */
  readonly nextPageAt: number | null;
}

export const model: Model<typeof params, PaginationSnapshot, PaginationAction> = {
  name: 'pagination-drift',
  title: 'Pages of a list that changes',
  params,
  actions: {
    insert: {
      label: 'Place an order',
      help: 'It stands at the top of the list.',
      possible: ({ nextPageAt }) => nextPageAt !== null,
    },
    delete: {
      label: 'Delete the newest',
      help: 'The order at the top of the list goes.',
      possible: ({ nextPageAt, rows }) => nextPageAt !== null && rows.length > 0,
    },
  },
  step: 'the next page, order or deletion',
  paceMsPerSecond: 1000,
  teachingMoment: { atMs: 6200, seed: 121 },
  start: (chosen, seed, actions = []) => startRun((engine) => new Paging(engine, chosen, seed), actions),
};
