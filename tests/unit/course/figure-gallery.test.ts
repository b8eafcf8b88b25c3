// The gallery: every use of a figure once, as its chapter shows it, under ids that no other has.
import { expect, test } from 'vitest';
import { galleryOf as galleryIn } from '../../../src/course/figure-gallery.ts';

const drawn = (name: string, params = '{}'): string =>
  `<lectern-figure id="figure-${name}" data-figure="${name}" data-seed="1" data-params='${params}'>` +
  `<figure aria-labelledby="figure-${name}-title"><figcaption id="figure-${name}-title">T</figcaption><label for="figure-${name}-seed">Seed</label></figure></lectern-figure>`;
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

test('each use leads to its section, or to its chapter where it stands above the first', () => {
  const uses = galleryOf([
    chapter('a b', `<p>x</p>${drawn('queue')}<p>y</p>${drawn('saga')}`, 'queue', 'saga'),
  ]);
  expect(uses.map(({ name, href }) => [name, href])).toEqual([
    ['queue', 'a%20b.html#one'],
    ['saga', 'a%20b.html'],
  ]);
});

test('a figure is shown with its author’s parameters, and nothing around it', () => {
  const [use] = galleryOf([chapter('a', `<p>x</p>${drawn('queue', '{"servers":2}')}<p>y</p>`, 'queue')]);
  expect(use?.html).toBe(drawn('queue', '{"servers":2}'));
});

test('a figure that is used twice has ids of its own each time, and its labels follow', () => {
  const uses = galleryOf([
    chapter('a', drawn('queue'), 'queue'),
    chapter('b', drawn('queue', '{"servers":2}'), 'queue'),
  ]);
  const ids = uses.flatMap(({ html }) => Array.from(html.matchAll(/\sid="([^"]+)"/g), ([, id]) => id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(uses[1]?.id).toBe('figure-queue-use-2');
  expect(uses[1]?.html).toContain('<label for="figure-queue-use-2-seed">');
  expect(uses[1]?.html).toContain('aria-labelledby="figure-queue-use-2-title"');
});

test('a figure that could not be drawn is left out', () => {
  expect(galleryOf([chapter('a', drawn('saga'), 'queue', 'saga')]).map(({ name }) => name)).toEqual(['saga']);
});
