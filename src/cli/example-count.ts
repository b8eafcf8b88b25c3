// Counts the code examples of each chapter, and those marked as not to be run. Not here: running them (tests/examples/).
import type { Library } from '../course/read-course.ts';
import { countWords } from '../course/outline/reading-time.ts';
import { visit } from 'unist-util-visit';

export interface ExampleCount {
  /** Words of prose. */
  readonly words: number;
  readonly examples: number;
  readonly notRun: number;
}

/** Languages of fences that are not examples: text, diagrams, questions, printed results. */
const NO_EXAMPLE = new Set([
  '',
  'text',
  'txt',
  'result',
  'mermaid',
  'question',
  'task',
  'figure',
  'md',
  'markdown',
  'diff',
]);

/** By `course/chapter`. To be called before rendering, which modifies the trees. */
export function countExamples({ courses }: Library): ReadonlyMap<string, ExampleCount> {
  const counts = new Map<string, ExampleCount>();
  for (const course of courses) {
    for (const chapter of course.chapters) {
      let examples = 0;
      let notRun = 0;
      visit(chapter.tree, 'code', ({ lang, meta }) => {
        if (NO_EXAMPLE.has(lang ?? '')) return;
        examples++;
        if (/\bnorun=/.test(meta ?? '')) notRun++;
      });
      counts.set(`${course.id}/${chapter.id}`, { words: countWords(chapter.tree), examples, notRun });
    }
  }
  return counts;
}
