// Reading: each step is one page. The index walks from the root to a leaf and to the row, then takes the next row; the
// scan meanwhile reads the table from its first page, all of it for every row.
import type { Engine, Process } from '../../engine.ts';
import { Random } from '../../random.ts';
import type { IndexLookupParams, IndexLookupSnapshot } from '../index-lookup.ts';
import { levelsOf, wayTo } from './tree.ts';

export const STEP_MS = 1000;
const READ = 0;

export class Lookups implements Process<IndexLookupSnapshot, never> {
  readonly #engine: Engine;
  readonly #params: IndexLookupParams;
  readonly #wantedRows: Random;
  readonly #rows: number;
  readonly #height: number;
  readonly #tablePages: number;
  #wanted: number | null = null;
  #levelsRead = 0;
  #reads = 0;
  #found = 0;
  #scanPages = 0;
  #scanFound = 0;

  constructor(engine: Engine, params: IndexLookupParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    this.#wantedRows = new Random(seed, 'wanted rows');
    this.#rows = Number(params.rows);
    this.#height = levelsOf(this.#rows, params.fanOut).length;
    this.#tablePages = Math.ceil(this.#rows / params.rowsPerPage);
    engine.schedule(STEP_MS, READ);
  }

  handle(): void {
    this.#reads += 1;
    this.#readIndex();
    this.#readTable();
    this.#engine.schedule(STEP_MS, READ);
  }

  act(): void {}

  #readIndex(): void {
    if (this.#wanted === null || this.#levelsRead > this.#height) {
      this.#wanted = this.#wantedRows.below(this.#rows);
      this.#levelsRead = 0;
    }
    this.#levelsRead += 1;
    if (this.#levelsRead > this.#height) this.#found += 1;
  }

  #readTable(): void {
    if (this.#scanPages === this.#tablePages) this.#scanPages = 0;
    this.#scanPages += 1;
    if (this.#scanPages === this.#tablePages) this.#scanFound += 1;
  }

  snapshot(): IndexLookupSnapshot {
    const { fanOut, rowsPerPage } = this.#params;
    return {
      now: this.#engine.now,
      rows: this.#rows,
      reads: this.#reads,
      wanted: this.#wanted,
      levels: wayTo(this.#wanted ?? 0, this.#rows, fanOut),
      levelsRead: this.#levelsRead,
      tablePages: this.#tablePages,
      tablePage: Math.floor((this.#wanted ?? 0) / rowsPerPage),
      found: this.#found,
      scan: { pages: this.#scanPages, found: this.#scanFound },
      pagesEach: this.#height + 1,
    };
  }
}
