// A build replaces its output folder as a whole, so it refuses every folder that holds anything but a site, or that it
// reads itself; what it says tells what, why and what to do.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  realPlace,
  refuseDangerousOutput,
  rememberOutput,
  type OutputPlace,
} from '../../../src/integrations/output-folder.ts';

const PAGE = '<!doctype html><html lang="en" dir="ltr" data-root="../" data-page="cover">';
let project: string;
beforeEach(() => {
  project = realPlace(mkdtempSync(path.join(tmpdir(), 'lectern-output-')));
  for (const folder of ['content', 'public', 'src']) mkdirSync(path.join(project, folder));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

function placeOf(outDir: string, contentDir = 'content'): OutputPlace {
  return {
    outDir: realPlace(path.resolve(project, outDir)),
    contentDir: path.resolve(project, contentDir),
    projectDir: project,
    memory: path.join(project, '.lectern/outputs.json'),
  };
}

/** What a build into the folder would be told; '' if it may begin. */
function refusal(outDir: string, contentDir?: string): string {
  try {
    refuseDangerousOutput(placeOf(outDir, contentDir));
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

/** Files below the project; those that end in .html are pages of ours. */
function write(...names: string[]): void {
  for (const name of names) {
    mkdirSync(path.dirname(path.join(project, name)), { recursive: true });
    writeFileSync(path.join(project, name), name.endsWith('.html') ? PAGE : 'text');
  }
}

test('a new folder, an empty one and an earlier site are taken', () => {
  expect(refusal('dist')).toBe('');
  expect(refusal('a/b/dist')).toBe('');
  mkdirSync(path.join(project, 'dist'));
  expect(refusal('dist')).toBe('');
  write(
    'dist/index.html',
    'dist/404.html',
    'dist/assets/a.js',
    'dist/my-course/index.html',
    'dist/.DS_Store',
  );
  expect(refusal('dist')).toBe('');
  expect(readdirSync(project).sort()).toEqual(['content', 'dist', 'public', 'src']);
});

test.each([
  ['.', 'holds this project'],
  ['..', 'holds this project'],
  ['/', 'holds this project'],
  [homedir(), 'holds your home folder'],
  [path.dirname(homedir()), /holds (?:your home folder|this project)/],
  ['content', /lies in ".*content", which a build reads|holds the texts/],
  ['content/site', /lies in ".*content", which a build reads/],
  ['public', /lies in ".*public", which a build reads/],
  ['public/site', /lies in ".*public", which a build reads/],
  ['src/site', /lies in ".*src", which a build reads/],
])('%s is refused', (outDir, what) => {
  const said = refusal(outDir);
  expect(said).toMatch(what);
  expect(said).toMatch(
    /^The output folder ".+" .*\. A build replaces its output folder as a whole\.\nName another folder in OUT_DIR/,
  );
});

test('a folder that holds the texts is refused, wherever they lie', () => {
  mkdirSync(path.join(project, 'courses/texts'), { recursive: true });
  expect(refusal('courses', 'courses/texts')).toContain('holds the texts of the courses');
  expect(refusal('courses/texts-site', 'courses/texts')).toBe('');
});

test('a link to a folder is what it leads to', () => {
  symlinkSync(path.join(project, 'content'), path.join(project, 'dist'));
  expect(refusal('dist')).toMatch(/holds the texts|which a build reads/);
  expect(refusal('dist/site')).toContain('which a build reads');
});

test('a folder of other files is refused, also one with a page of somebody else’s', () => {
  write('other/notes.txt');
  expect(refusal('other')).toContain('holds files that are no built site');
  writeFileSync(
    path.join(project, 'other/index.html'),
    '<!doctype html><html lang="en"><title>My page</title>',
  );
  expect(refusal('other')).toContain('holds files that are no built site');
});

test('files among a site that no build made are named, and are not lost', () => {
  write('dist/index.html', 'dist/.git/HEAD', 'dist/CNAME', 'dist/notes/a.txt', 'dist/b.txt');
  expect(refusal('dist')).toContain('holds ".git", "CNAME", "b.txt", 1 more, which no build made');
  expect(refusal('dist')).toContain('\nWhat hosts ask for belongs into public/');
});

test('what comes from public/ and from beside the texts is the site’s, also after its source is gone', () => {
  write('dist/index.html', 'dist/CNAME', 'dist/pictures/a.png', 'public/CNAME', 'content/pictures/a.png');
  expect(refusal('dist')).toBe('');
  rememberOutput(placeOf('dist'));
  rmSync(path.join(project, 'public/CNAME'));
  rmSync(path.join(project, 'content/pictures'), { recursive: true });
  expect(refusal('dist')).toBe('');
  write('dist/later.txt');
  expect(refusal('dist')).toContain('holds "later.txt", which no build made');
});

test('a file, and a place where nothing can be written, are told before anything is built', () => {
  write('file');
  expect(refusal('file')).toContain('is a file');
  expect(refusal('file/dist')).toMatch(
    /^The output folder ".*" cannot be made: nothing can be written into ".*file" \(E\w+\)\.\n.*OUT_DIR/,
  );
});
