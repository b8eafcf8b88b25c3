// A build is spared only where nothing it follows from has changed, and nothing of what it made.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { isUpToDate, rememberBuild, type BuildInput } from '../../../src/publish/last-build.ts';

const work = mkdtempSync(path.join(tmpdir(), 'last-build-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const input: BuildInput = {
  cache: path.join(work, 'cache'),
  contentDir: path.join(work, 'content'),
  outDir: path.join(work, 'out'),
  settings: ['', 'false'],
};

beforeEach(() => {
  for (const folder of [input.cache, input.contentDir, `${input.outDir}/course`]) {
    mkdirSync(folder, { recursive: true });
  }
  writeFileSync(`${input.contentDir}/a.md`, 'one');
  writeFileSync(`${input.outDir}/course/a.html`, '<p>one</p>');
  rememberBuild(input);
});

test('nothing changed', () => {
  expect(isUpToDate(input)).toBe(true);
  writeFileSync(`${input.contentDir}/a.md`, 'one');
  expect(isUpToDate(input)).toBe(true);
});

test.each([
  ['another text', () => writeFileSync(`${input.contentDir}/a.md`, 'two')],
  ['a text more', () => writeFileSync(`${input.contentDir}/b.md`, '')],
  ['a text gone', () => rmSync(`${input.contentDir}/a.md`)],
  ['an output file touched', () => utimesSync(`${input.outDir}/course/a.html`, 1, 1)],
  ['an output file gone', () => rmSync(`${input.outDir}/course/a.html`)],
  ['no output', () => rmSync(input.outDir, { recursive: true })],
  ['no memory', () => rmSync(input.cache, { recursive: true })],
])('%s', (_what, change) => {
  change();
  expect(isUpToDate(input)).toBe(false);
  rmSync(`${input.contentDir}/b.md`, { force: true });
});

test('other settings, another output folder', () => {
  expect(isUpToDate({ ...input, settings: ['https://a.example', 'false'] })).toBe(false);
  expect(isUpToDate({ ...input, outDir: `${input.outDir}-2` })).toBe(false);
});
