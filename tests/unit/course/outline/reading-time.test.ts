import { expect, test } from 'vitest';
import { parseText } from '../../../../src/course/source/parse.ts';
import {
  countWords,
  estimateMinutes,
  WORDS_PER_MINUTE,
} from '../../../../src/course/outline/reading-time.ts';

const tree = (text: string) => parseText(text, 'a.md', 'md').tree;
const words = (count: number): string => 'word '.repeat(count);

test('words are counted in paragraphs, lists, quotations and tables, not in code, headings or footnotes', () => {
  expect(
    countWords(
      tree(
        '## Not this\n\nOne two.\n\n- three\n- four\n\n> five\n\n| six |\n| - |\n| seven |\n\n```\nnot this\n```\n',
      ),
    ),
  ).toBe(7);
  expect(countWords(tree('One.[^1]\n\n[^1]: Not counted here.\n'))).toBe(1);
});

test('a word with hyphen or apostrophe is one word, punctuation is none', () => {
  expect(countWords(tree("It's a well-known rule – of 3.\n"))).toBe(6);
});

test('two Chinese or Japanese characters count as a word, whole words of other scripts as one', () => {
  expect(countWords(tree('缓存策略\n'))).toBe(2);
  expect(countWords(tree('Кэш и очередь\n'))).toBe(3);
});

test('an estimate is never less than a minute, and grows with the words', () => {
  expect(estimateMinutes(tree(''))).toBe(1);
  expect(estimateMinutes(tree(words(10 * WORDS_PER_MINUTE)))).toBe(10);
});

test('code takes time by the line, a question a minute and a half whatever its length', () => {
  const code = `\`\`\`ts\n${'a();\n'.repeat(44)}\`\`\`\n`;
  expect(estimateMinutes(tree(code))).toBe(2);
  const question = '```question\nid: a\n```\n';
  expect(estimateMinutes(tree(`${question}\n${question}\n`))).toBe(3);
});
