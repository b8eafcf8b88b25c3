import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { outlineChapter } from '../../../../src/course/outline/outline.ts';
import { freeId } from '../../../../src/course/outline/page-ids.ts';
import { parseText } from '../../../../src/course/source/parse.ts';

test('a heading never takes an id that buttons, links and scripts of the page look for', () => {
  const words = [
    'Content',
    'Chapters',
    'Sections',
    'Settings',
    'Answers',
    'On this page',
    'Question one',
    'Tab 1',
    'Own tools',
  ];
  const text = `# Title\n\n${words.map((word) => `## ${word}\n`).join('\n')}`;
  const { part } = outlineChapter(parseText(text, 'a.md', 'md').tree, 'a.md', undefined, []);
  expect(part.sections.map(({ id }) => id)).toEqual([
    'section-content',
    'section-chapters',
    'section-sections',
    'section-settings',
    'section-answers',
    'section-on-this-page',
    'section-question-one',
    'section-tab-1',
    'section-own-tools',
  ]);
});

test('other headings keep the id that GitHub gives them', () => {
  for (const id of ['caching', 'questions', 'answering', 'tabs', 'notes', 'section-content'])
    expect(freeId(id)).toBe(id);
});

/** What stands as an id in templates, and what scripts of a page with an author's text give one. */
const GIVEN = /\s(?:id|popovertarget)="([\w-]+)"|\.id = ['`]([\w-]+)|\bid: ['`]([\w-]+)/g;
/** Ids of the page that holds all of a course, where ids of authors have their chapter before them. */
const OF_ONE_PAGE = ['glossary'];

test('every id that a template or a script gives is kept from authors', () => {
  const given = [
    'components',
    'layouts',
    'pages',
    'reader',
    'search/ui',
    'offline',
    'figures',
    'labs/sql',
    'labs/http',
    'markdown/blocks',
  ]
    .flatMap((folder) =>
      readdirSync(`src/${folder}`, { recursive: true, encoding: 'utf8' }).map(
        (name) => `src/${folder}/${name}`,
      ),
    )
    .filter((file) => /\.(?:astro|tsx?)$/.test(file))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(GIVEN)])
    .map(([, written, set, named]) => written ?? set ?? named ?? '')
    // An id that ends so is followed by a number or a name.
    .map((id) => (id.endsWith('-') ? `${id}1` : id));
  expect(given.length).toBeGreaterThan(20);
  const open = given.filter((id) => freeId(id) === id && !OF_ONE_PAGE.includes(id));
  expect([...new Set(open)]).toEqual([]);
});
