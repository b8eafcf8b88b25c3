// Every address in every page leads to a file that exists, relative to the page, and to an id that exists there.
import path from 'node:path';
import { expect, test } from 'vitest';
import { files, pages } from './built-site.ts';

const idsOf = new Map(
  pages.map(({ name, document }) => [
    name,
    new Set([...document.querySelectorAll('[id]')].map(({ id }) => id)),
  ]),
);

test('there are pages of every kind', () => {
  const kinds = new Set(pages.map(({ document }) => document.documentElement.getAttribute('data-page')));
  expect([...kinds].sort()).toEqual([
    'chapter',
    'cover',
    'figures',
    'glossary',
    'library',
    'not-found',
    'notebook',
    'offline',
    'print',
    'review',
    'search',
    'topics',
  ]);
});

test.each(pages.map((page) => [page.name, page] as const))(
  '%s: every address is relative and leads somewhere',
  (_name, page) => {
    const wrong: string[] = [];
    for (const element of page.document.querySelectorAll('[href], [src]')) {
      const address = element.getAttribute('href') ?? element.getAttribute('src') ?? '';
      if (/^(?:https?|mailto|tel):/.test(address)) continue;
      if (address.startsWith('/')) {
        wrong.push(`${address} is not relative`);
        continue;
      }
      const [file = '', hash] = address.split('#');
      const [bare = ''] = file.split('?');
      const target =
        bare === '' ? page.name : path.posix.join(path.posix.dirname(page.name), decodeURIComponent(bare));
      if (!files.has(target)) wrong.push(`${address}: there is no file ${target}`);
      else if (hash && idsOf.has(target) && !idsOf.get(target)?.has(decodeURIComponent(hash)))
        wrong.push(`${address}: no element has this id`);
    }
    expect(wrong).toEqual([]);
  },
);

test.each(pages.map((page) => [page.name, page] as const))(
  '%s: ids are unique, and what refers to one finds it',
  (_name, { document }) => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const named = ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for', 'popovertarget'].flatMap(
      (name) =>
        [...document.querySelectorAll(`[${name}]`)].flatMap((element) =>
          (element.getAttribute(name) ?? '').split(/\s+/),
        ),
    );
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  },
);
