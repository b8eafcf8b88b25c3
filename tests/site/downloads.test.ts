// What a built site has for those who keep a course, or read it by program: Markdown, feed, structured data, one page, examples,
// and the lists by which browsers keep it.
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { parseHTML } from 'linkedom';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { builtCourses } from '../../src/downloads/built-course.ts';
import { isOfflineFileList } from '../../src/offline/copies.ts';
import { pages, root } from './built-site.ts';

const courses = builtCourses(root);
const read = (...names: string[]): string => readFileSync(path.join(root, ...names), 'utf8');
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

test('the Markdown of a course in one file is that file, and its chapters’ are stretches of it', () => {
  const source = readFileSync('content/writing-a-course.md', 'utf8');
  expect(read('writing-a-course', 'writing-a-course.md').trimEnd()).toBe(source.trimEnd());
  const chapters = courses.find(({ id }) => id === 'writing-a-course')?.chapters ?? [];
  const texts = chapters.map(({ id }) => read('writing-a-course', `${id}.md`));
  for (const [at, { title }] of chapters.entries())
    expect(texts[at]?.startsWith(`## ${title}`), title).toBe(true);
  // One after the other, and nothing of the glossary that follows them.
  expect(source).toContain(texts.join(''));
  expect(texts.at(-1)).not.toContain('Words of this manual.');
});

test('each chapter’s page names its Markdown, and llms.txt every chapter’s', () => {
  const list = read('llms.txt');
  for (const { id, chapters } of courses)
    for (const chapter of chapters) {
      const page = pages.find(({ name }) => name === `${id}/${chapter.id}.html`);
      expect(page?.document.querySelector('link[type="text/markdown"]')?.getAttribute('href')).toBe(
        `${chapter.id}.md`,
      );
      expect(existsSync(path.join(root, id, `${chapter.id}.md`))).toBe(true);
      expect(list).toContain(`](${id}/${chapter.id}.md)`);
    }
});

describe.each(courses)('$id', ({ id, title, chapters }) => {
  test('everything that the cover lists is there, with its size', () => {
    const { document } = parseHTML(read(id, 'index.html'));
    const entries = [...document.querySelectorAll('.take-away [data-made]')];
    const shown = entries.filter((entry) => !entry.hasAttribute('hidden'));
    expect(shown.length).toBeGreaterThanOrEqual(4);
    for (const entry of entries) {
      const isThere = existsSync(path.join(root, id, entry.getAttribute('data-made') ?? ''));
      expect(entry.hasAttribute('hidden')).toBe(!isThere);
      if (isThere) expect(entry.querySelector('[data-size]')?.textContent).toMatch(/\d/);
    }
  });

  test('the list of what is kept offline names files that are there, all pages of the course among them', () => {
    const list: unknown = JSON.parse(read(id, 'offline.json'));
    if (!isOfflineFileList(list)) throw new Error('It is no list.');
    const names = new Set(list.files.map(([name]) => name));
    for (const [name, , bytes] of [...list.files, ...list.engine])
      expect(statSync(path.join(root, name)).size, name).toBe(bytes);
    for (const page of [...chapters.map((chapter) => chapter.id), 'index', 'topics'])
      expect(names).toContain(`${id}/${page}.html`);
    expect([...names].filter((name) => /\.(?:epub|pdf|zip|md)$|print\.html$/.test(name))).toEqual([]);
    for (const name of ['index.html', 'offline.html', 'search/index.html', 'pagefind/pagefind.js'])
      expect(names).toContain(name);
    // What a kept page asks for is kept.
    for (const page of pages.filter(({ name }) => names.has(name) && name.startsWith(`${id}/`)))
      for (const element of page.document.querySelectorAll('script[src], img[src], link[rel="stylesheet"]')) {
        const address = element.getAttribute('src') ?? element.getAttribute('href') ?? '';
        expect(names, page.name).toContain(
          path.posix.join(path.posix.dirname(page.name), decodeURI(address)),
        );
      }
  });

  test('structured data says what the course and its chapters are', () => {
    const dataOf = (page: string): Record<string, unknown> =>
      JSON.parse(
        parseHTML(read(id, `${page}.html`)).document.querySelector('script[type="application/ld+json"]')
          ?.textContent ?? '',
      ) as Record<string, unknown>;
    expect(dataOf('index')).toMatchObject({ '@type': 'Course', name: title });
    expect(dataOf('index')['hasPart']).toHaveLength(chapters.length);
    for (const chapter of chapters)
      expect(dataOf(chapter.id)).toMatchObject({
        '@type': 'LearningResource',
        name: chapter.title,
        timeRequired: expect.stringMatching(/^PT\d+M$/) as string,
      });
  });

  test('the one page has each chapter’s words, and its links lead within it', () => {
    const { document } = parseHTML(read(id, 'print.html'));
    expect(document.querySelector('meta[name="robots"]')?.getAttribute('content')).toBe('noindex');
    const ids = new Set([...document.querySelectorAll('[id]')].map((element) => element.id));
    expect(document.querySelectorAll('[id]').length).toBe(ids.size);
    for (const link of document.querySelectorAll('main a[href^="#"]'))
      expect(ids, link.outerHTML).toContain(decodeURIComponent(link.getAttribute('href')?.slice(1) ?? ''));
    const links = [...document.querySelectorAll('main a[href]')].map(
      (link) => link.getAttribute('href') ?? '',
    );
    expect(links.filter((href) => chapters.some((chapter) => href.startsWith(`${chapter.id}.html`)))).toEqual(
      [],
    );
    const whole = new Set(wordsOf(document.querySelector('main')?.textContent ?? ''));
    for (const chapter of chapters) {
      const page = parseHTML(read(id, `${chapter.id}.html`)).document;
      for (const gone of page.querySelectorAll(
        'article :is(.needs-script, .question-actions, .figure-help, .figure-share, .answers summary, .first-run, .chapter-end)',
      ))
        gone.remove();
      const missing = wordsOf(page.querySelector('article')?.textContent ?? '').filter(
        (word) => !whole.has(word),
      );
      expect(missing, chapter.id).toEqual([]);
    }
  });

  test('the examples are the listings of its pages', () => {
    const files = Object.entries(
      unzipSync(new Uint8Array(readFileSync(path.join(root, id, 'examples.zip')))),
    );
    const listed = new Set(
      chapters.flatMap((chapter) =>
        [
          ...parseHTML(read(id, `${chapter.id}.html`)).document.querySelectorAll('figure.code pre > code'),
        ].map((code) => code.textContent.trimEnd()),
      ),
    );
    expect(files.length).toBeGreaterThan(3);
    for (const [name, bytes] of files) {
      expect(name).toMatch(new RegExp(`^${id}-examples/\\d+-[\\w-]+/[\\w@.+/-]+$`));
      expect(listed, name).toContain(strFromU8(bytes).trimEnd());
    }
  });

  test('its feed, if there is one, is well-formed and lists its chapters', () => {
    if (!existsSync(path.join(root, id, 'feed.xml'))) return;
    const feed = read(id, 'feed.xml');
    const parser = new SaxesParser();
    let entries = 0;
    parser.on('opentag', ({ name }) => {
      if (name === 'entry') entries += 1;
    });
    parser.write(feed).close();
    expect(entries).toBe(Math.min(50, chapters.length));
  });
});

test('the manifest names icons that are there and a beginning below the site’s root', () => {
  const manifest = JSON.parse(read('manifest.webmanifest')) as {
    start_url: string;
    scope: string;
    icons: { src: string }[];
  };
  expect(manifest).toMatchObject({ start_url: './index.html', scope: './' });
  for (const { src } of manifest.icons) expect(existsSync(path.join(root, src))).toBe(true);
});
