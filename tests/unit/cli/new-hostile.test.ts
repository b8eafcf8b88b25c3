// `npm run new` with titles that no file can have as its name, and with folders in which nothing can be made.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'lectern-new-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function run(contentDir: string, ...words: string[]): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/new.ts', ...words], {
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: contentDir },
    timeout: 60_000,
  });
  return { code: status, said: stdout + stderr };
}

test('a title of hundreds of letters, or of letters of many bytes, gets a name that disks can hold', () => {
  expect(run(root, 'course', 'x'.repeat(450)).code).toBe(0);
  expect(run(root, 'course', '漢字'.repeat(200)).code).toBe(0);
  const [course = ''] = readdirSync(root);
  expect(run(root, 'chapter', 'y'.repeat(450), 'in', course).code).toBe(0);
  const names = [...readdirSync(root), ...readdirSync(path.join(root, course))];
  expect(Math.max(...names.map((name) => Buffer.byteLength(name)))).toBeLessThan(140);
});

test('a title that would be no title is refused in words', () => {
  const { code, said } = run(root, 'course', 'x'.repeat(600));
  expect([code, said]).toEqual([1, 'The title has 600 characters; the limit is 500. Nothing was written.\n']);
  expect(readdirSync(root)).toEqual([]);
});

test('a place where nothing can be written is told without a stack', () => {
  const file = path.join(root, 'file');
  writeFileSync(file, '');
  for (const place of [file, path.join(file, 'below'), ...(process.platform === 'linux' ? ['/proc'] : [])]) {
    const { code, said } = run(place, 'course', 'Tea');
    expect(code, place).toBe(1);
    expect(said).toMatch(/^Nothing can be written into ".*" \(E[A-Z]+\)\.\nName a folder in CONTENT_DIR/);
  }
});
