// The original course's outline against ours: every chapter, every heading, every point under them has its place here.
// The original lies beside the project; where it does not, there is nothing to compare.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { describe, expect, test } from 'vitest';
import { readLibrary, type ChapterDraft } from '../../src/course/read-course.ts';

const seed = path.resolve('../shared/seed');

describe.skipIf(!existsSync(path.join(seed, 'backend-architecture.md')))('the original outline', () => {
  const original = readLibrary(seed).courses[0]?.chapters ?? [];
  const ours = readLibrary('content').courses.find(({ id }) => id === 'backend-architecture')?.chapters ?? [];
  const chapterOf = (title: string): ChapterDraft | undefined =>
    ours.find((chapter) => chapter.title === title);

  test('has its nine chapters here, in order, under their names', () => {
    expect(ours.map(({ title }) => title)).toEqual(original.map(({ title }) => title));
  });

  const headings = original.flatMap((chapter) =>
    chapter.sections.map((section) => [chapter.title, section.title] as const),
  );
  test.each(headings)('%s: “%s” is a section here', (chapter, heading) => {
    expect(chapterOf(chapter)?.sections.map(({ title }) => title)).toContain(heading);
  });

  const points = original.flatMap((chapter) =>
    pointsOf(chapter.tree.children).map((point) => [chapter.title, point] as const),
  );
  test.each(points)('%s: “%s” is spoken of here', (chapter, point) => {
    const found = chapterOf(chapter);
    const text = found ? words(readFileSync(found.source.file, 'utf8')) : new Set<string>();
    const wanted = [...words(point)];
    const missing = wanted.filter((word) => !text.has(word));
    expect(missing.length / Math.max(1, wanted.length), `missing: ${missing.join(', ')}`).toBeLessThanOrEqual(
      0.34,
    );
  });

  test('is no small list', () => {
    expect(headings.length).toBeGreaterThanOrEqual(22);
    expect(points.length).toBeGreaterThanOrEqual(60);
    console.log(
      `${original.length} chapters, ${headings.length} headings and ${points.length} points of the original have their place`,
    );
  });
});

/** Bold labels, list items and the numbered steps and strategies in plain fences. */
function pointsOf(nodes: readonly RootContent[]): string[] {
  return nodes.flatMap((node): string[] => {
    if (node.type === 'list') return node.children.flatMap((item) => [toString(item.children[0] ?? item)]);
    if (node.type === 'code')
      return node.lang
        ? []
        : node.value
            .split('\n')
            .filter((line) => /^\s*(?:\d\.|-) /.test(line))
            .map((line) => line.replace(/^\s*(?:\d\.|-) /, ''));
    if (node.type === 'paragraph')
      return node.children
        .filter((child) => child.type === 'strong')
        .map((child) => toString(child))
        .filter((label) => !/^(?:advantages|disadvantages|use cases|examples):?$/i.test(label));
    return [];
  });
}

/** Words of a point that name no topic. */
const EMPTY =
  /^(?:that|this|with|more|when|what|from|have|into|same|each|their|your|will|them|high|reduc\w*|improv\w*|better|trade|need\w*|addit\w*)$/;

/** Words of use, by their first five letters, so that "scaling" finds "scale". */
function words(text: string): Set<string> {
  const found =
    text
      .toLowerCase()
      .replaceAll('ise', 'ize')
      .match(/[a-z]{4,}/g) ?? [];
  return new Set(found.filter((word) => !EMPTY.test(word)).map((word) => word.slice(0, 5)));
}
