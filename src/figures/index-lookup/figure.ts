// Rows found through an index, page by page, and a scan beside it. Here are the words; the picture is in levels.ts.
import { model, type IndexLookupParams, type IndexLookupSnapshot } from '../../sim/models/index-lookup.ts';
import { defineFigure, type Scene } from '../figure.ts';
import { count } from '../shapes.ts';
import { drawLookup, drawScan, LEVELS_BOTTOM } from './levels.ts';
import { inWords } from './numbers.ts';

export const figure = defineFigure({
  model,
  about:
    'Rows are looked up through a B-tree index, one page at a time, next to a scan of the table. It shows how few levels the index has and how many rows each finds with the same number of reads.',
  question:
    'How many pages must be read for one row of a million, with the index and without it, and how many if there are a thousand times as many rows?',
  legend: [
    { tone: 'request', means: 'the entry followed' },
    { tone: 'success', sign: 'check', means: 'the row’s page' },
    { tone: 'waiting', means: 'read by the scan' },
  ],
  scene,
});

function scene(snapshot: IndexLookupSnapshot, params: IndexLookupParams): Scene {
  return {
    height: LEVELS_BOTTOM,
    shapes: [...drawLookup(snapshot), ...drawScan(snapshot)],
    summary: summarize(snapshot),
    theory: describeHeight(snapshot, params),
    table: tabulate(snapshot),
  };
}

function summarize({
  wanted,
  levels,
  levelsRead,
  reads,
  found,
  scan,
  tablePages,
  rows,
}: IndexLookupSnapshot): string {
  if (wanted === null)
    return `No page has been read yet. The table has ${inWords(rows)} rows in ${pages(tablePages)}.`;
  const row = `row ${(wanted + 1).toLocaleString('en')}`;
  const index =
    levelsRead > levels.length
      ? `The index has led to ${row} in ${pages(levelsRead)}`
      : `On its way to ${row}, the index has read ${levelsRead} of ${count(levels.length, 'level')}`;
  const so = `with ${pages(reads)} each, it has found ${count(found, 'row')} and the scan ${scan.found.toLocaleString('en')}`;
  const share = scan.pages / tablePages;
  const scanned =
    share === 1
      ? 'the whole table'
      : share < 0.001
        ? 'under 0.1% of the table'
        : `${(share * 100).toFixed(1)}% of the table`;
  return `${index}; ${so}. For its present row the scan has read ${scanned}.`;
}

function pages(number: number): string {
  return `${inWords(number)} ${number === 1 ? 'page' : 'pages'}`;
}

function describeHeight(
  { rows, levels, pagesEach, tablePages }: IndexLookupSnapshot,
  { fanOut, rowsPerPage }: IndexLookupParams,
): string {
  return `Log to base ${fanOut} of ${inWords(rows)}, rounded up: ${count(levels.length, 'level')}, so ${pages(pagesEach)} a row. A scan reads ${inWords(rows)} ÷ ${rowsPerPage} = ${pages(tablePages)}.`;
}

function tabulate({
  levels,
  levelsRead,
  tablePages,
  tablePage,
  wanted,
}: IndexLookupSnapshot): Scene['table'] {
  const show = (isRead: boolean, number: number): string =>
    isRead ? (number + 1).toLocaleString('en') : 'not read yet';
  return {
    caption:
      wanted === null ? 'The levels of the index' : `The way to row ${(wanted + 1).toLocaleString('en')}`,
    columns: ['Level', 'Pages', 'Page read', 'Entry followed'],
    rows: [
      ...levels.map(({ pages: of, page, entry, entries }, at) => [
        at === levels.length - 1 ? 'leaf' : at === 0 ? 'root' : `inner ${at}`,
        of.toLocaleString('en'),
        show(at < levelsRead, page),
        at < levelsRead ? `${entry + 1} of ${entries}` : 'not read yet',
      ]),
      ['table', tablePages.toLocaleString('en'), show(levelsRead > levels.length, tablePage), '–'],
    ],
  };
}
