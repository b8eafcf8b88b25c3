// What a build keeps belongs to one version of the program: after any change of it, nothing is used again.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const project = mkdtempSync(path.join(tmpdir(), 'build-cache-'));
afterAll(() => rmSync(project, { recursive: true, force: true }));
const FILES = {
  'src/pages/index.astro': '<p>Page</p>',
  'src/styles/base.css': 'p{}',
  'public/favicon.svg': '<svg/>',
  'astro.config.mjs': 'export default {}',
  'package-lock.json': '{}',
};

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(project, name)), { recursive: true });
  writeFileSync(path.join(project, name), text);
}

/** The folder, as a build of that project would open it. */
function open(contentDir: string): string {
  const source = path.resolve('src/publish/build-cache.ts');
  const script = `import { openBuildCache } from ${JSON.stringify(source)}; console.log(openBuildCache(${JSON.stringify(contentDir)}))`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: project,
    encoding: 'utf8',
  }).trim();
}

for (const [name, text] of Object.entries(FILES)) write(name, text);

test('the same program finds what it has kept, for each content folder apart', () => {
  const folder = open('content');
  writeFileSync(path.join(folder, 'kept'), '');
  expect(existsSync(path.join(open('content'), 'kept'))).toBe(true);
  expect(open('other')).not.toBe(folder);
});

test.each(Object.keys(FILES))('after a change of %s nothing is left', (name) => {
  writeFileSync(path.join(open('content'), 'kept'), '');
  write(name, 'changed');
  expect(existsSync(path.join(open('content'), 'kept'))).toBe(false);
});
