import { mkdirSync, mkdtempSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { LinkResolver } from '../../../../src/course/links/link-resolver.ts';
import type { Page } from '../../../../src/course/links/pages.ts';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const page = (course: string, name: string, ...ids: string[]): Page => ({
  course,
  page: name,
  anchors: new Map(ids.map((id) => [id, id])),
  labels: new Set(),
});
const one = page('shop', 'one', 'start');
const two = page('shop', 'two', 'queues');
const other = page('other', 'index');
let book: LinkResolver;

beforeAll(() => {
  const root = mkdtempSync(path.join(tmpdir(), 'addresses-'));
  mkdirSync(path.join(root, 'shop/images'), { recursive: true });
  writeFileSync(path.join(root, 'shop/images/a b.png'), PIXEL);
  writeFileSync(path.join(root, 'shop/images/plain.png'), PIXEL);
  mkdirSync(path.join(root, 'shop/.well-known'));
  writeFileSync(path.join(root, 'shop/.well-known/plain.png'), PIXEL);
  for (const name of [
    'index.html.gz',
    'two.html.en',
    'run.php.png',
    '_headers',
    'staticwebapp.config.json',
    'web.config',
    'robots.txt',
    '.well-known/assetlinks.json',
    'large.bin',
    'large.png',
  ])
    writeFileSync(path.join(root, 'shop', name), PIXEL);
  for (const name of ['large.bin', 'large.png']) truncateSync(path.join(root, 'shop', name), 3_000_000_000);
  writeFileSync(path.join(root, 'shop/malformed.svg'), '<svg xmlns="http://www.w3.org/2000/svg"><g></svg>');
  writeFileSync(path.join(root, 'shop/picture-of-dots.jpg'), PIXEL);
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
  book = new LinkResolver(root, [
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
  ['images/a%20b.png', expect.stringMatching(/^images\/a-b-x[0-9a-f]{10}\.png$/)],
  ['images\\plain.png', 'images/plain.png'],
  [' data.csv\n', 'data.csv'],
  ['..\\other.md', '../other/index.html'],
])('%s leads to %s', (href, expected: unknown) => {
  expect(link(href)).toEqual(expected);
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
  ['/\\example.org/x', 'link-unsafe'],
  ['java\nscript:alert(1)', 'link-unsafe'],
  // Relative on a site over https, another host on one over http.
  ['https:evil.svg', 'link-unsafe'],
  ['http:/example.org', 'link-unsafe'],
  ['evil.svg', 'link-unsafe'],
  ['index.html.gz', 'link-unsafe'],
  ['two.html.en', 'link-unsafe'],
  ['run.php.png', 'link-unsafe'],
  ['_headers', 'link-unsafe'],
  ['staticwebapp.config.json', 'link-unsafe'],
  ['web.config', 'link-unsafe'],
  ['robots.txt', 'link-unsafe'],
  ['.well-known/assetlinks.json', 'link-unsafe'],
  ['large.bin', 'file-unreadable'],
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

test('pictures have their size, and those that are missing, elsewhere or outside are not shown', () => {
  expect(image('images/plain.png')).toBe('images/plain.png 1×1');
  expect(image('images/none.png')).toBe('image-missing');
  expect(image('https://example.org/a.png')).toBe('image-elsewhere');
  expect(image('data:image/png;base64,AAAA')).toBe('image-elsewhere');
  expect(image('../../secret.png')).toBe('image-outside-content');
  expect(image('run.php.png')).toBe('image-unsafe');
  expect(image('.well-known/plain.png')).toBe('image-unsafe');
  expect(image('large.png')).toBe('image-unreadable');
  expect(image('malformed.svg')).toBe('image-unreadable');
  expect(image('data.csv')).toBe('image-unreadable');
});

test('a picture that could run something is shown as it is written anew, and its file and line are told', () => {
  const target = book.image('evil.svg', one, 'shop/01-one.md');
  expect(target).toMatchObject({
    src: 'evil.svg',
    problems: [
      { code: 'image-unsafe', place: { file: expect.stringMatching(/shop\/evil\.svg$/) as string, line: 1 } },
    ],
  });
});

test('a picture with the ending of another kind is told, and published under its own', () => {
  const target = book.image('picture-of-dots.jpg', one, 'shop/01-one.md');
  expect(target).toMatchObject({
    src: expect.stringMatching(/^picture-of-dots-x[0-9a-f]{10}\.png$/) as string,
    problems: [{ code: 'image-kind-differs' }],
  });
});

test('files of a course are published below its own folder, wherever they lie', () => {
  book.image('shop/images/plain.png', other, 'other.md');
  book.image('../shop/images/plain.png', two, 'shop/02-two.md');
  expect(book.filesOf('other')).toEqual([
    { address: 'other/shop/images/plain.png', source: 'shop/images/plain.png' },
  ]);
  const addresses = book.filesOf('shop').map(({ address }) => address);
  expect(addresses).toContain('shop/images/plain.png');
  expect(addresses.filter((address) => !address.startsWith('shop/'))).toEqual([]);
});
