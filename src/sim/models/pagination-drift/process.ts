// What happens to the list and to its client: orders come in at the top, some are deleted, and at every pause the client
// asks for the next page until one is not full.
import type { Engine, Process } from '../../engine.ts';
import { Random } from '../../random.ts';
import type { PaginationAction, PaginationParams, PaginationSnapshot } from '../pagination-drift.ts';

/** So many pages and no more: an insert finds the list full. */
export const MOST_PAGES = 8;

const PAGE = 0;
const INSERT = 1;
const DELETE = 2;
/** Before the first page the list is seen as it is. */
const FIRST_PAGE_MS = 1000;

export class Paging implements Process<PaginationSnapshot, PaginationAction> {
  readonly #engine: Engine;
  readonly #params: PaginationParams;
  readonly #inserts: Random;
  readonly #deletes: Random;
  readonly #chosen: Random;
  /** Newest first, so in falling order. */
  #ids: number[];
  readonly #seen = new Map<number, number>();
  readonly #pages: PaginationSnapshot['pages'][number][] = [];
  #newestId: number;
  /** Those up to this one were in the list before the first page. */
  #newestOldId: number;
  #offset = 0;
  /** The last row of the last page. */
  #cursor = Infinity;
  #drift = 0;
  #inserted = 0;
  #deleted = 0;
  #nextPageAt: number | null = null;

  constructor(engine: Engine, params: PaginationParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    this.#inserts = new Random(seed, 'inserts');
    this.#deletes = new Random(seed, 'deletes');
    this.#chosen = new Random(seed, 'which is deleted');
    this.#ids = Array.from({ length: params.rows }, (_, at) => params.rows - at);
    this.#newestId = params.rows;
    this.#newestOldId = params.rows;
    this.#schedulePage(FIRST_PAGE_MS);
    this.#scheduleWrite(INSERT);
    this.#scheduleWrite(DELETE);
  }

  handle(kind: number): void {
    if (kind === PAGE) return this.#readPage();
    if (kind === INSERT) this.#insert();
    else if (this.#ids.length > 0) this.#delete(this.#chosen.below(this.#ids.length));
    this.#scheduleWrite(kind);
  }

  act(action: PaginationAction): void {
    if (this.#nextPageAt === null) return;
    if (action === 'insert') this.#insert();
    else if (this.#ids.length > 0) this.#delete(0);
  }

  #schedulePage(delayMs: number): void {
    this.#nextPageAt = this.#engine.now + delayMs;
    this.#engine.schedule(delayMs, PAGE);
  }

  #scheduleWrite(kind: number): void {
    const [perSecond, random] =
      kind === INSERT
        ? [this.#params.insertsPerSecond, this.#inserts]
        : [this.#params.deletesPerSecond, this.#deletes];
    if (perSecond > 0) this.#engine.schedule(random.exponential(1000 / perSecond), kind);
  }

  /** Where the client's next page begins, in the list as it is now. */
  #nextAt(): number {
    if (this.#params.method === 'offset') return this.#offset;
    const at = this.#ids.findIndex((id) => id < this.#cursor);
    return at < 0 ? this.#ids.length : at;
  }

  #readPage(): void {
    const { pageSize, method } = this.#params;
    if (this.#pages.length === 0) this.#newestOldId = this.#newestId;
    const from = this.#nextAt();
    const ids = this.#ids.slice(from, from + pageSize);
    this.#pages.push({
      ids,
      repeated: ids.filter((id) => this.#seen.has(id)),
      drift: this.#pages.length === 0 ? 0 : this.#drift,
      // By keyset an index leads to the place; by offset the rows before it are counted off.
      walked: ids.length + (method === 'offset' ? Math.min(from, this.#ids.length) : 0),
    });
    for (const id of ids) this.#seen.set(id, (this.#seen.get(id) ?? 0) + 1);
    this.#offset += pageSize;
    this.#cursor = ids.at(-1) ?? this.#cursor;
    this.#drift = 0;
    if (ids.length === pageSize) return this.#schedulePage(this.#params.pauseMs);
    this.#nextPageAt = null;
    // The list is read; what happens to it now is of no interest to this client.
    this.#engine.cancel(INSERT, 0);
    this.#engine.cancel(DELETE, 0);
  }

  #insert(): void {
    if (this.#ids.length >= MOST_PAGES * this.#params.pageSize) return;
    this.#ids.unshift(++this.#newestId);
    this.#inserted += 1;
    this.#drift += 1;
  }

  #delete(at: number): void {
    if (at < this.#nextAt()) this.#drift -= 1;
    this.#ids.splice(at, 1);
    this.#deleted += 1;
  }

  snapshot(): PaginationSnapshot {
    const isBegun = this.#pages.length > 0;
    const isOver = this.#nextPageAt === null;
    const nextAt = this.#nextAt();
    return {
      now: this.#engine.now,
      rows: this.#ids.map((id, at) => {
        const seen = this.#seen.get(id) ?? 0;
        const isOld = !isBegun || id <= this.#newestOldId;
        return { id, seen, isOld, isMissed: isBegun && isOld && seen === 0 && (isOver || at < nextAt) };
      }),
      pages: [...this.#pages],
      nextAt: isOver ? null : nextAt,
      drift: isBegun ? this.#drift : 0,
      inserted: this.#inserted,
      deleted: this.#deleted,
      nextPageAt: this.#nextPageAt,
    };
  }
}
