import { expect, test } from 'vitest';
import { parseText } from '../../../../src/course/source/parse.ts';

const problemsOf = (text: string, format: 'md' | 'mdx' = 'md'): string[] =>
  parseText(text, 'a.md', format).problems.map(({ code, place }) => `${code}:${place.line}`);

test('front matter is data, and the lines below it keep their numbers', () => {
  const { frontMatter, tree } = parseText('---\ntitle: A\n---\n\n## B\n', 'a.md', 'md');
  expect(frontMatter.data).toEqual({ title: 'A' });
  expect(tree.children[0]?.position?.start.line).toBe(5);
});

test('a byte-order mark and CRLF change nothing', () => {
  const { frontMatter, tree } = parseText('\uFEFF---\r\ntitle: A\r\n---\r\n\r\n## B\r\n', 'a.md', 'md');
  expect(frontMatter.data).toEqual({ title: 'A' });
  expect(tree.children[0]?.position?.start.line).toBe(5);
});

test('malformed YAML is an error with the line it is on', () => {
  expect(problemsOf('---\ntitle: A\ndescription: "open\n---\n')).toEqual(['front-matter-malformed:3']);
  expect(problemsOf('---\ntitle: A: B\n---\n')).toEqual(['front-matter-malformed:2']);
});

test('a key written twice is an error with the line of the second', () => {
  expect(problemsOf('---\ntitle: A\nminutes: 3\ntitle: B\n---\n')).toEqual(['front-matter-malformed:4']);
});

test('front matter that is a list or a word is refused', () => {
  expect(problemsOf('---\n- a\n---\n')).toEqual(['front-matter-malformed:2']);
  expect(problemsOf('---\nword\n---\n')).toEqual(['front-matter-malformed:2']);
});

test('front matter that is never closed is an error; a thematic break at the top is not', () => {
  expect(problemsOf('---\ntitle: A\n\ntext\n')).toEqual(['front-matter-malformed:1']);
  expect(problemsOf('---\n\ntext\n')).toEqual([]);
});

test('YAML that multiplies itself by aliases is refused, not expanded', () => {
  const bomb = [
    '---',
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefg'.split('').map(
      (key, at) =>
        `${key}: &${key} [${Array(9)
          .fill(`*${'abcdef'[at] ?? 'a'}`)
          .join(',')}]`,
    ),
    '---',
    '',
  ];
  expect(problemsOf(bomb.join('\n'))).toEqual(['front-matter-malformed:2']);
});

test('MDX that cannot be read is an error with its line', () => {
  expect(problemsOf('text\n\n<Figure\n\nmore {', 'mdx').map((text) => text.split(':')[0])).toEqual([
    'mdx-malformed',
  ]);
});
