// The gallery: every use of a figure once, by the picture that its chapter shows, with the way to it.
import { expect, test } from 'vitest';
import { galleryOf as galleryIn } from '../../../src/course/figure-gallery.ts';

const PICTURE = '<svg aria-hidden="true" class="figure-picture" viewBox="0 0 400 200">';
const drawn = (name: string, words = 'a', id = `figure-${name}`): string =>
  `<lectern-figure id="${id}" data-figure="${name}" data-seed="1" data-params='{}'><figure>` +
  `<svg class="figure-picture" viewBox="0 0 400 200" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-summary"><text>${words}</text></svg>` +
  '<svg><path d="M0 0"></path></svg></figure></lectern-figure>';
const section = { id: 'one', title: 'One', depth: 2, line: 3 };
const chapter = (id: string, html: string, ...names: string[]) => ({
  id,
  number: 1,
  title: id.toUpperCase(),
  sections: [section],
  figures: names.map((name, at) => ({ name, section: at === 0 ? 'one' : '', line: 5 + at })),
  html,
});
const galleryOf = (chapters: readonly ReturnType<typeof chapter>[]) =>
  galleryIn(chapters, new Map(chapters.map(({ id, html }) => [id, html])));

test('each use leads to its figure in its chapter, and knows the section it stands in', () => {
  const uses = galleryOf([
    chapter('a b', `<p>x</p>${drawn('queue')}<p>y</p>${drawn('saga')}`, 'queue', 'saga'),
  ]);
  expect(uses.map(({ name, href, section }) => [name, href, section?.title])).toEqual([
    ['queue', 'a%20b.html#figure-queue', 'One'],
    ['saga', 'a%20b.html#figure-saga', undefined],
  ]);
});

test('a use is its picture, without references to words that are not on the page', () => {
  const [use] = galleryOf([chapter('a', `<p>x</p>${drawn('queue', 'two servers')}<p>y</p>`, 'queue')]);
  expect(use?.picture).toBe(`${PICTURE}<text>two servers</text></svg>`);
});

test('a figure that is used twice is shown twice, each as the author set it', () => {
  const uses = galleryOf([
    chapter('a', drawn('queue', 'one') + drawn('queue', 'two', 'figure-queue-2'), 'queue', 'queue'),
    chapter('b', drawn('queue', 'three'), 'queue'),
  ]);
  expect(uses.map(({ href, picture }) => [href, picture])).toEqual([
    ['a.html#figure-queue', `${PICTURE}<text>one</text></svg>`],
    ['a.html#figure-queue-2', `${PICTURE}<text>two</text></svg>`],
    ['b.html#figure-queue', `${PICTURE}<text>three</text></svg>`],
  ]);
});

test('a figure that could not be drawn is left out', () => {
  expect(galleryOf([chapter('a', drawn('saga'), 'queue', 'saga')]).map(({ name }) => name)).toEqual(['saga']);
});
