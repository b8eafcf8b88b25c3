// No construct of another tool loses its words: each word of a text is on a page, in the course's data or in a message.
// The words are of a vocabulary that no tool uses, so that only what an author wrote to be read is counted.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from '../property.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { printProblems } from '../../src/course/problems.ts';
import { renderFolder } from '../rendered-library.ts';
import { CONSTRUCTS } from './foreign-constructs.ts';

const VOCABULARY =
  /\b(?:kettle|teapot|saucer|sugar|lemon|honey|ginger|samovar|infuser|biscuit|cinnamon|porcelain|oolong|matcha|spoon|tray)\b/gi;

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'lectern-words-'));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** Words of the source that are nowhere in what becomes of it. */
async function lostWords(text: string): Promise<string[]> {
  const content = mkdtempSync(path.join(root, 'course-'));
  mkdirSync(path.join(content, 'tea'));
  writeFileSync(path.join(content, 'tea/01-first.md'), text);
  const { courses, problems } = await renderFolder(content, () => ({ html: '' }));
  expect(problems.filter(({ grade }) => grade === 'error').map(({ text: what }) => what)).toEqual([]);
  const data = JSON.stringify(courses);
  // In a formula each letter has an element of its own.
  const shown = `${data} ${data.replace(/<[^>]*>/g, '')} ${printProblems(problems)}`.toLowerCase();
  const written = new Set((text.match(VOCABULARY) ?? []).map((word) => word.toLowerCase()));
  return [...written].filter((word) => !shown.includes(word));
}

test.each(CONSTRUCTS.map((construct) => [construct]))('%s', async (construct) => {
  expect((construct.match(VOCABULARY) ?? []).length, 'it holds words to look for').toBeGreaterThan(0);
  expect(await lostWords(`# Title\n\nBefore.\n\n${construct}\n\nAfter a spoon.\n`)).toEqual([]);
});

test('constructs after one another, in lists and in quotations, keep their words', async () => {
  const construct = fc.constantFrom(...CONSTRUCTS);
  const within = fc.constantFrom('plain', 'list', 'quotation');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(construct, within), { minLength: 1, maxLength: 5 }),
      fc.constantFrom('\n\n', '\n'),
      async (parts, between) => {
        const text = parts.map(([each, place]) => put(each, place)).join(between);
        expect(await lostWords(`# Title\n\nBefore.\n\n${text}\n`)).toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
});

function put(text: string, place: string): string {
  const lines = text.split('\n');
  if (place === 'quotation') return lines.map((line) => `> ${line}`).join('\n');
  if (place === 'list')
    return lines.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`)).join('\n');
  return text;
}
