// How many code examples each chapter has, and how many of them say that they are not to be run.
// What came of running them is told by `npm run examples` and `npm test`.
import type { Library } from '../course/read-course.ts';
import { countWords } from '../course/outline/reading-time.ts';
import { visit } from 'unist-util-visit';

export interface ExampleCount {
  /** Words of prose. */
  readonly words: number;
  readonly examples: number;
  readonly notRun: number;
}

/** Fences that are something else than an example: text, pictures, questions, the printed result of the one before. */
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

/** By `course/chapter`. To be asked before rendering, which takes the trees apart. */
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
