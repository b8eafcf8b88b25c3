// The output folder is replaced as a whole, also on another disk, and what killed builds left is cleared away.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clearUpAfterKilled, replaceFolder } from '../../../src/integrations/replace-folder.ts';

let work: string;
beforeEach(() => {
  work = mkdtempSync(path.join(tmpdir(), 'lectern-replace-'));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

function makeFolder(folder: string, text: string): string {
  mkdirSync(path.join(folder, 'course'), { recursive: true });
  writeFileSync(path.join(folder, 'course/page.html'), text);
  return folder;
}
const pageOf = (folder: string): string => readFileSync(path.join(folder, 'course/page.html'), 'utf8');

describe('replacing', () => {
  test('puts the new folder in the place of the old one, and asks before', async () => {
    const [from, to] = [makeFolder(`${work}/staging`, 'new'), makeFolder(`${work}/site`, 'old')];
    writeFileSync(`${to}/gone.html`, '');
    let whenAsked = '';
    expect(await replaceFolder(from, to, () => (whenAsked = pageOf(to)) !== '')).toBe(true);
    expect([whenAsked, pageOf(to), readdirSync(to), readdirSync(work)]).toEqual([
      'old',
      'new',
      ['course'],
      ['site'],
    ]);
  });

  test('leaves the old folder if that is the answer, whatever has become of the new one', async () => {
    const [from, to] = [makeFolder(`${work}/staging`, 'new'), makeFolder(`${work}/site`, 'old')];
    rmSync(`${from}/course`, { recursive: true });
    expect(await replaceFolder(from, to, () => false)).toBe(false);
    expect(pageOf(to)).toBe('old');
  });

  test('makes the folders above it', async () => {
    await replaceFolder(makeFolder(`${work}/staging`, 'new'), `${work}/a/b/site`, () => true);
    expect(pageOf(`${work}/a/b/site`)).toBe('new');
  });

  const shared = '/dev/shm';
  const isOther = existsSync(shared) && statSync(shared).dev !== statSync(tmpdir()).dev;
  test.skipIf(!isOther)('on another disk leaves nothing half done beside it', async () => {
    const there = mkdtempSync(path.join(shared, 'lectern-'));
    try {
      const to = makeFolder(`${there}/site`, 'old');
      await replaceFolder(makeFolder(`${work}/staging`, 'new'), to, () => true);
      expect([pageOf(to), readdirSync(there)]).toEqual(['new', ['site']]);
    } finally {
      rmSync(there, { recursive: true, force: true });
    }
  });

  test('leaves the old folder where the new one cannot be put, and says so', async () => {
    const to = makeFolder(`${work}/site`, 'old');
    await expect(replaceFolder(`${work}/nowhere`, to, () => true)).rejects.toThrow(
      /^The output folder ".*site" could not be replaced \(ENOENT\): .*\n.*OUT_DIR/,
    );
    expect([pageOf(to), readdirSync(work)]).toEqual(['old', ['site']]);
  });
});

describe('clearing up', () => {
  /** Of a process that has ended. */
  const { pid: gone } = spawnSync(process.execPath, ['--version']);
  const own = process.pid;

  test('removes what builds that were killed had begun, and nothing of those that run', () => {
    const to = makeFolder(`${work}/site`, 'old');
    makeFolder(`${work}/.lectern/staging-${gone}`, 'new');
    makeFolder(`${work}/.lectern/staging-${own}`, 'new');
    makeFolder(`${work}/.lectern/staging-area`, 'mine');
    makeFolder(`${to}.new-${gone}`, 'new');
    makeFolder(`${to}.new-${own}`, 'new');
    makeFolder(`${to}.old-${gone}`, 'older');
    makeFolder(`${to}.old`, 'mine');
    clearUpAfterKilled(to, `${work}/.lectern`);
    expect(readdirSync(`${work}/.lectern`)).toEqual([`staging-${own}`, 'staging-area'].sort());
    expect(readdirSync(work).sort()).toEqual(['.lectern', 'site', `site.new-${own}`, 'site.old'].sort());
    expect(pageOf(to)).toBe('old');
  });

  test('puts an old output back that had just been taken out of its place', () => {
    makeFolder(`${work}/site.old-${gone}`, 'old');
    makeFolder(`${work}/site.new-${gone}`, 'new');
    clearUpAfterKilled(`${work}/site`, `${work}/.lectern`);
    expect([pageOf(`${work}/site`), readdirSync(work)]).toEqual(['old', ['site']]);
  });
});
