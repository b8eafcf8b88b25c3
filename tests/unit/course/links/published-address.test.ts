import fc from '../../../property.ts';
import { expect, test } from 'vitest';
import { publishedAddress } from '../../../../src/course/links/published-address.ts';
import { addressOf } from '../../../../src/course/source/addresses.ts';

const SAFE_PART = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_.-]*$/u;
const chapter = 'shop/01-one.md';

test.each([
  ['shop/a.png', chapter, 'a.png'],
  ['shop/images/Größe_2.tar.gz', chapter, 'images/Größe_2.tar.gz'],
  ['images/a.png', chapter, 'shared-files/images/a.png'],
  ['other/a.png', chapter, 'shared-files/other/a.png'],
  ['images/a.png', 'notes.md', 'images/a.png'],
  ['a.png', 'notes.md', 'a.png'],
])('%s of %s is %s', (file, name, address) => {
  expect(publishedAddress(file, name)).toBe(address);
});

test.each([
  'logo@2x.png',
  'a+b.png',
  'a,b.png',
  'a & b.png',
  'a=b.png',
  'a:b;c.png',
  '$a.png',
  'a#b.png',
  '100%.png',
  'a%20b.png',
  'a b.png',
  'a\nb.png',
  'a?.png',
  'a\\b.png',
  '"\'<>|*.png',
  '-a.png',
  '~a.png',
  'a..png',
  '☕.png',
  'cafe\u0301.png',
  `${'a'.repeat(248)}.png`,
  `${'茶'.repeat(80)}.png`,
  'a-x0123456789.png',
  'con.png',
  'Nul.png',
  'COM1.png',
])('the name %j becomes one that every host takes as it stands', (name) => {
  const address = publishedAddress(`shop/${name}`, chapter);
  expect(address).toMatch(/-x[0-9a-f]{10}\.png$/);
  expect(address).toMatch(SAFE_PART);
  expect(Buffer.byteLength(address)).toBeLessThan(120);
  expect(publishedAddress(`shop/${name}`, chapter)).toBe(address);
});

test('a folder that is called like a page does not lie where the page is written', () => {
  expect(publishedAddress('shop/one.html/a.png', chapter)).toMatch(/^one-html-x[0-9a-f]{10}\/a\.png$/);
});

test('names that Windows keeps for devices are no names of files, folders, pages or courses', () => {
  const device = /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\/|$)/i;
  for (const name of ['con', 'PRN', 'aux', 'nul', 'com1', 'lpt9']) {
    expect(addressOf(name, 1)).toMatch(new RegExp(`^${name}-x[0-9a-f]{10}$`, 'i'));
    for (const file of [`${name}`, `${name}.pdf`, `${name}.tar.gz`, `${name}/a.pdf`, `${name}.d/a.pdf`])
      expect(publishedAddress(`shop/${file}`, chapter)).not.toMatch(device);
  }
  expect([addressOf('console', 1), addressOf('Auxiliary', 1), addressOf('com', 1)]).toEqual([
    'console',
    'auxiliary',
    'com',
  ]);
});

test('two files of a course never have one address', () => {
  const part = fc.oneof(
    fc.constantFrom(
      'a',
      'a b',
      'a-b',
      'a%20b',
      'shared-files',
      'shop',
      'images',
      'one.html',
      'cafe\u0301',
      'café',
    ),
    fc.string({ minLength: 1, maxLength: 4 }).filter((text) => !/[/\0]/.test(text) && !/^\.+$/.test(text)),
  );
  const file = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(file, file, fc.constantFrom(chapter, 'notes.md'), (a, b, name) => {
      const [first, second] = [publishedAddress(a, name), publishedAddress(b, name)];
      expect(first === second).toBe(a === b);
      for (const each of first.split('/')) expect(each).toMatch(SAFE_PART);
      expect(decodeURI(new URL(encodeURI(first), 'https://h.example/shop/').pathname)).toBe(`/shop/${first}`);
    }),
    { numRuns: 500 },
  );
});

test('a heading of 300 letters gives an address that a disk takes, and another heading another one', () => {
  for (const letter of ['a', '茶']) {
    const address = addressOf(letter.repeat(300), 1);
    expect(Buffer.byteLength(`${address}.html`)).toBeLessThan(130);
    expect(addressOf(letter.repeat(301), 1)).not.toBe(address);
  }
});

test('one name has one address, however its accents are written', () => {
  expect(addressOf('Cafe\u0301', 1)).toBe(addressOf('Café', 1));
});

test('files that a build makes itself leave their names to nobody', () => {
  const at = (file: string): string => publishedAddress(file, 'tea/01-water.md', undefined, 'tea');
  for (const name of ['outline.json', 'offline.json', 'Offline.JSON', 'tea.epub'])
    expect(at(`tea/${name}`)).toMatch(/^\w+-x[0-9a-f]{10}\.\w+$/);
  expect([at('tea/data/outline.json'), at('tea/other.epub'), at('tea/outline.txt')]).toEqual([
    'data/outline.json',
    'other.epub',
    'outline.txt',
  ]);
});
