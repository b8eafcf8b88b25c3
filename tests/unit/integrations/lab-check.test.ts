// What the check of labs keeps from one run to the next. Not here: the checking itself (labs/check.test.ts).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLibrary } from '../../../src/course/read-course.ts';
import { checkLabs } from '../../../src/integrations/lab-check.ts';
import type { Finding } from '../../../src/labs/check/check-page.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lectern-labs-'));
  mkdirSync(path.join(folder, 'content'));
  writeFileSync(path.join(folder, 'content/tea.md'), '# Tea\n\n## Water\n\n```sql lab\nSELECT 1;\n```\n');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What is told of the one example by a run that finds `kind`, and how many pages were run for it. */
async function check(kind: Finding['kind'] | null, cache: string) {
  let runs = 0;
  const checkPage = () => {
    runs += 1;
    return Promise.resolve(kind === null ? [] : [{ item: 0, kind, text: '60', code: '42703', at: 0 }]);
  };
  const openChecker = () => ({ checkPage, close: () => Promise.resolve() });
  const [course] = readLibrary(path.join(folder, 'content')).courses;
  if (!course) throw new Error('no course');
  const problems = await checkLabs(course, { openChecker, cache: path.join(folder, cache) });
  return { codes: problems.map(({ code }) => code), runs };
}

test('a page whose examples have not changed is not run again, and its problems are told again', async () => {
  expect(await check('fails', 'kept.json')).toEqual({ codes: ['lab-fails'], runs: 1 });
  expect(await check(null, 'kept.json')).toEqual({ codes: ['lab-fails'], runs: 0 });
});

test('an example that was too slow once is run again: the machine may only have been busy', async () => {
  expect(await check('endless', 'busy.json')).toEqual({ codes: ['lab-fails'], runs: 1 });
  expect(await check(null, 'busy.json')).toEqual({ codes: [], runs: 1 });
});
