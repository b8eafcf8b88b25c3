// What psql 15 printed for this script, kept here; the runner must print the same.
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatMessage, formatTable } from '../../examples/psql-format.ts';
import { splitStatements } from '../../../src/labs/sql/statements.ts';
import { openDatabase, runStatement } from '../../examples/sql.ts';

const SCRIPT = `
CREATE TABLE t (id int, name text, price numeric(8,2), ok boolean, at timestamptz);
INSERT INTO t VALUES (1, 'Blue mug', 12.50, true, '2026-03-01 08:00+00'), (20, NULL, NULL, false, NULL), (300, E'two\\nlines', 7.00, NULL, '2026-03-01 08:00:00.123456+00');
SET TIME ZONE 'UTC';
SELECT * FROM t;
SELECT id FROM t WHERE false;
SELECT count(*) FROM t;
INSERT INTO t (id) VALUES (4) RETURNING id, name AS "a long name";
UPDATE t SET ok = true;
EXPLAIN (COSTS OFF) SELECT * FROM t WHERE id = 1 ORDER BY name;
SELECT nme FROM t;
SELECT 1 AS one,
       t.id + t.whatever_is_not_there AS a_rather_long_name, t.name, t.price
FROM t;
SELECT t.id, t.name, t.price, t.ok, t.at, t.id AS again, t.name AS once_more, t.missing FROM t;
CREATE TABLE u (id int PRIMARY KEY);
INSERT INTO u VALUES (1), (1);
SELECT ARRAY[1,2] AS a, interval '1 day 02:03' AS i, '{"a": 1}'::jsonb AS j, 1.5::float8 AS f, 'x'::char(3) AS c;
DO $$ BEGIN RAISE NOTICE 'hello'; END $$;
DROP TABLE IF EXISTS nowhere;
SELECT 1/0;
`;

const PRINTED = `
CREATE TABLE
INSERT 0 3
SET
 id  |   name   | price | ok |              at
-----+----------+-------+----+-------------------------------
   1 | Blue mug | 12.50 | t  | 2026-03-01 08:00:00+00
  20 |          |       | f  |
 300 | two     +|  7.00 |    | 2026-03-01 08:00:00.123456+00
     | lines    |       |    |
(3 rows)

 id
----
(0 rows)

 count
-------
     3
(1 row)

 id | a long name
----+-------------
  4 |
(1 row)

INSERT 0 1
UPDATE 4
        QUERY PLAN
--------------------------
 Sort
   Sort Key: name
   ->  Seq Scan on t
         Filter: (id = 1)
(4 rows)

ERROR:  column "nme" does not exist
LINE 1: SELECT nme FROM t;
               ^
HINT:  Perhaps you meant to reference the column "t.name".
ERROR:  column t.whatever_is_not_there does not exist
LINE 2:        t.id + t.whatever_is_not_there AS a_rather_long_name,...
                      ^
ERROR:  column t.missing does not exist
LINE 1: ..., t.ok, t.at, t.id AS again, t.name AS once_more, t.missing ...
                                                             ^
CREATE TABLE
ERROR:  duplicate key value violates unique constraint "u_pkey"
DETAIL:  Key (id)=(1) already exists.
   a   |       i        |    j     |  f  |  c
-------+----------------+----------+-----+-----
 {1,2} | 1 day 02:03:00 | {"a": 1} | 1.5 | x
(1 row)

NOTICE:  hello
DO
NOTICE:  table "nowhere" does not exist, skipping
DROP TABLE
ERROR:  division by zero`;

let database: PGlite;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

test('a script is printed as psql prints it', async () => {
  const printed = [];
  for (const statement of splitStatements(SCRIPT)) {
    for (const { kind, lines } of await runStatement(database, statement)) {
      printed.push(...lines, ...(kind === 'table' ? [''] : []));
    }
  }
  expect(printed.join('\n').trimEnd()).toBe(PRINTED.trim());
});

test('a table without rows and one with characters outside ASCII keep their columns', () => {
  const columns = [
    { name: 'n', type: 23 },
    { name: 'city', type: 25 },
  ];
  expect(formatTable(columns, [])).toEqual([' n | city', '---+------', '(0 rows)']);
  expect(
    formatTable(columns, [
      ['7', 'Köln'],
      ['12', null],
    ]),
  ).toEqual([' n  | city', '----+------', '  7 | Köln', ' 12 |', '(2 rows)']);
});

test('a notice has no context, an error has', () => {
  const message = { code: '', message: 'm', where: 'line 3' };
  expect(formatMessage({ ...message, severity: 'NOTICE' }, '')).toEqual(['NOTICE:  m']);
  expect(formatMessage({ ...message, severity: 'ERROR' }, '')).toEqual(['ERROR:  m', 'CONTEXT:  line 3']);
});

test.each([
  ["SELECT 'a;b'; SELECT 2", ["SELECT 'a;b';", 'SELECT 2']],
  ["SELECT 'it''s; '; SELECT E'\\';'; SELECT 3;", ["SELECT 'it''s; ';", "SELECT E'\\';';", 'SELECT 3;']],
  ['SELECT 1 AS "a;b"; -- one; two\nSELECT 2;', ['SELECT 1 AS "a;b";', '-- one; two\nSELECT 2;']],
  ['DO $$ BEGIN; END $$; SELECT 1', ['DO $$ BEGIN; END $$;', 'SELECT 1']],
  ['DO $f$ $$;$$ $f$; SELECT $1;', ['DO $f$ $$;$$ $f$;', 'SELECT $1;']],
  ['/* a; /* b; */ c; */ SELECT 1;', ['/* a; /* b; */ c; */ SELECT 1;']],
  [
    'CREATE RULE r AS ON UPDATE TO t DO (SELECT 1; SELECT 2); SELECT 3;',
    ['CREATE RULE r AS ON UPDATE TO t DO (SELECT 1; SELECT 2);', 'SELECT 3;'],
  ],
  [' ;; -- nothing\n', []],
])('statements of %j', (script, statements) => {
  expect(splitStatements(script)).toEqual(statements);
});
