// A site built on what the last build left is the same, byte for byte, as one built from nothing, whatever an author has
// changed in between. Built by the command itself, with Astro, Pagefind and all.
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
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

const CACHE = 'node_modules/.astro';

function build(site: string, address: string): void {
  const env = { ...process.env, CONTENT_DIR: content, OUT_DIR: `${work}/${site}`, SITE: address };
  execFileSync(process.execPath, ['src/cli/build.ts'], { env, stdio: 'pipe' });
}

/** Builds without anything that Astro has kept, and leaves what it has. */
function buildFromNothing(address: string): void {
  renameSync(CACHE, `${CACHE}-kept`);
  try {
    build('fresh-site', address);
  } finally {
    rmSync(CACHE, { recursive: true, force: true });
    renameSync(`${CACHE}-kept`, CACHE);
  }
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
  rmSync(CACHE, { recursive: true, force: true });
  writeLibrary(content, 5);
  write('course-001/glossary.md', '# Glossary\n\n## Backlog\n\nWork that waits.\n');
  write(
    'notes.md',
    '# Notes\n\n## One\n\nSee [two](#two).\n\n## Two\n\n![A pixel](images/pixel%20%231.png)\n',
  );
  mkdirSync(`${content}/images`);
  writeFileSync(`${content}/images/pixel #1.png`, Buffer.from(PIXEL, 'base64'));
  build('site', '');
}, 120_000);

/** In this order, each on what the one before has left: what an author does, and pages that it must change. */
const CHANGES: readonly {
  readonly what: string;
  readonly change: () => void;
  readonly pages: readonly string[];
  readonly address?: string;
}[] = [
  {
    what: 'chapters say more, have another title or name, are deleted or new; a term, the reading time, the address are other ones',
    change: () => {
      appendFileSync(
        `${course}/02-chapter-2.md`,
        '\n## A new section\n\nWith [a link](05-chapter-5.md) to it.\n',
      );
      write('course-001/05-chapter-5.md', '---\nminutes: 50\n---\n\n# Another title\n\nAnd another text.\n');
      write('course-001/glossary.md', '# Glossary\n\n## Backlog\n\nWork that is late.\n');
      renameSync(`${course}/03-chapter-3.md`, `${course}/03-renamed.md`);
      rmSync(`${course}/04-chapter-4.md`);
      write('course-001/06-new.md', '# A new chapter\n\nWith [notes](../notes.md#one).\n');
    },
    pages: [
      ...['chapter-1', 'chapter-2', 'chapter-5', 'glossary', 'topics', 'index'].map(
        (id) => `course-001/${id}.html`,
      ),
      'notes/one.html',
      'index.html',
    ],
    address: 'https://example.org/a/',
  },
  {
    what: 'the language is another, a place is gone to which another course has a link, courses are new and gone, and so is the address',
    change: () => {
      write('course-001/index.md', '---\nlanguage: de\n---\n\n# Course 1\n\nA generated course.\n');
      rmSync(`${content}/notes.md`);
      write('added.md', '# Added\n\n## First\n\nText.\n');
      appendFileSync(`${work}/site/course-001/chapter-1.html`, 'Not ours.');
    },
    pages: ['course-001/glossary.html', 'course-001/chapter-1.html', 'course-001/new.html', 'index.html'],
  },
];

test('a file whose name no address takes has the same safe one every time, below its course', () => {
  expect(filesOf('site').get('notes/images/pixel-1-x20d8bd6c06.png')).toBe(PIXEL);
});

test.each(CHANGES)(
  '$what: a build on the last one equals a build from nothing',
  { timeout: 240_000 },
  ({ change, pages, address = '' }) => {
    change();
    const before = filesOf('site');
    build('site', address);
    const again = filesOf('site');
    expect(pages.filter((page) => again.get(page) === before.get(page))).toEqual([]);
    expect(otherBytes(before, again)).toEqual([]);
    buildFromNothing(address);
    const fresh = filesOf('fresh-site');
    expect([...again.keys()]).toEqual([...fresh.keys()]);
    expect([...fresh].filter(([name, bytes]) => again.get(name) !== bytes).map(([name]) => name)).toEqual([]);
  },
);
