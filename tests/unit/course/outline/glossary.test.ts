import { expect, test } from 'vitest';
import { toString } from 'mdast-util-to-string';
import { readGlossary, type TermDraft } from '../../../../src/course/outline/glossary.ts';
import { parseText } from '../../../../src/course/source/parse.ts';
import type { Problem } from '../../../../src/course/problems.ts';

function read(text: string, depth?: number): { terms: TermDraft[]; codes: string[] } {
  const problems: Problem[] = [];
  const terms = readGlossary(parseText(text, 'glossary.md', 'md').tree, 'glossary.md', problems, depth);
  return { terms, codes: problems.map(({ code, place }) => `${code}:${place.line}`) };
}

test('a term has a name, a definition, other names and a place', () => {
  const { terms, codes } = read(
    '## Cache `key`\n\nWhat a copy is found by.\n\n- Also: lookup key, entry name\n- Introduced in: [Caching](05-caching.md#keys)\n',
  );
  expect(terms.map(({ definition, ...term }) => ({ ...term, definition: toString(definition) }))).toEqual([
    {
      id: 'cache-key',
      name: 'Cache key',
      aliases: ['lookup key', 'entry name'],
      definition: 'What a copy is found by.',
      introducedIn: '05-caching.md#keys',
      line: 1,
    },
  ]);
  expect(codes).toEqual([]);
});

test('a list that is not about the term belongs to the definition', () => {
  const { terms } = read('## Queue\n\nEither of\n\n- a line\n- a stack\n');
  expect(terms[0]?.definition.children.map(({ type }) => type)).toEqual(['paragraph', 'list']);
});

test('a term without definition and a name given twice are warnings at their headings', () => {
  expect(read('## A\n\n## B\n\nText.\n\n- Also: a\n').codes).toEqual(['term-undefined:1', 'term-repeated:3']);
});

test('in a single file, terms are third-level headings', () => {
  expect(read('## Glossary\n\n### A\n\nText.\n\n### B\n\nText.\n', 3).terms.map(({ name }) => name)).toEqual([
    'A',
    'B',
  ]);
});

test('terms of other scripts and of signs alone have ids of their own', () => {
  expect(read('## 缓存\n\na\n\n## !\n\nb\n\n## ?\n\nc\n').terms.map(({ id }) => id)).toEqual([
    '缓存',
    'term-2',
    'term-3',
  ]);
});
