import { expect, test } from 'vitest';
import { firstSentence } from '../../../../src/course/outline/first-sentence.ts';
import { parseText } from '../../../../src/course/source/parse.ts';

const of = (text: string): string => firstSentence(parseText(text, 'a.md', 'md').tree);

test('a chapter is described by its first sentence of prose', () => {
  expect(of('**Short**\n\nWater is fresh and just off the boil when it is poured. Then wait.')).toBe(
    'Water is fresh and just off the boil when it is poured.',
  );
  expect(of('缓存可以减少数据库的压力，读取更快。未命中再访问数据库。')).toBe(
    '缓存可以减少数据库的压力，读取更快。',
  );
});

test.each([
  ['an item of a list', '- Buttons with a clear state of on or off or something between'],
  ['a quotation', '> Somebody else said this at some length, and it is not about the chapter.'],
  ['the source of HTML', '<video src="film.mp4" controls poster="a-picture-with-a-long-name.png"></video>'],
  ['a sentence that ends in a colon', 'The kinds of inputs that there are on such a device:\n\n- Keys'],
])('%s describes none', (_name, text) => {
  expect(of(text)).toBe('');
});

test('tags are no part of it', () => {
  expect(of('A Map<K> of <b>things</b> is a container for them, whatever they are.')).toBe(
    'A Map of things is a container for them, whatever they are.',
  );
});
