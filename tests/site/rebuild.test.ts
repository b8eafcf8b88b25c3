// A site built on what the last build left is the same, byte for byte, as one built from nothing, whatever an author has
// changed in between. Built by the command itself, with Astro, Pagefind and all.
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { writeLibrary } from '../bench/library.ts';

const work = '.lectern/test/rebuild';
const content = `${work}/content`;
const course = `${content}/course-001`;
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function build(from: string, site: string): void {
  const env = { ...process.env, CONTENT_DIR: `${work}/${from}`, OUT_DIR: `${work}/${site}` };
  execFileSync(process.execPath, ['src/cli/build.ts'], { env, stdio: 'pipe' });
}

/** Builds a copy of the content without anything that was kept. */
function buildFromNothing(): void {
  for (const folder of ['fresh', 'fresh-site']) rmSync(`${work}/${folder}`, { recursive: true, force: true });
  forget('fresh');
  cpSync(content, `${work}/fresh`, { recursive: true });
  build('fresh', 'fresh-site');
}

function forget(from: string): void {
  rmSync(cacheOf(from), { recursive: true, force: true });
}

function cacheOf(from: string): string {
  return path.resolve('node_modules/.astro', `${work}/${from}`.replace(/[^a-z0-9]+/gi, '-'));
}

function filesOf(site: string): Map<string, string> {
  const names = (readdirSync(`${work}/${site}`, { recursive: true }) as string[]).sort();
  const files = names.filter((name) => statSync(path.join(work, site, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(path.join(work, site, name)).toString('base64')]));
}

/** What hosts may let browsers keep for a year must have another name when it has other bytes; these have not. */
function otherBytes(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  const kept = [...now.keys()].filter((name) =>
    /^(?:assets|fonts|pagefind\/(?:fragment|index))\//.test(name),
  );
  expect(kept.length).toBeGreaterThan(20);
  return kept.filter((name) => before.has(name) && before.get(name) !== now.get(name));
}

function write(name: string, text: string): void {
  mkdirSync(path.dirname(`${content}/${name}`), { recursive: true });
  writeFileSync(`${content}/${name}`, text);
}

beforeAll(() => {
  rmSync(work, { recursive: true, force: true });
  forget('content');
  writeLibrary(content, 5);
  write('course-001/glossary.md', '# Glossary\n\n## Backlog\n\nWork that waits.\n');
  write(
    'notes.md',
    '# Notes\n\n## One\n\nSee [two](#two).\n\n## Two\n\n![A pixel](images/pixel%20%231.png)\n',
  );
  mkdirSync(`${content}/images`);
  writeFileSync(`${content}/images/pixel #1.png`, Buffer.from(PIXEL, 'base64'));
  build('content', 'site');
}, 120_000);

/** In this order, each on what the one before has left: what an author does, and a page that it must change. */
const CHANGES: readonly (readonly [what: string, change: () => void, page: string])[] = [
  [
    'a chapter says more and has one section more',
    () =>
      appendFileSync(
        `${course}/02-chapter-2.md`,
        '\n## A new section\n\nWith [a link](05-chapter-5.md) to it.\n',
      ),
    'course-001/chapter-2.html',
  ],
  [
    'a chapter has another title',
    () => write('course-001/05-chapter-5.md', '# Another title\n\nAnd another text.\n'),
    'course-001/chapter-1.html',
  ],
  [
    'a chapter has another name, another is deleted, and one is new',
    () => {
      renameSync(`${course}/03-chapter-3.md`, `${course}/03-renamed.md`);
      rmSync(`${course}/04-chapter-4.md`);
      write('course-001/06-new.md', '# A new chapter\n\nWith [notes](../notes.md#one).\n');
    },
    'course-001/topics.html',
  ],
  [
    'a term is explained otherwise',
    () => write('course-001/glossary.md', '# Glossary\n\n## Backlog\n\nWork that is late.\n'),
    'course-001/glossary.html',
  ],
  [
    'a course is in another language',
    () => write('course-001/index.md', '---\nlanguage: de\n---\n\n# Course 1\n\nA generated course.\n'),
    'course-001/glossary.html',
  ],
  [
    'a chapter says how long it takes',
    () => write('course-001/06-new.md', '---\nminutes: 50\n---\n\n# A new chapter\n\nWith notes.\n'),
    'course-001/index.html',
  ],
  [
    'the place is gone to which another course has a link',
    () => {
      write('course-001/06-new.md', '# A new chapter\n\nWith [notes](../notes.md#one).\n');
      write('notes.md', '# Notes\n\n## Two\n\n![A pixel](images/pixel%20%231.png)\n\n## Three\n\nMore.\n');
    },
    'course-001/new.html',
  ],
  ['there is one course more', () => write('added.md', '# Added\n\n## First\n\nText.\n'), 'index.html'],
  ['a course is gone', () => rmSync(`${content}/notes.md`), 'index.html'],
  [
    'somebody has written into the output',
    () => {
      appendFileSync(`${work}/site/course-001/chapter-1.html`, 'Not ours.');
      appendFileSync(`${course}/02-chapter-2.md`, '\nThe end.\n');
    },
    'course-001/chapter-1.html',
  ],
];

test('a file keeps its name, whatever signs are in it', () => {
  expect(filesOf('site').get('images/pixel #1.png')).toBe(PIXEL);
});

test.each(CHANGES)(
  '%s: a build on the last one equals a build from nothing',
  { timeout: 120_000 },
  (_what, change, page) => {
    change();
    const before = filesOf('site');
    build('content', 'site');
    const again = filesOf('site');
    expect(again.get(page)).not.toBe(before.get(page));
    expect(otherBytes(before, again)).toEqual([]);
    buildFromNothing();
    const fresh = filesOf('fresh-site');
    expect([...again.keys()]).toEqual([...fresh.keys()]);
    expect([...fresh].filter(([name, bytes]) => again.get(name) !== bytes).map(([name]) => name)).toEqual([]);
  },
);

test('of many new pages a thread makes half, and they are those made without', { timeout: 240_000 }, () => {
  forget('many');
  writeLibrary(`${work}/many`, 230);
  build('many', 'many-site');
  const made = filesOf('many-site');
  // Half of the pages are forgotten: fewer than are worth a thread.
  const kept = path.join(cacheOf('many'), 'pages.json');
  const manifest = Object.entries(JSON.parse(readFileSync(kept, 'utf8')) as Record<string, unknown>);
  expect(manifest.length).toBeGreaterThan(230);
  writeFileSync(kept, JSON.stringify(Object.fromEntries(manifest.filter((_page, at) => at % 2 === 0))));
  rmSync(`${work}/many-site`, { recursive: true });
  build('many', 'many-site');
  expect(filesOf('many-site')).toEqual(made);
});
