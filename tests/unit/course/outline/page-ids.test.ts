import { expect, test } from 'vitest';
import { outlineChapter } from '../../../../src/course/outline/outline.ts';
import { freeId } from '../../../../src/course/outline/page-ids.ts';
import { parseText } from '../../../../src/course/source/parse.ts';

test('a heading never takes an id that buttons, links and scripts of the page look for', () => {
  const words = [
    'Content',
    'Chapters',
    'Sections',
    'Settings',
    'Answers',
    'On this page',
    'Question one',
    'Tab 1',
    'Own tools',
  ];
  const text = `# Title\n\n${words.map((word) => `## ${word}\n`).join('\n')}`;
  const { part } = outlineChapter(parseText(text, 'a.md', 'md').tree, 'a.md', undefined, []);
  expect(part.sections.map(({ id }) => id)).toEqual([
    'section-content',
    'section-chapters',
    'section-sections',
    'section-settings',
    'section-answers',
    'section-on-this-page',
    'section-question-one',
    'section-tab-1',
    'section-own-tools',
  ]);
});

test('other headings keep the id that GitHub gives them', () => {
  for (const id of ['caching', 'questions', 'answering', 'tabs', 'notes', 'section-content'])
    expect(freeId(id)).toBe(id);
});
