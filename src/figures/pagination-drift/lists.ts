// The list as it is now, one page a line, and beside it the pages as the client got them. Where the two lines part, the list
// has moved in between.
import type { PaginationParams, PaginationSnapshot } from '../../sim/models/pagination-drift.ts';
import { MOST_PAGES } from '../../sim/models/pagination-drift/process.ts';
import type { Shape, Tone } from '../figure.ts';
import { line, rect, sign, text } from '../shapes.ts';

type Row = PaginationSnapshot['rows'][number];

const TOP = 28;
const LINE = 23;
const CELL = { width: 34, height: 19 };
const LIST_X = 12;
const GIVEN_X = 228;
const GIVEN_PITCH = 29;
export const LISTS_BOTTOM = TOP + LINE * MOST_PAGES + 6;

export function drawLists(snapshot: PaginationSnapshot, { pageSize }: PaginationParams): Shape[] {
  const { rows, nextAt } = snapshot;
  const placeOf = (at: number): { x: number; y: number } => ({
    x: LIST_X + (at % pageSize) * CELL.width,
    y: TOP + Math.floor(at / pageSize) * LINE,
  });
  return [
    text('list-title', 0, 14, 'the list now, newest first', { tone: 'soft' }),
    text('given-title', GIVEN_X, 14, 'what the client got', { tone: 'soft' }),
    ...rows.flatMap((row, at) => drawRow(row, placeOf(at).x, placeOf(at).y)),
    ...drawPages(snapshot),
    ...(nextAt === null ? [] : drawPlace(Math.min(nextAt, MOST_PAGES * pageSize - 1), placeOf)),
  ];
}

const LOOKS = {
  unseen: { tone: 'rule', look: 'outlined', mark: null },
  later: { tone: 'rule', look: 'dashed', mark: null },
  seen: { tone: 'success', look: 'washed', mark: 'check' },
  twice: { tone: 'stale', look: 'washed', mark: 'alert' },
  missed: { tone: 'failure', look: 'washed', mark: 'cross' },
} as const;

function lookOf({ seen, isOld, isMissed }: Row): (typeof LOOKS)[keyof typeof LOOKS] {
  if (isMissed) return LOOKS.missed;
  if (seen > 1) return LOOKS.twice;
  if (seen === 1) return LOOKS.seen;
  return isOld ? LOOKS.unseen : LOOKS.later;
}

function drawRow(row: Row, x: number, y: number): Shape[] {
  const { tone, look, mark } = lookOf(row);
  const width = CELL.width - 2;
  const key = `row-${row.id}`;
  return [
    rect(key, tone, x, y, width, CELL.height, { look }),
    text(`${key}-id`, x + (mark ? 3 : width / 2), y + 14, String(row.id), {
      anchor: mark ? 'start' : 'middle',
      tone: mark === 'cross' || mark === 'alert' ? tone : 'ink',
      bold: mark === 'cross' || mark === 'alert',
    }),
    ...(mark ? [sign(`${key}-mark`, tone, mark, x + width - 7, y + CELL.height / 2, 8)] : []),
  ];
}

/** Where the next page begins: before a place in the list, or before a row, wherever that is by now. */
function drawPlace(at: number, placeOf: (at: number) => { x: number; y: number }): Shape[] {
  const { x, y } = placeOf(at);
  return [
    line('place', 'request', [x - 1, y - 3, x - 1, y + CELL.height + 3], { look: 'thick' }),
    line('place-arrow', 'request', [x - 11, y + CELL.height / 2, x - 2, y + CELL.height / 2], {
      arrow: true,
    }),
  ];
}

function drawPages({ pages }: PaginationSnapshot): Shape[] {
  return pages.slice(-MOST_PAGES).flatMap(({ ids, repeated }, at): Shape[] => {
    const nth = at + Math.max(0, pages.length - MOST_PAGES);
    const y = TOP + LINE * at + 14;
    if (ids.length === 0) return [text(`page-${nth}-end`, GIVEN_X, y, 'none: the end', { tone: 'soft' })];
    return ids.map((id, place) => {
      const isRepeated = repeated.includes(id);
      const tone: Tone = isRepeated ? 'stale' : 'ink';
      return text(
        `page-${nth}-${place}`,
        GIVEN_X + place * GIVEN_PITCH,
        y,
        isRepeated ? `${id}!` : String(id),
        {
          tone,
          bold: isRepeated,
        },
      );
    });
  });
}
