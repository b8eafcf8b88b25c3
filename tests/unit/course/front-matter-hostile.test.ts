// Front matter that someone wrote to break something: each value is used, or told.
import { expect, test } from 'vitest';
import { validate } from '../../../src/course/source/front-matter.ts';
import { parseText } from '../../../src/course/source/parse.ts';
import type { Problem } from '../../../src/course/problems.ts';
import { coverSchema, fileSchema } from '../../../src/course/source/schema.ts';

function read(schema: typeof coverSchema | typeof fileSchema, data: string) {
  const problems: Problem[] = [];
  const { frontMatter } = parseText(data, 'tea.md', 'md');
  const result = validate(schema, frontMatter, 'tea.md', problems);
  return { result, told: problems.map(({ grade, place, text }) => `${grade} ${place.line}: ${text}`) };
}

test.each(['en-US-US', 'en-aa-bb', 'de-DE-1996-1996', 'abc-abc-abc-abc-abc', 'en-12'])(
  'the language "%s", which Node would refuse in the middle of a build, is left out and told',
  (tag) => {
    const { result, told } = read(coverSchema, `---\nlanguage: ${tag}\n---\n`);
    expect(result.language).toBeUndefined();
    expect(told).toEqual([
      'warning 2: In the front matter, "language" must be a language tag such as "en" or "pt-BR".',
    ]);
  },
);

test.each(['en', 'pt-BR', 'zh-Hans-CN', 'de-1996', 'sr-Latn'])('the language "%s" is taken', (tag) => {
  expect(read(coverSchema, `---\nlanguage: ${tag}\n---\n`)).toEqual({ result: { language: tag }, told: [] });
});

test.each([
  ['YAML', '---\ntitle: Tea\nchapters:\n  __proto__:\n    minutes: 3\n---\n', 4],
  ['TOML', '+++\ntitle = "Tea"\n[chapters.__proto__]\nminutes = 3\n+++\n', 2],
])('a chapter called __proto__ is told in %s', (_, data, line) => {
  const { told } = read(fileSchema, data);
  expect(told).toEqual([
    `error ${line}: In the front matter, "chapters.__proto__" is a name that no data can have.`,
  ]);
});

test('a value of the wrong kind is told once, in words', () => {
  expect(read(coverSchema, '---\ntitle: []\n---\n').told).toEqual([
    'warning 2: In the front matter, "title" must be text.',
  ]);
});

test('data that hold themselves end', () => {
  expect(read(coverSchema, '---\ntitle: Tea\nx: &a { b: *a }\n---\n').result.title).toBe('Tea');
});
