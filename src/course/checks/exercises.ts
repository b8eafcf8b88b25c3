// Every exercise has a solution: below a heading "Exercise: …" a <details> whose summary says so.
import { visit } from 'unist-util-visit';
import type { CourseDraft } from '../read-course.ts';
import type { Problem } from '../problems.ts';

export function checkExercises(course: CourseDraft): Problem[] {
  const problems: Problem[] = [];
  for (const { sections, tree, source } of course.chapters) {
    const solutions: number[] = [];
    visit(tree, 'html', ({ value, position }) => {
      if (/<summary>[^<]*\bsolution/i.test(value)) solutions.push(position?.start.line ?? 0);
    });
    sections.forEach(({ title, line, depth }, index) => {
      if (!/^exercise\b.*[:.]/i.test(title)) return;
      const end = sections.slice(index + 1).find((next) => next.depth <= depth)?.line ?? Infinity;
      if (solutions.some((at) => at > line && at < end)) return;
      problems.push({
        grade: 'warning',
        code: 'exercise-without-solution',
        place: { file: source.file, line, column: 1 },
        text: `"${title}" has no solution, so a reader cannot check their own.`,
        hint: 'Fold it away below the task: <details>, <summary>Solution</summary>, an empty line, the text, </details>.',
      });
    });
  }
  return problems;
}
