// What a build keeps belongs to one version of the program: after any change of it, nothing is used again.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
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

const SOURCE = JSON.stringify(path.resolve('src/publish/build-cache.ts'));

/** What a build of that project does: opens the cache, says where it is, runs `then`, and closes it. */
function script(contentDir: string, then: string): string[] {
  const code = `import { openBuildCache } from ${SOURCE};
const cache = openBuildCache(${JSON.stringify(contentDir)}, ${JSON.stringify(path.join(project, '.lectern'))});
console.log(cache.folder); ${then}; cache.close();`;
  return ['--input-type=module', '-e', code];
}

/** The folder, as a build of that project would open it. */
function open(contentDir: string): string {
  return execFileSync(process.execPath, script(contentDir, ''), { cwd: project, encoding: 'utf8' }).trim();
}

/** A build that is at work until its input ends. */
async function begin(
  contentDir: string,
): Promise<{ folder: string; end(signal?: NodeJS.Signals): Promise<void> }> {
  const wait = 'await new Promise((end) => process.stdin.on("end", end).resume())';
  const child = spawn(process.execPath, script(contentDir, wait), { cwd: project });
  const [text] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    folder: text.toString().trim(),
    async end(signal) {
      const closed = once(child, 'close');
      if (signal) child.kill(signal);
      else child.stdin.end();
      await closed;
    },
  };
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

test('a second build of the same courses has a cache of its own, which is gone when it ends', async () => {
  const first = await begin('content');
  const second = await begin('content');
  expect(second.folder).not.toBe(first.folder);
  expect(existsSync(second.folder)).toBe(true);
  expect((await Promise.all([open('content'), open('other')])).map((folder) => path.dirname(folder))).toEqual(
    [path.dirname(second.folder), path.dirname(first.folder)],
  );
  await second.end();
  expect(existsSync(second.folder)).toBe(false);
  await first.end();
  expect(open('content')).toBe(first.folder);
});

test('the cache of a build that was killed is used by the next one', async () => {
  const killed = await begin('content');
  await killed.end('SIGKILL');
  expect(open('content')).toBe(killed.folder);
});
