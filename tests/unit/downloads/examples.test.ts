// Names of listings in `examples.zip`: any system can unpack them, whatever an author's titles are.
import { expect, test } from 'vitest';
import type { BuiltCourse } from '../../../src/downloads/built-course.ts';
import { exampleFiles } from '../../../src/downloads/examples.ts';

const course: BuiltCourse = {
  id: 'tea',
  title: 'Tea',
  description: '',
  language: 'en',
  direction: 'ltr',
  chapters: [{ id: 'water', title: 'Water', part: undefined }],
  hasGlossary: false,
};

function namesOf(...titles: readonly string[]): string[] {
  const listings = titles.map(
    (title) =>
      `<figure class="code" data-lang="js"><figcaption>${title}</figcaption><pre><code>x</code></pre></figure>`,
  );
  const names = [...exampleFiles(course, [`<main>${listings.join('')}</main>`]).keys()];
  expect(names.length).toBe(titles.length);
  return names.map((name) => name.replace('tea-examples/1-water/', ''));
}

test.each([
  'con.js',
  'src/NUL.tar.gz',
  'aux/a.js',
  'com1.js',
  'src./a.js',
  `${'a'.repeat(130)}.js`,
  `${'a/'.repeat(60)}a.js`,
  '../a.js',
  'a/../../a.js',
  '/a.js',
  'C:\\a.js',
])('the title %s, which is no name everywhere, gives way to a number', (title) => {
  expect(namesOf(title)).toEqual(['listing-01.js']);
});

test('names that only differ in capitals stand side by side', () => {
  expect(namesOf('Tea.js', 'tea.js', 'src/A.js', 'SRC/a.js')).toEqual([
    'Tea.js',
    'tea-2.js',
    'src/A.js',
    'SRC/a-2.js',
  ]);
});

test('no listing lies in a folder that is a file', () => {
  expect(namesOf('a.js', 'a.js/b.js', 'listing-02.js')).toEqual(['a.js', 'listing-02.js', 'listing-02-2.js']);
  expect(namesOf('b/a.js/c.js', 'b/a.js')).toEqual(['b/a.js/c.js', 'b/a-2.js']);
});

test('a language called like something that every object has is no ending', () => {
  const page = '<figure class="code" data-lang="constructor"><pre><code>x</code></pre></figure>';
  expect([...exampleFiles(course, [page]).keys()]).toEqual(['tea-examples/1-water/listing-01.constructor']);
});
