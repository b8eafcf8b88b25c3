// Pages of a list that changes while a client reads it. Here are the words; the picture is in lists.ts.
import { model, type PaginationParams, type PaginationSnapshot } from '../../sim/models/pagination-drift.ts';
import { defineFigure, type Scene } from '../figure.ts';
import { count } from '../shapes.ts';
import { drawLists, LISTS_BOTTOM } from './lists.ts';

export const figure = defineFigure({
  model,
  about:
    'A client reads a list page by page, by offset or by keyset, while orders come in and go. It shows which orders the client gets twice and which it never gets.',
  question:
    'An order is placed and another deleted between two pages. What does the next page show twice, what does it leave out, and how does keyset avoid both?',
  legend: [
    { tone: 'success', sign: 'check', means: 'given once' },
    { tone: 'stale', sign: 'alert', means: 'given again' },
    { tone: 'failure', sign: 'cross', means: 'missed' },
    { tone: 'request', means: 'the next page begins here' },
  ],
  scene,
});

function scene(snapshot: PaginationSnapshot, params: PaginationParams): Scene {
  return {
    height: LISTS_BOTTOM,
    shapes: drawLists(snapshot, params),
    summary: summarize(snapshot),
    theory: describeDrift(snapshot, params),
    table: tabulate(snapshot),
  };
}

function summarize(snapshot: PaginationSnapshot): string {
  const { pages, rows, inserted, deleted, nextPageAt } = snapshot;
  if (pages.length === 0)
    return `The list has ${count(rows.length, 'order')}; the client has not read any yet.`;
  const repeated = new Set(pages.flatMap((page) => page.repeated)).size;
  const missed = rows.filter(({ isMissed }) => isMissed).map(({ id }) => id);
  const so = `${nextPageAt === null ? 'The client has read the whole list' : `The client has read ${count(pages.length, 'page')}`}, while ${count(inserted, 'order')} ${inserted === 1 ? 'was' : 'were'} placed and ${deleted} deleted.`;
  if (repeated === 0 && missed.length === 0) return `${so} It got no order twice and missed none.`;
  const twice = repeated === 0 ? 'no order twice' : `${count(repeated, 'order')} more than once`;
  return `${so} It got ${twice} and missed ${missed.length === 0 ? 'none' : describeIds(missed)}.`;
}

/** "order 9", "orders 9 and 4", "orders 12, 11, 9 and 3 more". */
function describeIds(ids: readonly number[]): string {
  const shown = ids.length > 4 ? [...ids.slice(0, 3).map(String), `${ids.length - 3} more`] : ids.map(String);
  const last = shown.at(-1) ?? '';
  const all = shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${last}` : last;
  return `${ids.length === 1 ? 'order' : 'orders'} ${all}`;
}

function describeDrift(
  { pages, drift, nextPageAt }: PaginationSnapshot,
  { method, pageSize }: PaginationParams,
): string {
  const walked = pages.reduce((sum, page) => sum + page.walked, 0);
  const read = `The database has walked over ${count(walked, 'row')}.`;
  if (pages.length === 0) return '';
  if (method === 'keyset') {
    const cursor = pages.findLast(({ ids }) => ids.length > 0)?.ids.at(-1);
    return nextPageAt === null
      ? `Each page began after the last order of the one before. ${read}`
      : `The next page begins after order ${cursor ?? 0}, wherever that stands by then. ${read}`;
  }
  if (nextPageAt === null) return `Each page began at a multiple of ${pageSize}. ${read}`;
  const moved =
    drift === 0 ? 'have not moved' : `have moved ${drift > 0 ? 'down' : 'up'} by ${Math.abs(drift)}`;
  return `Since the last page the rows at the client’s place ${moved}. ${read}`;
}

function tabulate({ pages }: PaginationSnapshot): Scene['table'] {
  return {
    caption: 'The pages as the client got them',
    columns: ['Page', 'Orders', 'Of these again', 'Rows had moved by', 'Rows walked over'],
    rows: pages.map(({ ids, repeated, drift, walked }, at) => [
      at + 1,
      ids.join(', ') || 'none',
      repeated.join(', ') || 'none',
      drift,
      walked,
    ]),
  };
}
