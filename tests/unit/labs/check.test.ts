// The check of a page's labs: a statement that never ends is ended, and named.
import { expect, test } from 'vitest';
import { openPageChecker } from '../../../src/labs/check/check-in-thread.ts';
import type { LabItem } from '../../../src/labs/check/check-page.ts';

const sql = (code: string): LabItem => ({ kind: 'sql', database: '', isSetup: false, code, errors: [] });

test('an example that ends PostgreSQL is told, and the next page is checked all the same', async () => {
  const checker = openPageChecker(20_000);
  const ending = [
    sql('SELECT 1;'),
    sql('CREATE TABLE t (a int); COPY t FROM STDIN;'),
    sql('SELECT nothing;'),
  ];
  expect(await checker.checkPage(ending)).toMatchObject([{ item: 1, kind: 'ends' }]);
  expect(await checker.checkPage([sql('SELECT nothing;')])).toMatchObject([{ item: 0, kind: 'fails' }]);
  await checker.close();
}, 120_000);

test('an example without end is told, and the next page is checked all the same', async () => {
  const checker = openPageChecker(3_000);
  const endless = [sql('SELECT 1;'), sql('SELECT count(*) FROM generate_series(1, 1000000000000);')];
  expect(await checker.checkPage(endless)).toMatchObject([{ item: 1, kind: 'endless' }]);
  expect(await checker.checkPage([sql('SELECT nothing;')])).toMatchObject([
    { item: 0, kind: 'fails', code: '42703', at: 7 },
  ]);
  await checker.close();
}, 120_000);
