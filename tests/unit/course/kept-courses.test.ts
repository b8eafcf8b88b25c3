// What was kept from an earlier build gives the same courses and pages as reading everything anew, whatever has
// happened to the files in between.
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { courseKeeper, keptPage, pagesFile } from '../../../src/course/course-keeper.ts';
import { keptCourses } from '../../../src/course/kept-courses.ts';
import type { PageRequest } from '../../../src/course/render-course.ts';
import { renderChapter } from '../../../src/markdown/render.ts';
import { writeLibrary } from '../../bench/library.ts';

const work = mkdtempSync(path.join(tmpdir(), 'kept-courses-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const FILES = {
  'shop/index.md': '# Shop\n\nSee [queues](../queues.md#waiting).',
  'shop/01-one.md':
    '## A\n\nTo [two](02-two.md#c), [nowhere](03-none.md).\n\n![x](dot.svg)\n\nA *queue* waits.',
  'shop/02-two.md': '## C\n\n[Back](01-one.md#a) and [queues](../queues.md).',
  'shop/glossary.md':
    '## Queue\n\nA line of [waiting](01-one.md) work.\n\n- Introduced in: [one](01-one.md#a)',
  'shop/dot.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>',
  'queues.md': '# Queues\n\nCover.\n\n## Waiting\n\nText [there][x].\n\n## More\n\n[x]: shop/01-one.md#a',
};
const NEW_TEXT = [
  '## A\n\nOther words.',
  '## B\n\n[Two](02-two.md#c)',
  '## C\n\n### A\n\n`code` ![x](dot.svg)',
  '',
];

/** Everything that the pages of the site follow from. */
async function build(content: string, cache: string): Promise<{ shown: unknown; rendered: string[] }> {
  const rendered: string[] = [];
  const { courses, problems } = await keptCourses({
    contentDir: content,
    keeper: courseKeeper(cache),
    version: '1',
    renderer: async () => ({
      render: (request: PageRequest) => {
        rendered.push(
          `${request.file.split('/').slice(-2).join('/')}:${[...request.headings.keys()][0] ?? ''}`,
        );
        return renderChapter(request);
      },
      renderFigure: () => ({ html: '' }),
    }),
  });
  const html = courses.flatMap((course) =>
    ['index', ...course.chapters.map(({ id }) => id)].map((page) =>
      keptPage(pagesFile(cache, course.id), course.digest, `${course.id}/${page}`),
    ),
  );
  return { shown: { courses, problems, html }, rendered };
}

function write(content: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(content, name)), { recursive: true });
    writeFileSync(path.join(content, name), text);
  }
}

test('nothing is rendered again when nothing has changed, and the result is the same', async () => {
  const content = path.join(work, 'same');
  write(content, FILES);
  const cold = await build(content, path.join(work, 'same-cache'));
  const warm = await build(content, path.join(work, 'same-cache'));
  expect(cold.rendered.length).toBeGreaterThan(4);
  expect(warm.rendered).toEqual([]);
  expect(warm.shown).toEqual(cold.shown);
});

test('one changed chapter of a library is the only page that is rendered again', async () => {
  const content = path.join(work, 'library');
  const cache = path.join(work, 'library-cache');
  writeLibrary(content, 53);
  await build(content, cache);
  const file = path.join(content, 'course-002', '03-chapter-53.md');
  writeFileSync(file, readFileSync(file, 'utf8').replace('A ', 'Another '));
  const warm = await build(content, cache);
  expect(new Set(warm.rendered.map((each) => each.replace(/:.*/, '')))).toEqual(
    new Set(['course-002/03-chapter-53.md']),
  );
  expect(warm.shown).toEqual((await build(content, path.join(work, 'library-cold'))).shown);
});

test('a picture of another size, and a heading of another course that is gone, are noticed', async () => {
  const content = path.join(work, 'lookups');
  const cache = path.join(work, 'lookups-cache');
  write(content, FILES);
  await build(content, cache);
  write(content, { 'shop/dot.svg': FILES['shop/dot.svg'].replace('"4"', '"9"') });
  write(content, { 'queues.md': FILES['queues.md'].replace('## Waiting', '## Standing') });
  const warm = await build(content, cache);
  expect(JSON.stringify(warm.shown)).toContain('width=\\"9\\"');
  expect(JSON.stringify(warm.shown)).toContain('link-anchor-unknown');
  expect(warm.shown).toEqual((await build(content, path.join(work, 'lookups-cold'))).shown);
});

test('a damaged cache is as good as none', async () => {
  const content = path.join(work, 'damaged');
  const cache = path.join(work, 'damaged-cache');
  write(content, FILES);
  const cold = await build(content, cache);
  for (const id of ['shop', 'queues']) {
    writeFileSync(path.join(cache, `${id}.facts`), 'x');
    writeFileSync(pagesFile(cache, id), 'x');
  }
  expect((await build(content, cache)).shown).toEqual(cold.shown);
});

test('a chapter of another name is found under it, although its text is the same', async () => {
  const content = path.join(work, 'renamed');
  const cache = path.join(work, 'renamed-cache');
  write(content, { 'shop/01-one.md': '## A\n\nText.' });
  await build(content, cache);
  renameSync(path.join(content, 'shop/01-one.md'), path.join(content, 'shop/01-other.md'));
  const { shown } = await build(content, cache);
  expect(JSON.stringify(shown)).toContain('"id":"other"');
});

test('any sequence of changes gives what a build without a cache gives', async () => {
  const name = fc.constantFrom(...Object.keys(FILES).filter((file) => file !== 'shop/dot.svg'));
  const change = fc.oneof(
    fc.record({ name, text: fc.constantFrom(...NEW_TEXT, ...Object.values(FILES)) }),
    fc.record({ name, to: fc.constantFrom('shop/03-none.md', 'shop/04-one.md', 'other.md') }),
    fc.record({ name }),
  );
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const content = path.join(work, `any-${++run}`);
      const cache = path.join(work, `any-${run}-cache`);
      write(content, FILES);
      await build(content, cache);
      for (const each of changes) {
        const file = path.join(content, each.name);
        if ('text' in each && each.text !== undefined) write(content, { [each.name]: each.text });
        else if ('to' in each && each.to !== undefined) {
          write(content, { [each.name]: FILES[each.name as keyof typeof FILES] });
          renameSync(file, path.join(content, each.to));
        } else rmSync(file, { force: true });
      }
      const warm = await build(content, cache);
      expect(warm.shown).toEqual((await build(content, `${cache}-cold`)).shown);
    }),
    { numRuns: 40 },
  );
}, 60_000);
