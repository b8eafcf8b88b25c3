// `question` fences → questions, with a problem for everything that would leave a reader without a fair answer.
// Not here: how they look (markdown/blocks/questions.ts) and whether objectives are asked (checks/).
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { z } from 'zod';
import { readYaml, exceededLimitInFragment } from '../source/parse.ts';
import { didYouMean, nearest, type Problem } from '../problems.ts';
import { describeIssue, describePath } from '../source/schema-issues.ts';
import type { Question } from '../types.ts';

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
const order = z.strictObject({
  ...named,
  order: z
    .array(text)
    .min(2, 'must hold at least two steps')
    .refine((steps) => new Set(steps).size === steps.length, 'must not hold the same step twice'),
  why: text,
});

/** The most problems that are reported for one question. */
const MOST_TOLD = 20;

const KINDS = ['answers', 'number', 'order'] as const;
const SCHEMAS = { answers: choice, number, order } as const;
const HOW = 'Give "answers" (text, correct, why for each), or "number" with "why", or "order" with "why".';

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
    const kinds = KINDS.filter((kind) => Object.hasOwn(yaml.data, kind));
    const [kind] = kinds;
    if (kind === undefined || kinds.length > 1) {
      const misspelt = Object.keys(yaml.data).find(
        (key) => nearest(key, KINDS) !== undefined && !Object.hasOwn(named, key),
      );
      const hint = kind === undefined && misspelt !== undefined ? didYouMean(misspelt, KINDS, HOW) : HOW;
      malformed(
        line,
        `A question has exactly one of "answers", "number" and "order"; this one has ${kinds.length}.`,
        hint,
      );
      return;
    }
    const schema = SCHEMAS[kind];
    const parsed = schema.safeParse(yaml.data);
    if (!parsed.success) {
      for (const issue of parsed.error.issues.slice(0, MOST_TOLD)) {
        if (issue.code !== 'unrecognized_keys') {
          malformed(
            yaml.lineOf(issue.path),
            `In this question, ${describePath(issue.path)} ${describeIssue(issue)}.`,
            '',
          );
          continue;
        }
        const known = issue.path.length === 0 ? Object.keys(schema.shape) : ['text', 'correct', 'why'];
        for (const key of issue.keys.slice(0, MOST_TOLD)) {
          const path = [...issue.path, key];
          const hint = didYouMean(key, known, `Known here: ${known.join(', ')}.`);
          malformed(yaml.lineOf(path), `In this question, ${describePath(path)} is not known.`, hint);
        }
      }
      return;
    }
    const data = parsed.data;
    const exceeded = textsIn(data).map(exceededLimitInFragment).find(Boolean);
    if (exceeded) {
      malformed(line, `In this question, a text cannot be read. ${exceeded.text}`, exceeded.hint);
      return;
    }
    if ('answers' in data) {
      if (!data.answers.some(({ correct }) => correct)) {
        malformed(
          yaml.lineOf(['answers']),
          'No answer of this question is correct.',
          'Give the right one "correct: true".',
        );
        return;
      }
      questions.push({ ...data, kind: 'choice', line });
    } else if ('number' in data) questions.push({ ...data, kind: 'number', line });
    else questions.push({ ...data, kind: 'order', line });
  });
  return questions;
}

/** All strings in the data of a question, at any depth. */
function textsIn(data: unknown): string[] {
  if (typeof data === 'string') return [data];
  return data !== null && typeof data === 'object' ? Object.values(data).flatMap(textsIn) : [];
}
