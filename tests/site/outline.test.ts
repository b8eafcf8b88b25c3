// What every page owes its reader and search engines: one title, one first heading, no skipped level, a language, words
// for pictures.
import { expect, test } from 'vitest';
import { pages } from './built-site.ts';

const each = pages.map((page) => [page.name, page] as const);

test.each(each)('%s has a language, a title, a description and one main heading', (_name, { document }) => {
  expect(document.documentElement.getAttribute('lang')).toMatch(/^[a-z]{2}/);
  expect(document.title.length).toBeGreaterThan(3);
  expect(document.querySelector('meta[name="description"]')?.getAttribute('content')?.length).toBeGreaterThan(
    10,
  );
  // On paper each chapter has its own.
  const isWhole = document.documentElement.getAttribute('data-page') === 'print';
  if (!isWhole) expect(document.querySelectorAll('h1').length).toBe(1);
});

test.each(each)('%s skips no heading level', (_name, { document }) => {
  let before = 0;
  for (const heading of document.querySelectorAll('main :is(h1,h2,h3,h4,h5,h6)')) {
    const level = Number(heading.localName.slice(1));
    expect(level, heading.textContent).toBeLessThanOrEqual(before + 1);
    before = level;
  }
});

test.each(each)('%s says in words what its pictures show', (_name, { document }) => {
  for (const picture of document.querySelectorAll('img, [role="img"]')) {
    const words =
      picture.getAttribute('alt') ??
      picture.getAttribute('aria-label') ??
      picture.querySelector('title')?.textContent ??
      picture.getAttribute('aria-labelledby') ??
      '';
    expect(words.trim().length, picture.outerHTML.slice(0, 100)).toBeGreaterThan(0);
  }
});

test('titles are all different', () => {
  const titles = pages.map(({ document }) => document.title);
  expect(new Set(titles).size).toBe(titles.length);
});
