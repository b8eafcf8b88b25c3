// `question` fences → questions, with a problem for everything that would leave a reader without a fair answer.
// Not here: how they look (markdown/questions.ts) and whether objectives are asked (checks/).
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { z } from 'zod';
import { readYaml } from './parse.ts';
import type { Problem } from './problems.ts';
import type { Question } from './types.ts';

const text = z.string().min(1);
const named = {
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens'),
  objective: text,
  ask: text,
};
const choice = z.strictObject({
  ...named,
  answers: z
    .array(z.strictObject({ text, why: text, correct: z.boolean().default(false) }))
    .min(2, 'must hold at least two answers'),
});
const number = z.strictObject({
  ...named,
  number: z.number(),
  tolerance: z.number().min(0).default(0),
  unit: z.string().default(''),
  why: text,
});
const order = z.strictObject({ ...named, order: z.array(text).min(2, 'must hold at least two steps'), why: text });

export function readQuestions(tree: Root, file: string, problems: Problem[]): Question[] {
  const questions: Question[] = [];
  visit(tree, 'code', (node) => {
    if (node.lang !== 'question') return;
    const line = node.position?.start.line ?? 1;
    const column = node.position?.start.column ?? 1;
    const before = problems.length;
    const yaml = readYaml(node.value, line, file, 'question-malformed', problems);
    if (problems.length > before) return;
    const malformed = (atLine: number, what: string, hint: string): void => {
      problems.push({
        grade: 'error',
        code: 'question-malformed',
        place: { file, line: atLine, column: atLine === line ? column : 1 },
        text: what,
        hint,
      });
    };
    const kinds = ['answers', 'number', 'order'].filter((key) => key in yaml.data);
    if (kinds.length !== 1) {
      malformed(line, `A question has exactly one of "answers", "number" and "order"; this one has ${kinds.length}.`, KINDS);
      return;
    }
    const parsed = (kinds[0] === 'answers' ? choice : kinds[0] === 'number' ? number : order).safeParse(yaml.data);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const where = issue.path.join('.');
        malformed(yaml.lineOf(issue.path), `The question's ${where ? `"${where}"` : 'entry'}: ${sayIssue(issue)}.`, FIELDS);
      }
      return;
    }
    const data = parsed.data;
    if ('answers' in data) {
      if (!data.answers.some(({ correct }) => correct)) {
        malformed(yaml.lineOf(['answers']), 'No answer of this question is correct.', 'Give the right one "correct: true".');
        return;
      }
      questions.push({ ...data, kind: 'choice', line });
    } else if ('number' in data) questions.push({ ...data, kind: 'number', line });
    else questions.push({ ...data, kind: 'order', line });
  });
  return questions;
}

/** A Zod issue in an author's words. */
export function sayIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `${issue.keys.map((key) => `"${key}"`).join(', ')} is not known here`;
  if (issue.code === 'invalid_type')
    return issue.input === undefined && /undefined/.test(issue.message) ? 'is missing' : `must be ${article(issue.expected)}`;
  if (issue.code === 'too_small' && issue.origin === 'string') return 'is empty';
  return issue.message;
}

function article(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

const KINDS = 'Give "answers" (text, correct, why for each), or "number" with "why", or "order" with "why".';
const FIELDS = 'See "Questions" in the manual, Writing a course.';
