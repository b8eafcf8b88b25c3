// The numbers of the chapter on databases, from the sizes that PostgreSQL's pages have.
// Not here: the results of its SQL, which are recorded from the engine.
import { afterAll, expect, test } from 'vitest';
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
import { startPostgres } from '../../examples/postgres.ts';
import { chapter, thousands } from '../chapter-text.ts';

const postgres = startPostgres();
afterAll(() => postgres?.stop());

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

test('ten scattered orders cost 13 pages, 12 in the shown table, and a partner’s forty 43', () => {
  expect(
    text.says(
      `3 index pages and, because those orders are scattered, 10 table pages: ${indexScanPages(orders, keyBytes, 10)} instead of 25,000`,
    ),
  ).toBe(true);
  expect(text.says(`reads ${indexScanPages(orders, keyBytes, 10)} pages instead of 25,000`)).toBe(true);
  expect(bTreeLevels(30_001, keyBytes)).toBe(2);
  expect(text.says(`2 + 10 = ${indexScanPages(30_001, keyBytes, 10)} pages`)).toBe(true);
  expect(text.says(`Buffers: shared hit=${indexScanPages(30_001, keyBytes, 10)} confirms`)).toBe(true);
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
  expect(
    text.says(`at most ${requestsBlocked(200, 40, 0.1)} queries, and ${50 - 20} connections remain`),
  ).toBe(true);
  const full = poolExhaustedAfter(50, 200);
  expect(text.says(`exhausted for ${2 - full} s at every attempt`)).toBe(true);
  expect(text.question('blocked-behind-alter').number).toBe(1000 * poolExhaustedAfter(30 / 2, 150));
  expect(text.says(`exhausted for ${3 - poolExhaustedAfter(30, 150)} s at every attempt`)).toBe(true);
  expect(text.says(`at 30 writes a second and 20 s, ${requestsBlocked(30, 20)} payments`)).toBe(true);
});

test('600 batches of a backfill take five minutes', () => {
  expect(
    text.says(
      `${orders / 5_000} batches. At 0.2 s each with a pause of 0.3 s, that takes ${backfillSeconds(orders, 5_000, 0.2, 0.3)} s`,
    ),
  ).toBe(true);
});

test('a sequential scan costs its pages and, for each estimated row, a tuple and an operator', () => {
  const pages = tablePages(30_001, orderBytes);
  // The planner scales the 30,000 rows that it counted on 250 pages to the pages that the table has now.
  const rows = (30_000 / 250) * pages;
  const cost = pages * 1 + rows * (0.01 + 0.0025);
  expect(
    text.says(
      `estimated at ${cost.toFixed(2)}: ${pages} pages at 1.0, plus an estimated ${thousands(rows)} rows`,
    ),
  ).toBe(true);
  expect(text.says(`cost=0.00..${cost.toFixed(2)} rows=12`)).toBe(true);
});

test('a Bloom filter of ten bits a key is wrong in 0.8% of the cases', () => {
  const hashes = Math.round(10 * Math.LN2);
  const wrong = (1 - Math.exp(-hashes / 10)) ** hashes;
  expect(text.says(`with 10 bits per key it is wrong in ${(wrong * 100).toFixed(1)}% of the cases`)).toBe(
    true,
  );
});

test('two columns of three million orders are 36 MB', () => {
  expect(
    text.says(`8 bytes of created_at and 4 bytes of total_cents per row, ${((8 + 4) * orders) / 1e6} MB`),
  ).toBe(true);
});

test('forty pools of ten ask for 400 connections, of which Little’s law keeps two busy', () => {
  expect(text.says(`40 processes with 10 connections each ask for ${40 * 10}`)).toBe(true);
  expect(
    text.says(
      `200 transactions a second of 10 ms each, Little's law says that ${200 * 0.01} connections are busy`,
    ),
  ).toBe(true);
});

test.skipIf(postgres === null)(
  'random keys make the index of 100,000 rows larger than ordered ones, as PostgreSQL builds it',
  async () => {
    const session = await postgres?.session();
    const pages = async (type: string, value: string) => {
      await session?.run('DROP TABLE IF EXISTS t');
      await session?.run(`CREATE TABLE t (id ${type} PRIMARY KEY)`);
      await session?.run(`INSERT INTO t SELECT ${value} FROM generate_series(1, 100000) AS n`);
      return Number((await session?.run(`SELECT pg_relation_size('t_pkey') / 8192`))?.rows[0]);
    };
    // Ordered as UUIDv7 is, which PostgreSQL has from version 18.
    const ordered = await pages('uuid', `lpad(to_hex(n), 32, '0')::uuid`);
    const shown = `takes ${await pages('bigint', 'n')} pages with bigint, ${ordered} with UUIDv7, and about 540`;
    expect(text.says(shown)).toBe(true);
    // MD5 spreads the keys as chance does, but the same way in every run. One filling varies by ten pages (standard
    // deviation, of 40 fillings with random keys, whose mean was 539), so the text's number is compared with a mean: 3 % is "about".
    let sum = 0;
    for (const salt of ['a', 'b', 'c', 'd', 'e']) sum += await pages('uuid', `md5('${salt}' || n)::uuid`);
    expect(Math.abs(sum / 5 / 540 - 1)).toBeLessThan(0.03);
  },
);
