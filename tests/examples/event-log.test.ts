// What chapter 2 says about its event log when several sessions use it at once, on a real PostgreSQL server with the
// chapter's own statements. Skipped where no server is installed. Not here: what one connection can show (its fences).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readCourseFiles } from './fences.ts';
import { startPostgres, type Server, type Session } from './postgres.ts';
import { splitStatements } from '../../src/labs/sql/statements.ts';

const statements = readCourseFiles()
  .filter(({ file }) => file.endsWith('02-architectural-patterns.md'))
  .flatMap(({ fences }) => fences)
  .filter(({ language }) => language === 'sql')
  .flatMap(({ code }) => splitStatements(code));

/** The chapter's only statement that contains all the words. */
function statement(...words: string[]): string {
  const found = statements.filter((each) => words.every((word) => each.includes(word)));
  expect(found.length, `statements with ${words.join(', ')}`).toBe(1);
  return found[0] ?? '';
}

const APPEND = `INSERT INTO events (type, payload)
  VALUES ('order-paid', '{"order": 1, "sku": "MUG-01", "quantity": 2}') RETURNING id`;
const LATER_THAN = (position: number) => `SELECT id FROM events WHERE id > ${String(position)} ORDER BY id`;

const server: Server | null = startPostgres();
let a: Session;
let b: Session;

describe.skipIf(server === null)('the event log of chapter 2 with two sessions', () => {
  beforeAll(async () => {
    if (!server) return;
    [a, b] = [await server.session(), await server.session()];
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    await a.run('DROP TABLE IF EXISTS events, consumers, sales, processed_events');
    await a.run(statement('CREATE TABLE events'));
    await a.run(statement('CREATE TABLE consumers'));
    await a.run(statement('CREATE TABLE sales'));
    await a.run(statement('CREATE TABLE processed_events'));
    await a.run(statement('INSERT INTO consumers'));
    for (const session of [a, b]) {
      await session.run('DEALLOCATE ALL');
      await session.run(statement('PREPARE handle_next'));
      await session.run(statement('PREPARE handle (bigint'));
    }
  });

  test('two instances of a consumer handle two different events, one after the other', async () => {
    await a.run(APPEND);
    await a.run(APPEND);
    await a.run('BEGIN');
    expect((await a.run('EXECUTE handle_next')).rows).toEqual(['1|order-paid|MUG-01|2']);
    const second = b.run('EXECUTE handle_next');
    await b.untilWaiting();
    await a.run('COMMIT');
    expect((await second).rows).toEqual(['2|order-paid|MUG-01|4']);
    expect((await a.run("SELECT position FROM consumers WHERE name = 'sales'")).rows).toEqual(['2']);
  });

  test('an event of another type moves the position and changes no total', async () => {
    await a.run(statement('INSERT INTO events', 'user-registered'));
    await a.run(APPEND);
    expect((await a.run('EXECUTE handle_next')).rows).toEqual(['1|user-registered||']);
    expect((await a.run('EXECUTE handle_next')).rows).toEqual(['2|order-paid|MUG-01|2']);
    expect((await a.run('EXECUTE handle_next')).rows).toEqual([]);
  });

  test('an event that two instances receive at once is counted once, even as the first sale of its article', async () => {
    await a.run('BEGIN');
    await a.run('EXECUTE handle(42, 3)');
    const again = b.run('EXECUTE handle(42, 3)');
    await b.untilWaiting();
    await a.run('COMMIT');
    await again;
    expect((await a.run('SELECT sku, sold FROM sales')).rows).toEqual(['MUG-01|3']);
  });

  test('without the lock, a reader passes an event that is committed later', async () => {
    await a.run('BEGIN');
    expect((await a.run(APPEND)).rows).toEqual(['1']);
    expect((await b.run(APPEND)).rows).toEqual(['2']);
    expect((await b.run(LATER_THAN(0))).rows).toEqual(['2']);
    await a.run('COMMIT');
    expect((await b.run(LATER_THAN(2))).rows).toEqual([]);
    expect((await b.run(LATER_THAN(0))).rows).toEqual(['1', '2']);
  });

  test('with the lock, events become visible in the order of their ids', async () => {
    const lock = statement('pg_advisory_xact_lock');
    await a.run('BEGIN');
    await a.run(lock);
    expect((await a.run(APPEND)).rows).toEqual(['1']);
    await b.run('BEGIN');
    const locked = b.run(lock);
    await b.untilWaiting();
    await a.run('COMMIT');
    await locked;
    expect((await b.run(APPEND)).rows).toEqual(['2']);
    expect((await a.run(LATER_THAN(0))).rows).toEqual(['1']);
    await b.run('COMMIT');
    expect((await a.run(LATER_THAN(1))).rows).toEqual(['2']);
  });
});
