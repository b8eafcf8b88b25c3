import { expect, test } from 'vitest';
import { courseNavigation } from '../../../src/components/navigation.ts';
import type { Chapter, Course } from '../../../src/course/types.ts';

const place = { file: 'a.md', line: 1, column: 1 };

function courseOf(count: number): Course {
  const chapters = Array.from({ length: count }, (_, at): Chapter => ({
    ...{
      id: `c${at + 1}`,
      number: at + 1,
      title: `Chapter ${at + 1}`,
      description: '',
      lede: '',
      minutes: 1,
    },
    ...{
      objectives: [],
      prerequisites: [],
      sectionTexts: [],
      questions: [],
      anchors: [],
      figures: [],
      answersHtml: '',
    },
    sections: [{ id: 's', title: 'S', depth: 2, line: 1 }],
    source: place,
  }));
  const course = { id: 'a', title: 'A', description: '', language: 'en', glossaryHtml: '', source: place };
  return { ...course, chapters, terms: [], files: [] };
}

function numbers(count: number, page: string): number[] {
  return (courseNavigation(courseOf(count), page).chapters ?? []).map(({ number }) => number);
}

test('each page of a course lists its chapters', () => {
  expect(numbers(300, 'c7')).toHaveLength(300);
});

test('each page of a course of hundreds lists those around it, in number the same however many there are', () => {
  expect(numbers(1000, 'c500')).toEqual(Array.from({ length: 41 }, (_, at) => 480 + at));
  expect(numbers(10_000, 'c500')).toEqual(numbers(1000, 'c500'));
  expect(numbers(1000, 'c3').slice(0, 4)).toEqual([1, 2, 3, 4]);
  expect(numbers(1000, 'c1000').at(-1)).toBe(1000);
  expect(numbers(1000, 'topics')[0]).toBe(1);
});

test('the number of all chapters is known, and whether the page has sections', () => {
  const navigation = courseNavigation(courseOf(1000), 'c500');
  expect(navigation).toMatchObject({ chapterCount: 1000, hasSections: true });
  expect(courseNavigation(courseOf(1000), 'constructor').hasSections).toBe(false);
});
