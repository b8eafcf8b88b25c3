// Rows looked up through a B-tree index, one page after another, and beside it a scan that does without. Here is what the
// reader turns and sees; the shape of the tree is in index-lookup/tree.ts, the reading in index-lookup/process.ts.
import { startRun } from '../engine.ts';
import type { Model, ParamSpecs, ParamsOf } from '../model.ts';
import { Lookups, STEP_MS } from './index-lookup/process.ts';

const params = {
  rows: {
    kind: 'choice',
    label: 'Rows in the table',
    options: [
      { value: '100', label: '100' },
      { value: '1000', label: '1,000' },
      { value: '10000', label: '10,000' },
      { value: '100000', label: '100,000' },
      { value: '1000000', label: '1 million' },
      { value: '10000000', label: '10 million' },
      { value: '100000000', label: '100 million' },
      { value: '1000000000', label: '1 billion' },
    ],
    default: '1000000',
    help: 'Each has a key of its own, and the index has an entry for each.',
  },
  fanOut: {
    kind: 'integer',
    label: 'Fan-out of the index',
    unit: 'entries/page',
    min: 10,
    max: 500,
    step: 10,
    default: 300,
    help: 'How many entries a page of the index holds: some 300 of a number’s size in PostgreSQL’s 8 KB, fewer of long texts.',
  },
  rowsPerPage: {
    kind: 'integer',
    label: 'Rows in a page of the table',
    unit: 'rows/page',
    min: 10,
    max: 200,
    step: 10,
    default: 100,
    help: 'A page of 8 KB holds 100 rows of about 80 bytes.',
  },
} as const satisfies ParamSpecs;

export type IndexLookupParams = ParamsOf<typeof params>;

export interface IndexLookupSnapshot {
  readonly now: number;
  readonly rows: number;
  /** Pages read since the start, by the index and by the scan alike. */
  readonly reads: number;
  /** The row looked for now, from 0; null before the first page is read. */
  readonly wanted: number | null;
  /** From the root to the leaves. */
  readonly levels: readonly {
    /** Pages of this level. */
    readonly pages: number;
    /** Which of them leads to the row, from 0, how many entries it has, and which of these is followed. */
    readonly page: number;
    readonly entries: number;
    readonly entry: number;
  }[];
  /** Levels read for this row; one more than there are when the row itself has been read. */
  readonly levelsRead: number;
  readonly tablePages: number;
  /** The page of the table that has the row. */
  readonly tablePage: number;
  /** Rows found through the index so far. */
  readonly found: number;
  readonly scan: {
    /** Pages read of the table for the row that the scan looks for. */
    readonly pages: number;
    readonly found: number;
  };
  /** Pages for one row: the index's levels and the page of the table. */
  readonly pagesEach: number;
}

export const model: Model<typeof params, IndexLookupSnapshot, never> = {
  name: 'index-lookup',
  title: 'Index lookup and table scan',
  params,
  actions: {},
  step: 'the next page that is read',
  paceMsPerSecond: 2 * STEP_MS,
  stepMs: STEP_MS,
  teachingMoment: { atMs: 20 * STEP_MS, seed: 3 },
  start: (chosen, seed, actions = []) => startRun((engine) => new Lookups(engine, chosen, seed), actions),
};
