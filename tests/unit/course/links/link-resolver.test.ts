import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { AddressBook, type Page } from '../../../../src/course/links/link-resolver.ts';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const page = (course: string, name: string, ...ids: string[]): Page => ({
  course,
  page: name,
  anchors: new Map(ids.map((id) => [id, id])),
});
const one = page('shop', 'one', 'start');
const two = page('shop', 'two', 'queues');
const other = page('other', 'index');
let book: AddressBook;

beforeAll(() => {
  const root = mkdtempSync(path.join(tmpdir(), 'addresses-'));
  mkdirSync(path.join(root, 'shop/images'), { recursive: true });
  writeFileSync(path.join(root, 'shop/images/a b.png'), PIXEL);
  writeFileSync(
    path.join(root, 'shop/evil.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
  );
  writeFileSync(path.join(root, 'shop/page.html'), '<script>1</script>');
  writeFileSync(path.join(root, 'shop/data.csv'), 'a,b');
  symlinkSync('/etc/hostname', path.join(root, 'shop/outside.txt'));
  // Of this kind some hosts know no type, and a browser would guess.
  writeFileSync(path.join(root, 'shop/notes.proto'), '\n <script>alert(1)</script>');
  writeFileSync(path.join(root, 'shop/page.txt'), '<p>An example</p>');
  book = new AddressBook(root, [
    { name: 'shop/01-one.md', pages: [one], fileIds: new Map() },
    { name: 'shop/02-two.md', pages: [two], fileIds: new Map() },
    { name: 'other.md', pages: [other], fileIds: new Map([['deep', { chapter: 'index', section: 'deep' }]]) },
  ]);
});
const link = (href: string): string => {
  const target = book.link(href, one, 'shop/01-one.md');
  return 'href' in target ? target.href : target.problem.code;
};
const image = (src: string): string => {
  const target = book.image(src, one, 'shop/01-one.md');
  return 'src' in target
    ? `${target.src} ${target.width ?? '?'}×${target.height ?? '?'}`
    : target.problem.code;
};

test.each([
  ['02-two.md', 'two.html'],
  ['./02-two.md#queues', 'two.html#queues'],
  ['#start', '#start'],
  ['../other.md#deep', '../other/index.html#deep'],
  ['https://example.org/?a=b', 'https://example.org/?a=b'],
  ['mailto:a@example.org', 'mailto:a@example.org'],
  ['data.csv', 'data.csv'],
  ['page.txt', 'page.txt'],
  ['images/a%20b.png', 'images/a%20b.png'],
])('%s leads to %s', (href, expected) => {
  expect(link(href)).toBe(expected);
});

test.each([
  ['02-tow.md', 'link-target-unknown'],
  ['02-two.md#quues', 'link-anchor-unknown'],
  ['../../etc/passwd', 'link-outside-content'],
  ['/etc/passwd', 'link-target-unknown'],
  ['..\\..\\etc\\passwd', 'link-outside-content'],
  ['%2e%2e/%2e%2e/etc/passwd', 'link-outside-content'],
  ['outside.txt', 'link-outside-content'],
  ['file:///etc/passwd', 'link-unsafe'],
  ['javascript:alert(1)', 'link-unsafe'],
  ['//example.org/x', 'link-unsafe'],
  ['page.html', 'link-unsafe'],
  ['C:\\Windows\\win.ini', 'link-unsafe'],
  ['%2fetc%2fpasswd', 'link-outside-content'],
  ['%5c%5cevil.example%5cx', 'link-outside-content'],
  ['02-two.md%00.txt', 'link-outside-content'],
  ['notes.proto', 'link-unsafe'],
  ['a'.repeat(5000), 'link-target-unknown'],
])('%s is refused: %s', (href, code) => {
  expect(link(href)).toBe(code);
});

test('a misspelt file and a misspelt heading name the nearest valid one', () => {
  const hint = (href: string): string => {
    const target = book.link(href, one, 'shop/01-one.md');
    return 'broken' in target ? target.problem.hint : '';
  };
  expect(hint('02-tow.md')).toBe('Did you mean "02-two.md"?');
  expect(hint('02-two.md#quues')).toBe('Did you mean "queues"?');
});

test('pictures have their size, and those that are missing, elsewhere, outside or scripted are not shown', () => {
  expect(image('images/a%20b.png')).toBe('images/a%20b.png 1×1');
  expect(image('images/none.png')).toBe('image-missing');
  expect(image('https://example.org/a.png')).toBe('image-elsewhere');
  expect(image('data:image/png;base64,AAAA')).toBe('image-elsewhere');
  expect(image('../../secret.png')).toBe('image-outside-content');
  expect(image('evil.svg')).toBe('image-unsafe');
  expect(image('data.csv')).toBe('image-unreadable');
});
