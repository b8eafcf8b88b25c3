// Comments that mark lines of code in VitePress and Docusaurus: what is marked, and the code that remains.
import { expect, test } from 'vitest';
import { withoutLineComments } from '../../../../src/markdown/code/line-comments.ts';

test.each([
  ['a // [!code ++]\nb // [!code --]\nc', 'a\nb\nc', { 1: 'ins', 2: 'del' }],
  ['a\nb # [!code highlight:2]\nc\nd', 'a\nb\nc\nd', { 2: 'mark', 3: 'mark' }],
  ['<b> <!-- [!code focus] -->', '<b>', { 1: 'mark' }],
  ['// [!code ++:2]\na\nb\nc', 'a\nb\nc', { 1: 'ins', 2: 'ins' }],
  ['a\n// highlight-next-line\nb\nc', 'a\nb\nc', { 2: 'mark' }],
  ['# highlight-start\na\nb\n# highlight-end\nc', 'a\nb\nc', { 1: 'mark', 2: 'mark' }],
  ['// [!code word:pot]\npot', 'pot', {}],
  ['say("[!code ++]")', 'say("[!code ++]")', {}],
])('%j', (written, value, marks) => {
  const read = withoutLineComments(written, 'js');
  expect(read.value).toBe(value);
  expect(Object.fromEntries(read.marks)).toEqual(marks);
});

test('numbers of the first line are those of the lines as they were written', () => {
  const { lineOf } = withoutLineComments('a\n// highlight-next-line\nb\nc', 'js');
  expect([1, 2, 3, 4].map(lineOf)).toEqual([1, undefined, 2, 3]);
});

test('a text about Markdown shows such comments', () => {
  expect(withoutLineComments('a // [!code ++]', 'md').value).toBe('a // [!code ++]');
});
