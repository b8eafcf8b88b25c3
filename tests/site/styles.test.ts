// A page carries the styles of what it shows: all of these, and of what is rare no others.
import { expect, test } from 'vitest';
import { pages } from './built-site.ts';

const RARE = [
  { part: 'tabs', element: 'lectern-tabs', rule: '.tab-list>' },
  { part: 'diagrams', element: '.diagram', rule: '.diagram{' },
  { part: 'drawings', element: '.drawing', rule: '.drawing .heavy{' },
  { part: 'code', element: 'figure.code, .drawing', rule: '.code{margin-block' },
  { part: 'questions', element: 'lectern-question', rule: 'lectern-question{' },
  { part: 'figures', element: 'lectern-figure', rule: '.figure-frame{' },
];
const styleOf = (html: string): string =>
  Array.from(html.matchAll(/<style>([\s\S]*?)<\/style>/g), ([, css = '']) => css).join('');

test.each(RARE)('$part: the styles stand where one is, in every page', ({ element, rule }) => {
  const bare = pages.filter(
    ({ html, document }) => document.querySelector(element) && !styleOf(html).includes(rule),
  );
  expect(bare.map(({ name }) => name)).toEqual([]);
});

test.each(RARE)('$part: no chapter without one carries the styles', ({ element, rule }) => {
  const chapters = pages.filter(({ document }) => document.documentElement.dataset['page'] === 'chapter');
  const laden = chapters.filter(
    ({ html, document }) => !document.querySelector(element) && styleOf(html).includes(rule),
  );
  expect(chapters.length).toBeGreaterThan(5);
  expect(laden.map(({ name }) => name)).toEqual([]);
});
