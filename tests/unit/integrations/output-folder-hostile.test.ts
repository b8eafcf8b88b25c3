// Output folders that would only show at the end of a build, or in the next one, that they cannot be one.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { realPlace, refuseDangerousOutput } from '../../../src/integrations/output-folder.ts';

let project = '';
beforeEach(() => {
  project = realpathSync(mkdtempSync(path.join(tmpdir(), 'lectern-output-')));
  for (const name of ['content', '.astro/site', 'node_modules'])
    mkdirSync(path.join(project, name), { recursive: true });
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

function refuse(outDir: string): void {
  refuseDangerousOutput({
    outDir: realPlace(path.join(project, outDir)),
    contentDir: path.join(project, 'content'),
    projectDir: project,
    memory: path.join(project, 'node_modules/.astro/memory.json'),
  });
}

test.each(['.astro', '.astro/site', '.astro/new', 'node_modules/dist'])(
  '"%s", where a build keeps its own things, is refused',
  (outDir) => expect(() => refuse(outDir)).toThrow(/in which a build works/),
);

test('a link that leads nowhere, and a name that is too long, are refused before anything is built', () => {
  symlinkSync('nowhere', path.join(project, 'link'));
  expect(() => refuse('link')).toThrow(/is a link that leads nowhere/);
  expect(() => refuse('x'.repeat(300))).toThrow(/cannot be made \(ENAMETOOLONG\)/);
});

test.each(['.astro', 'node_modules/.astro'])(
  '"%s" that cannot be written into is told before anything is built',
  (name) => {
    const folder = path.join(project, name);
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, '');
    expect(() => refuse('dist')).toThrow(
      /^Nothing can be written into ".*" \(E[A-Z]+\), where a build keeps its work/,
    );
  },
);

test('an ordinary new folder is not', () => {
  expect(() => refuse('dist')).not.toThrow();
});
