// The output folder is replaced as a whole, also on another disk, and what a killed build left is cleared away; nothing
// that only has such a name is touched.
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
import { finishReplacing, replaceFolder } from '../../../src/integrations/replace-folder.ts';

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
  test('puts the new folder in the place of the old one, and leaves nothing beside it', () => {
    const [from, to] = [makeFolder(`${work}/staging`, 'new'), makeFolder(`${work}/site`, 'old')];
    writeFileSync(`${to}/gone.html`, '');
    replaceFolder(from, to);
    expect([pageOf(to), readdirSync(to), readdirSync(work)]).toEqual(['new', ['course'], ['site']]);
  });

  test('makes the folders above it', () => {
    replaceFolder(makeFolder(`${work}/staging`, 'new'), `${work}/a/b/site`);
    expect(pageOf(`${work}/a/b/site`)).toBe('new');
  });

  const shared = '/dev/shm';
  const isOther = existsSync(shared) && statSync(shared).dev !== statSync(tmpdir()).dev;
  test.skipIf(!isOther)('on another disk leaves nothing half done beside it', () => {
    const there = mkdtempSync(path.join(shared, 'lectern-'));
    try {
      const to = makeFolder(`${there}/site`, 'old');
      replaceFolder(makeFolder(`${work}/staging`, 'new'), to);
      expect([pageOf(to), readdirSync(there)]).toEqual(['new', ['site']]);
    } finally {
      rmSync(there, { recursive: true, force: true });
    }
  });

  test('leaves the old folder where the new one cannot be put, and says so', () => {
    const to = makeFolder(`${work}/site`, 'old');
    expect(() => replaceFolder(`${work}/nowhere`, to)).toThrow(
      /^The output folder ".*site" could not be replaced \(ENOENT\): .*\n.*OUT_DIR/,
    );
    expect([pageOf(to), readdirSync(work)]).toEqual(['old', ['site']]);
  });
});

describe('after a build that was killed', () => {
  function killedWhileReplacing(name: string, output: string): string {
    const aside = `${work}/.lectern-${name}`;
    makeFolder(`${aside}/old`, 'old');
    writeFileSync(`${aside}/lectern.json`, JSON.stringify({ output }));
    return aside;
  }

  test('an old output that had just been taken out of its place is put back', () => {
    killedWhileReplacing('a', 'site');
    finishReplacing(`${work}/site`);
    expect([pageOf(`${work}/site`), readdirSync(work)]).toEqual(['old', ['site']]);
  });

  test('what was replaced already is removed', () => {
    makeFolder(`${work}/site`, 'new');
    killedWhileReplacing('a', 'site');
    finishReplacing(`${work}/site`);
    expect([pageOf(`${work}/site`), readdirSync(work)]).toEqual(['new', ['site']]);
  });

  test('folders of other outputs, and those that no build marked, stay as they are', () => {
    makeFolder(`${work}/site`, 'new');
    killedWhileReplacing('a', 'other');
    for (const name of ['.lectern-notes', 'site.old-20240102', 'site.new-20240101', 'site.old'])
      makeFolder(`${work}/${name}`, 'mine');
    writeFileSync(`${work}/.lectern-notes/lectern.json`, 'site');
    const before = readdirSync(work);
    finishReplacing(`${work}/site`);
    expect(readdirSync(work)).toEqual(before);
  });
});
