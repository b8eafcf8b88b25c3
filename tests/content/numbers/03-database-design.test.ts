// The numbers of the chapter on databases, from the sizes that PostgreSQL's pages have.
// Not here: the results of its SQL, which are recorded from the engine.
import { expect, test } from 'vitest';
import {
  backfillSeconds,
  bTreeLevels,
  indexScanPages,
  keyYears,
  leafEntries,
  pageBytes,
  poolExhaustedAfter,
  requestsBlocked,
  roundTripMs,
  rowsInLevels,
  rowsPerPage,
  tablePages,
} from '../formulas/storage.ts';
import { chapter, thousands } from '../chapter-text.ts';

const text = chapter('03-database-design');
const orders = 3_000_000;
const orderBytes = 40;
/** user_id and created_at. */
const keyBytes = 16;
/** id, status (8 bytes and less for nearly all) and total_cents, padded. */
const includedBytes = 24;

test('the pages that PostgreSQL 15 reported for a table and a primary key of three million rows are the computed ones', () => {
  expect(tablePages(orders, orderBytes)).toBe(25_000);
  const leaves = Math.ceil(orders / leafEntries(8));
  expect(leaves + Math.ceil(leaves / 284) + 1 + 1).toBe(8_228);
});

test('an order takes 40 + 24 + 4 bytes, so 120 fit into a page', () => {
  expect(
    text.says(
      `${rowsPerPage(orderBytes)} orders fit into one page, and 30,000 into ${tablePages(30_000, orderBytes)}`,
    ),
  ).toBe(true);
});

test('reading all orders is 25,000 pages, 204.8 MB', () => {
  const pages = tablePages(orders, orderBytes);
  expect(text.says(`fill ${thousands(pages)} pages, or ${((pages * pageBytes) / 1e6).toFixed(1)} MB`)).toBe(
    true,
  );
  expect(text.says(`beside ${thousands((pages * pageBytes) / 1e6)} MB of table`)).toBe(true);
});

test.each([30_000, orders, 1_000_000_000])('the table of heights is right for %i orders', (rows) => {
  const cells = [
    rows,
    tablePages(rows, orderBytes),
    Math.ceil(rows / leafEntries(keyBytes)),
    bTreeLevels(rows, keyBytes),
  ];
  expect(text.says(`| ${cells.map(thousands).join(' | ')} |`)).toBe(true);
});

test('a tree holds as many rows as its levels allow, and one row more needs another level', () => {
  const most = rowsInLevels(3, keyBytes);
  expect(bTreeLevels(most, keyBytes)).toBe(3);
  expect(bTreeLevels(most + 1, keyBytes)).toBe(4);
});

test('an index entry of 28 bytes fits 261 times', () => {
  expect(text.says(`${leafEntries(keyBytes)} entries fit`)).toBe(true);
});

test('ten scattered orders cost 13 pages, a partner’s forty 43', () => {
  expect(
    text.says(
      `3 index pages and, because those orders lie scattered, 10 table pages: ${indexScanPages(orders, keyBytes, 10)} instead of 25,000`,
    ),
  ).toBe(true);
  expect(text.says(`reads ${indexScanPages(orders, keyBytes, 10)} pages instead of 25,000`)).toBe(true);
  expect(text.question('history-pages').number).toBe(indexScanPages(orders, keyBytes, 40));
});

test('the covering index has 21,429 leaf pages', () => {
  const leaves = Math.ceil(orders / leafEntries(keyBytes, includedBytes));
  expect(text.says(`${thousands(leaves)} leaf pages (${thousands((leaves * pageBytes) / 1e6)} MB)`)).toBe(
    true,
  );
  expect(bTreeLevels(orders, keyBytes, includedBytes)).toBe(3);
});

test('a 32-bit key lasts 1.4 years at 50 rows a second', () => {
  expect(text.says(thousands(2 ** 31 - 1))).toBe(true);
  expect(text.says(`gets there in ${keyYears(32, 50).toFixed(1)} years`)).toBe(true);
  expect(text.says(`${((2 ** 31 - 1) / 100).toLocaleString('en-GB')}`)).toBe(true);
});

test('three refunds of 30 euros pass at repeatable read', () => {
  expect(text.question('refund-under-skew').number).toBe(3 * 30);
});

test('eleven queries wait 5.5 ms for the network', () => {
  expect(
    text.says(`waits ${roundTripMs(10, 0.5)} ms where the join above waits ${roundTripMs(0, 0.5)} ms`),
  ).toBe(true);
});

test('three million orders in a year are one every 10.5 seconds', () => {
  expect(text.says(`one every ${((365 * 86400) / orders).toFixed(1)} seconds`)).toBe(true);
});

test('a waiting ALTER blocks what arrives, a lock timeout bounds it', () => {
  expect(text.says(`At 200 queries a second, ${thousands(requestsBlocked(200, 40))} of them`)).toBe(true);
  expect(text.says(`After ${poolExhaustedAfter(50, 200)} s, all 50 connections`)).toBe(true);
  expect(text.says(`at most ${requestsBlocked(200, 40, 2)} queries`)).toBe(true);
  expect(text.question('blocked-behind-alter').number).toBe(requestsBlocked(150, 60, 3));
  expect(text.says(`at 30 writes a second and 20 s, ${requestsBlocked(30, 20)} payments`)).toBe(true);
});

test('600 batches of a backfill take five minutes', () => {
  expect(
    text.says(
      `${orders / 5_000} batches. At 0.2 s each with a pause of 0.3 s, that takes ${backfillSeconds(orders, 5_000, 0.2, 0.3)} s`,
    ),
  ).toBe(true);
});
