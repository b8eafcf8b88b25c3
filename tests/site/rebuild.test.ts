// A site built on what the last build left is the same, byte for byte, as one built from nothing, after a chapter was
// changed, one renamed and one deleted. Built by the command itself, with Astro, Pagefind and all.
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { writeLibrary } from '../bench/library.ts';

const work = '.lectern/test/rebuild';

function build(content: string, site: string): void {
  const env = { ...process.env, CONTENT_DIR: `${work}/${content}`, OUT_DIR: `${work}/${site}` };
  execFileSync(process.execPath, ['src/publish/build.ts'], { env, stdio: 'pipe' });
}

function filesOf(site: string): Map<string, string> {
  const names = (readdirSync(`${work}/${site}`, { recursive: true }) as string[]).sort();
  const files = names.filter((name) => statSync(path.join(work, site, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(path.join(work, site, name)).toString('base64')]));
}

test('after changes, a build on the last one equals a build from nothing', { timeout: 300_000 }, () => {
  rmSync(work, { recursive: true, force: true });
  writeLibrary(`${work}/content`, 5);
  const course = `${work}/content/course-001`;
  build('content', 'site');
  const first = filesOf('site');
  appendFileSync(`${course}/02-chapter-2.md`, '\n## A new section\n\nWith [a link](05-chapter-5.md).\n');
  renameSync(`${course}/03-chapter-3.md`, `${course}/03-renamed.md`);
  rmSync(`${course}/04-chapter-4.md`);
  build('content', 'site');
  const again = filesOf('site');
  expect(again.has('course-001/renamed.html')).toBe(true);
  expect(again.has('course-001/chapter-4.html')).toBe(false);
  expect(again.get('course-001/chapter-2.html')).not.toBe(first.get('course-001/chapter-2.html'));
  // What hosts may let browsers keep for a year has another name when it has other bytes.
  const kept = [...again].filter(([name]) => /^(?:assets|fonts|pagefind\/(?:fragment|index))\//.test(name));
  expect(kept.length).toBeGreaterThan(20);
  expect(kept.filter(([name, bytes]) => (first.get(name) ?? bytes) !== bytes).map(([name]) => name)).toEqual(
    [],
  );

  cpSync(`${work}/content`, `${work}/fresh`, { recursive: true });
  rmSync(path.resolve('node_modules/.astro', `${work}/fresh`.replace(/[^a-z0-9]+/gi, '-')), {
    recursive: true,
    force: true,
  });
  build('fresh', 'fresh-site');
  const fresh = filesOf('fresh-site');
  expect([...again.keys()]).toEqual([...fresh.keys()]);
  expect([...fresh].filter(([name, bytes]) => again.get(name) !== bytes).map(([name]) => name)).toEqual([]);
});
