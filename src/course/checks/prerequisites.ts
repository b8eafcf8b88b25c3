// Prerequisites name chapters of the course, and no chapter needs itself, directly or through others.
import type { CourseDraft } from '../read-course.ts';
import { didYouMean, type Problem } from '../problems.ts';

export function checkPrerequisites(course: CourseDraft): Problem[] {
  const problems: Problem[] = [];
  const needs = new Map(course.chapters.map(({ id, prerequisites }) => [id, prerequisites]));
  for (const { id, prerequisites, source } of course.chapters) {
    const lineOf = (path: readonly PropertyKey[]): number =>
      course.stated.get(id)?.lineOf(['prerequisites', ...path]) ?? 1;
    const report = (code: string, line: number, text: string, hint: string): void => {
      problems.push({ grade: 'error', code, place: { file: source.file, line, column: 1 }, text, hint });
    };
    for (const [index, wanted] of prerequisites.entries()) {
      if (!needs.has(wanted)) {
        report(
          'prerequisite-unknown',
          lineOf([index]),
          `The prerequisite "${wanted}" is no chapter of this course.`,
          didYouMean(wanted, needs.keys(), `Chapters are: ${[...needs.keys()].join(', ')}.`),
        );
      }
    }
    const circle = findCircle(id, needs);
    if (circle)
      report(
        'prerequisite-cycle',
        lineOf([]),
        `This chapter needs itself: ${circle.join(' → ')}.`,
        'Remove one of these prerequisites.',
      );
  }
  return problems;
}

/** The way from a chapter back to itself, or undefined; each chapter is visited once. */
function findCircle(start: string, needs: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const seen = new Set<string>();
  const ways: string[][] = [[start]];
  for (let way = ways.pop(); way; way = ways.pop()) {
    for (const next of needs.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return [...way, next];
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}
