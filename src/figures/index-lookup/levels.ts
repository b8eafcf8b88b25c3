// The way through the index: each bar is the one page that was read on its level, with the entry that was followed; its
// lines lead to the page below. Under them the table, once with the page that has the row and once with the scan so far.
import type { IndexLookupSnapshot } from '../../sim/models/index-lookup.ts';
import type { Shape } from '../figure.ts';
import { line, rect, sign, text } from '../shapes.ts';
import { inWords } from './numbers.ts';

type Level = IndexLookupSnapshot['levels'][number];

const LEFT = 130;
const RIGHT = 400;
const WIDTH = RIGHT - LEFT;
const TOP = 26;
const BAR = 13;
/** From the root's bar to that of the row's page. */
const DEPTH = 172;
/** Lines between entries are drawn up to so many. */
const MOST_ENTRIES = 40;
/** An entry of 300 would be less than a line's width. */
const LEAST_WIDTH = 4;
const SCAN_Y = 252;
export const LEVELS_BOTTOM = 282;

export function drawLookup(snapshot: IndexLookupSnapshot): Shape[] {
  const { levels, levelsRead, tablePages, tablePage, wanted, found, pagesEach } = snapshot;
  const pitch = DEPTH / levels.length;
  const yOf = (level: number): number => TOP + pitch * level;
  const isFound = levelsRead > levels.length;
  const table = spanOf(tablePage, tablePages);
  return [
    text('title', 0, 13, `${pagesEach - 1} ${pagesEach === 2 ? 'level' : 'levels'}, then the row`, {
      tone: 'soft',
    }),
    text('found', RIGHT, 13, `${found.toLocaleString('en')} found`, { anchor: 'end', bold: true }),
    ...levels.flatMap((level, at) =>
      drawLevel(level, at, yOf(at), yOf(at + 1), at < levelsRead, at === levels.length - 1 ? table : null),
    ),
    ...drawBar('table', yOf(levels.length), isFound),
    text('table-name', 0, yOf(levels.length) + BAR - 1, `table: ${inWords(tablePages)}`, {
      tone: isFound ? 'ink' : 'soft',
    }),
    ...(wanted === null
      ? []
      : [
          rect('table-page', isFound ? 'success' : 'rule', table.from, yOf(levels.length), table.width, BAR, {
            radius: 0,
          }),
          ...(isFound
            ? [
                sign(
                  'table-found',
                  'success',
                  'check',
                  Math.min(RIGHT - 7, table.from + table.width + 9),
                  yOf(levels.length) + BAR + 10,
                  12,
                ),
              ]
            : []),
        ]),
  ];
}

function drawLevel(
  { pages, entry, entries }: Level,
  at: number,
  y: number,
  nextY: number,
  isRead: boolean,
  table: { readonly from: number; readonly width: number } | null,
): Shape[] {
  const key = `level-${at}`;
  const chosen = spanOf(entry, entries);
  // A leaf's entry names a row's page; any other leads to a whole page of the level below.
  const [below, belowEnd] = table === null ? [LEFT, RIGHT] : [table.from, table.from + table.width];
  return [
    ...drawBar(key, y, isRead),
    ...(entries <= MOST_ENTRIES
      ? Array.from({ length: entries - 1 }, (_, nth) => {
          const x = LEFT + (WIDTH * (nth + 1)) / entries;
          return line(`${key}-entry-${nth}`, 'rule', [x, y, x, y + BAR], { look: 'thin' });
        })
      : []),
    text(
      `${key}-name`,
      0,
      y + BAR - 1,
      table === null ? (at === 0 ? 'root' : pagesOf(pages)) : leavesOf(pages),
      {
        tone: isRead ? 'ink' : 'soft',
      },
    ),
    ...(isRead
      ? [
          rect(`${key}-chosen`, 'request', chosen.from, y, chosen.width, BAR, { radius: 0 }),
          line(`${key}-from`, 'request', [chosen.from, y + BAR, below, nextY], { look: 'thin' }),
          line(`${key}-to`, 'request', [chosen.from + chosen.width, y + BAR, belowEnd, nextY], {
            look: 'thin',
          }),
        ]
      : []),
  ];
}

export function drawScan({ scan, tablePages, reads }: IndexLookupSnapshot): Shape[] {
  const width = WIDTH * Math.min(1, scan.pages / tablePages);
  return [
    text('scan-title', 0, SCAN_Y - 10, 'Meanwhile, without the index', { tone: 'soft' }),
    text('scan-found', RIGHT, SCAN_Y - 10, `${scan.found.toLocaleString('en')} found`, {
      anchor: 'end',
      bold: true,
    }),
    text('scan-name', 0, SCAN_Y + BAR - 1, `table: ${inWords(tablePages)}`),
    ...drawBar('scan', SCAN_Y, reads > 0),
    rect('scan-read', 'waiting', LEFT, SCAN_Y, scan.pages > 0 ? Math.max(1.5, width) : 0, BAR, { radius: 0 }),
    text(
      'scan-pages',
      LEFT,
      SCAN_Y + BAR + 15,
      `${scan.pages.toLocaleString('en')} ${scan.pages === 1 ? 'page' : 'pages'} read for this row`,
      {
        tone: 'soft',
      },
    ),
  ];
}

function drawBar(key: string, y: number, isRead: boolean): Shape[] {
  return [
    rect(`${key}-bar`, 'sunk', LEFT, y, WIDTH, BAR, { radius: 0 }),
    rect(`${key}-edge`, isRead ? 'ink' : 'rule', LEFT, y, WIDTH, BAR, {
      radius: 0,
      look: isRead ? 'outlined' : 'dashed',
    }),
  ];
}

/** Where one of so many lies on a bar; wide enough to be seen. */
function spanOf(place: number, of: number): { readonly from: number; readonly width: number } {
  const width = Math.max(LEAST_WIDTH, WIDTH / of);
  return { from: Math.min(RIGHT - width, LEFT + (WIDTH * place) / of), width };
}

function leavesOf(leaves: number): string {
  return leaves === 1 ? 'root and leaf' : `${inWords(leaves)} leaves`;
}

function pagesOf(pages: number): string {
  return `${inWords(pages)} ${pages === 1 ? 'page' : 'pages'}`;
}
