// Scripts on PostgreSQL: what comes, where an error is, whether something has changed, and that emptying leaves nothing.
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { errorsIn, lastRows } from '../../../src/labs/sql/answer.ts';
import { prepare, type Database } from '../../../src/labs/sql/database.ts';
import { openPGlite } from '../../pglite.ts';

let pglite: PGlite;
let database: Database;

beforeAll(async () => {
  pglite = await openPGlite();
  database = await prepare(pglite);
}, 60_000);
beforeEach(async () => {
  expect(await database.empty()).toBe(true);
});
afterAll(() => pglite.close());

test('rows come as texts with the types of their columns, the first of many', async () => {
  const answer = await database.run(
    `SELECT 1.50::numeric AS price, NULL AS nothing, now() > '2020-01-01' AS late`,
  );
  expect(lastRows(answer)).toEqual({
    kind: 'rows',
    columns: [
      { name: 'price', type: 'numeric' },
      { name: 'nothing', type: 'text' },
      { name: 'late', type: 'boolean' },
    ],
    rows: [['1.50', null, 't']],
    count: 1,
  });
  const many = lastRows(await database.run('SELECT generate_series(1, 300)'));
  expect([many?.rows.length, many?.count]).toEqual([200, 300]);
});

test('an error has its place in the whole script, behind letters of any width', async () => {
  const script = `SELECT '😀é';\n\nSELECT nothing;`;
  const [error] = errorsIn(await database.run(script));
  expect([error?.code, script.slice(error?.at)]).toEqual(['42703', 'nothing;']);
  const [unfinished] = errorsIn(await database.run('SELECT (1'));
  expect(unfinished?.at).toBe('SELECT (1'.length);
});

test.each([
  ['SELECT 1', false],
  ['EXPLAIN SELECT 1', false],
  ['SHOW server_version', false],
  ['SET work_mem = 1024', true],
  ['CREATE TABLE t ()', true],
  ['BEGIN', true],
  ["SELECT set_config('work_mem', '2MB', false), pg_current_xact_id()", true],
  ['PREPARE p AS SELECT 1', true],
])('%s: changed %s', async (script, changed) => {
  expect((await database.run(script)).changed).toBe(changed);
});

test('a statement that fails in a transaction does not hide what was changed', async () => {
  expect((await database.run('BEGIN; CREATE TABLE t (); SELECT nothing; SELECT 1;')).changed).toBe(true);
});

test('types that a script makes are known by name', async () => {
  const answer = await database.run(`CREATE TYPE mood AS ENUM ('glad'); SELECT 'glad'::mood AS now`);
  expect(lastRows(answer)?.columns).toEqual([{ name: 'now', type: 'mood' }]);
});

test('emptying takes away whatever a script can leave', async () => {
  await database.run(`
    CREATE SCHEMA shop; CREATE TABLE shop.a (id int); CREATE TABLE b (id int); CREATE TEMP TABLE c ();
    CREATE ROLE clerk; GRANT SELECT ON b TO clerk; ALTER ROLE clerk SET work_mem = '1MB';
    SET TIME ZONE 'Asia/Tokyo'; PREPARE p AS SELECT 1; SELECT lo_create(0);
    CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
    CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f(); SET ROLE clerk; BEGIN;`);
  expect(await database.empty()).toBe(true);
  expect(await database.tables()).toEqual({});
  const left = await database.run(`
    SELECT (SELECT count(*) FROM pg_roles WHERE rolname = 'clerk'), (SELECT count(*) FROM pg_event_trigger),
      (SELECT count(*) FROM pg_namespace WHERE nspname = 'shop'), (SELECT count(*) FROM pg_prepared_statements),
      (SELECT count(*) FROM pg_largeobject_metadata), current_setting('TimeZone'), current_user`);
  expect(lastRows(left)?.rows[0]).toEqual(['0', '0', '0', '0', '0', 'UTC', 'postgres']);
  expect(errorsIn(await database.run('CREATE TABLE b (id int); INSERT INTO b VALUES (1)'))).toEqual([]);
});

test('tables may be called like what every object has', async () => {
  await database.run('CREATE TABLE constructor (a int); CREATE TABLE "__proto__" (b int, c int)');
  const tables = await database.tables();
  expect(Object.entries(tables).sort()).toEqual([
    ['__proto__', ['b', 'c']],
    ['constructor', ['a']],
  ]);
});
