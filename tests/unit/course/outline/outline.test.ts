import fc from '../../../property.ts';
import { expect, test } from 'vitest';
import { outlineCourse, type Outline } from '../../../../src/course/outline/outline.ts';
import { parseText } from '../../../../src/course/source/parse.ts';
import type { Problem } from '../../../../src/course/problems.ts';

function outline(text: string): { outline: Outline; problems: Problem[] } {
  const problems: Problem[] = [];
  return {
    outline: outlineCourse(
      parseText(text, 'course.md', 'md').tree,
      'course.md',
      { statedTitle: undefined, fallbackTitle: 'Course' },
      problems,
    ),
    problems,
  };
}
const titles = (text: string): string[] => outline(text).outline.chapters.map(({ title }) => title);
const codes = (text: string): string[] =>
  outline(text).problems.map(({ code, place }) => `${code}:${place.line}`);

test('each second-level heading begins a chapter, and the text above the first is the cover', () => {
  const { outline: found } = outline('# Title\n\nHello.\n\n## One\n\na\n\n## Two\n\nb\n');
  expect(found.title).toBe('Title');
  expect(found.chapters.map(({ id, line }) => [id, line])).toEqual([
    ['one', 5],
    ['two', 9],
  ]);
  expect(found.cover.tree.children).toHaveLength(1);
});

test('lines in a fence that look like headings cut nothing, in fences within fences neither', () => {
  expect(titles('## One\n\n````md\n```\n## not this\n```\n## nor this\n````\n\n## Two\n')).toEqual([
    'One',
    'Two',
  ]);
});

test('setext headings are headings', () => {
  expect(titles('Title\n=====\n\nOne\n---\n\ntext\n')).toEqual(['One']);
});

test('a course without second-level headings is one chapter of its title', () => {
  expect(titles('# Only\n\ntext\n\n### Deep\n\nmore\n')).toEqual(['Only']);
  expect(titles('just text\n')).toEqual(['Course']);
});

test('a file with nothing but a title has no chapter', () => {
  expect(titles('# Only\n')).toEqual([]);
});

test('a hand-written contents list goes, and its anchors find their chapters by title', () => {
  const text =
    '# T\n\n## Contents\n\n1. [Caching Strategies](#caching)\n2. [The rest](#rest)\n\n## Caching Strategies\n\na\n\n## The rest\n\nb\n';
  expect(outline(text).outline.chapters.map(({ id, anchors }) => [id, anchors])).toEqual(
    [
      ['caching-strategies', ['caching']],
      ['the-rest', []],
    ].map(([id, anchors]) => [id, id === 'the-rest' ? ['rest'] : anchors]),
  );
  expect(outline(text).problems).toEqual([]);
});

test('a contents entry without a chapter is a warning with its line', () => {
  expect(
    codes(
      '# T\n\n## Contents\n\n- [A](#a)\n- [Nothing alike](#gone)\n\n## A\n\na\n\n## B\n\nb\n\n## C\n\nc\n',
    ),
  ).toEqual(['contents-entry-unknown:6']);
});

test('a list of links with other text beside it is text, not a contents list', () => {
  expect(titles('## See also\n\n- [a](#b) is good\n\n## B\n\nb\n')).toEqual(['See also', 'B']);
});

test('two chapters of one title get two addresses and a warning', () => {
  const text = '## Setup\n\na\n\n## Setup\n\nb\n';
  expect(outline(text).outline.chapters.map(({ id }) => id)).toEqual(['setup', 'setup-1']);
  expect(codes(text)).toEqual(['chapter-title-repeated:5']);
});

test('a skipped level is mended and reported', () => {
  const { outline: found } = outline('## A\n\n#### Deep\n\n##### Deeper\n');
  expect(found.chapters[0]?.sections.map(({ depth }) => depth)).toEqual([2, 3]);
  expect(codes('## A\n\n#### Deep\n\n##### Deeper\n')).toEqual(['heading-level-skipped:3']);
});

test('a chapter called like a page of Lectern’s own gets an address beside it', () => {
  expect(outline('## Index\n\na\n').outline.chapters[0]?.id).toBe('index-1');
});

test('headings of emoji only, and in other scripts, have ids that can be read and are stable', () => {
  const { outline: found } = outline('## 🎉\n\na\n\n## Кэширование\n\n### 缓存\n\nb\n');
  expect(found.chapters.map(({ id }) => id)).toEqual(['chapter-1', 'кэширование']);
  expect(found.chapters[1]?.sections[0]?.id).toBe('缓存');
});

test('whatever is written: ids are unique, depths have no gap, nothing of the text is lost', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '# A',
      '## B',
      '## B',
      '### C',
      '#### D',
      '- [x](#b)',
      '```',
      '## ',
      'text',
      '',
      '---',
      '> q',
      '    code',
      'a\n===',
      'b\n---',
    ),
    fc.string({ maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const text = lines.join('\n');
      const { outline: found, problems } = outline(text);
      const total = text.split('\n').length;
      const ids = found.chapters.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { sections } of found.chapters) {
        expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
        let before = 1;
        for (const { depth } of sections) {
          expect(depth).toBeLessThanOrEqual(before + 1);
          expect(depth).toBeGreaterThanOrEqual(2);
          before = depth;
        }
      }
      for (const { place } of problems) expect(place.line).toBeLessThanOrEqual(total);
    }),
    { numRuns: 400 },
  );
});

test('a contents list is matched by title, by what is near it, by place, in time that grows with its length', () => {
  const titles = Array.from({ length: 800 }, (_, at) => `Chapter of ${at}`);
  const list = titles
    .map((title) => `- [${title.replace('Chapter', 'Chaptre')}](#x-${title.length})`)
    .join('\n');
  const chapters = titles.map((title) => `## ${title}\n\na\n`).join('\n');
  const text = `# T\n\n## Contents\n\n${list}\n\n${chapters}`;
  const problems: Problem[] = [];
  const { chapters: cut } = outlineCourse(
    parseText(text, 'a.md', 'md').tree,
    'a.md',
    { statedTitle: undefined, fallbackTitle: 'T' },
    problems,
  );
  expect(cut).toHaveLength(800);
  expect(problems).toEqual([]);
  expect(cut.filter(({ anchors }) => anchors.length > 0).length).toBeGreaterThan(700);
});
