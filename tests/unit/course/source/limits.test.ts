import { expect, test } from 'vitest';
import { parseText } from '../../../../src/course/source/parse.ts';
import { exceededLimitIn } from '../../../../src/course/source/limits.ts';

/** Texts that would keep the parser busy for minutes, or break its stack, and the line where that is told. */
const TANGLED: Readonly<Record<string, readonly [text: string, line: number]>> = {
  emphasis: [`a\n\n${'*a'.repeat(30_000)}`, 3],
  brackets: [`${'['.repeat(30_000)}${']'.repeat(30_000)}`, 1],
  'emphasis over many lines': ['a *b* c\n'.repeat(20_000), 5001],
  comments: ['x <!-- '.repeat(10_000), 1],
  tags: ['<a b="'.repeat(40_000), 1],
  punctuation: [`https://a.example/${'.'.repeat(50_000)}x`, 1],
  quotations: [`${'> '.repeat(50_000)}a`, 1],
  lists: [`a\n\n${'- '.repeat(50_000)}a`, 3],
  'numbered lists': [`${'1. '.repeat(50_000)}a`, 1],
  footnotes: ['[^1]: '.repeat(20_000), 1],
  'many quotations': ['> a\n\n'.repeat(20_000), 10_001],
  'lists that grow': [growing(126), 126],
  'lists that grow very far': [growing(1500), 127],
  'emphasis in emphasis': [`${'*'.repeat(900)}a${'*'.repeat(900)}`, 1],
};

test.each(Object.entries(TANGLED))(
  'refused with its line, for nobody reads so much of it: %s',
  (_name, [text, line]) => {
    const { tree, problems } = parseText(text, 'a.md', 'md');
    expect(problems.map(({ grade, code, place }) => [grade, code, place.line])).toEqual([
      ['error', 'text-too-complex', line],
    ]);
    expect(tree.children).toEqual([]);
  },
);

test.each([
  ['a long text', 'A paragraph with *emphasis*, [a link](a.md) and `code`.\n\n'.repeat(5000)],
  ['a long list', `${'- [a](b.md) and **c**\n'.repeat(1500)}`],
  ['a loose list', '- a\n\n'.repeat(8000)],
  ['a long quotation', '> a\n'.repeat(8000)],
  ['a large table', `| a | b |\n| - | - |\n${'| c | d |\n'.repeat(3000)}`],
  ['a large HTML table', `<table>\n${'<tr><td>a</td><td>b</td></tr>\n'.repeat(1500)}</table>`],
  ['a breadth of hyphens', `${'- '.repeat(300)}\n\n${'*'.repeat(300)}\n\n${'_ '.repeat(300)}`],
  ['lists ten deep', growing(10)],
  ['leaders of dots', `Chapter ${'. '.repeat(100)}1\n${'.'.repeat(300)}`],
])('%s is read', (_name, text) => {
  expect(exceededLimitIn(text)).toBeUndefined();
  expect(parseText(text, 'a.md', 'md').problems).toEqual([]);
});

function growing(levels: number): string {
  return Array.from({ length: levels }, (_, level) => `${'  '.repeat(level)}- a`).join('\n');
}

test.each([
  ['signs that open nothing', lines(60, `${'*_'.repeat(4995)}\n`), 'text-too-complex'],
  ['brackets that close nothing', lines(60, `${'] '.repeat(4995)}\n`), 'text-too-complex'],
  ['emphasis of lengths that do not pair', lines(60, `${'a*b**'.repeat(3000)}\n`), 'text-too-complex'],
  ['headings', lines(30_000, '### A\n'), 'file-too-large'],
  ['headings with a line below', lines(9000, 'A\n-\n'), 'file-too-large'],
  ['line breaks', '\n'.repeat(1_000_000), 'file-too-large'],
  ['rows', `| a | b |\n| - | - |\n${lines(30_000, '| c | d |')}`, 'file-too-large'],
  [
    'columns that only the head has',
    `${'| a '.repeat(2000)}|\n${'| - '.repeat(2000)}|\n${lines(2000, '| b |')}`,
    'file-too-large',
  ],
])('%s without an end are refused before they are parsed, at a line of the file', (_name, text, code) => {
  const exceeded = exceededLimitIn(text);
  expect(exceeded?.code).toBe(code);
  expect(exceeded?.line).toBeLessThanOrEqual(text.split('\n').length);
});

test.each([
  ['globs', lines(200, '- src/**/*.ts and **/*_test.* in a_b_c')],
  ['arithmetic', lines(500, 'a * b = 2*3*4, x[i][j] = y[k]_n, *p = **q')],
  [
    'two megabytes of prose',
    lines(
      14_000,
      `${'Of these words *some* are marked, and others [lead](a.md) to where they came from. '.repeat(2)}\n`,
    ),
  ],
])('%s are read', (_name, text) => {
  expect(exceededLimitIn(text)).toBeUndefined();
});

function lines(count: number, line: string): string {
  return Array.from({ length: count }, () => line).join('\n');
}
