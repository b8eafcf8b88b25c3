// The table that `npm run check` prints for each course: its chapters and their sizes.
import { printableName } from '../course/problems.ts';
import type { Course } from '../course/types.ts';
import type { ExampleCount } from './example-count.ts';

const COLUMNS = [
  'chapter',
  'words',
  'minutes',
  'sections',
  'objectives',
  'asked',
  'questions',
  'figures',
  'examples',
  'not run',
] as const;

export function courseTable(courses: readonly Course[], examples: ReadonlyMap<string, ExampleCount>): string {
  return courses
    .map((course) =>
      [
        `${printableName(course.title)} (${course.id}), ${course.terms.length} terms`,
        ...lines(course, examples),
      ].join('\n'),
    )
    .join('\n\n');
}

function lines(course: Course, examples: ReadonlyMap<string, ExampleCount>): string[] {
  const rows = course.chapters.map((chapter) => {
    const counted = examples.get(`${course.id}/${chapter.id}`);
    return [
      `${chapter.number}. ${printableName(chapter.title)}`,
      counted?.words ?? 0,
      chapter.minutes,
      chapter.sections.length,
      chapter.objectives.length,
      new Set(chapter.questions.map(({ objective }) => objective)).size,
      chapter.questions.length,
      chapter.figures.length,
      counted?.examples ?? 0,
      counted?.notRun ?? 0,
    ];
  });
  const numbers = rows.map((row) => row.slice(1) as number[]);
  const sums = COLUMNS.slice(1).map((_, at) => numbers.reduce((sum, row) => sum + (row[at] ?? 0), 0));
  const table = [[...COLUMNS], ...rows, ['together', ...sums]].map((row) => row.map(String));
  const widths = COLUMNS.map((_, at) => Math.max(...table.map((row) => (row[at] ?? '').length)));
  return table.map((row) =>
    `  ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')}`.trimEnd(),
  );
}
