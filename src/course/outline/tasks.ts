// `task` fences → tasks that a lab can check, with a problem for each that cannot be read.
// Not here: how they look (markdown/blocks/tasks.ts), whether their solutions are right (labs/check/).
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { z } from 'zod';
import { readYaml, exceededLimitInFragment } from '../source/parse.ts';
import { didYouMean, type Problem } from '../problems.ts';
import { describeIssue, describePath } from '../source/schema-issues.ts';
import type { Task } from '../types.ts';

const text = z.string().min(1);
const texts = z.union([text.transform((one) => [one]), z.array(text).min(1)]);
const schema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens'),
    ask: text,
    lab: z.string().default(''),
    start: z.string().default(''),
    result: text.optional(),
    ordered: z.boolean().default(false),
    plan: text.optional(),
    uses: texts.default([]),
    avoids: texts.default([]),
    hint: z.string().default(''),
    solution: text,
    why: z.string().default(''),
  })
  .refine(({ result, plan }) => result !== undefined || plan !== undefined, {
    message: 'needs "result" or "plan", or the lab has nothing to check',
  })
  .refine(({ plan, uses, avoids }) => (plan !== undefined) === uses.length + avoids.length > 0, {
    message: 'needs "plan" together with "uses" or "avoids"',
  });

const KEYS = Object.keys(schema.shape);

export function readTasks(tree: Root, file: string, problems: Problem[]): Task[] {
  const tasks: Task[] = [];
  visit(tree, 'code', (node) => {
    if (node.lang !== 'task') return;
    const line = node.position?.start.line ?? 1;
    const before = problems.length;
    const yaml = readYaml(node.value, line, file, 'task-malformed', problems);
    if (problems.length > before) return;
    const malformed = (at: number, what: string, hint = ''): void => {
      problems.push({
        grade: 'error',
        code: 'task-malformed',
        place: { file, line: at, column: at === line ? (node.position?.start.column ?? 1) : 1 },
        text: what,
        hint,
      });
    };
    const parsed = schema.safeParse(yaml.data);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        if (issue.code === 'unrecognized_keys')
          for (const key of issue.keys)
            malformed(
              yaml.lineOf([key]),
              `In this task, "${key}" is not known.`,
              didYouMean(key, KEYS, `Known here: ${KEYS.join(', ')}.`),
            );
        else if (issue.code === 'custom') malformed(line, `This task ${issue.message}.`);
        else
          malformed(
            yaml.lineOf(issue.path),
            `In this task, ${describePath(issue.path)} ${describeIssue(issue)}.`,
          );
      }
      return;
    }
    const { ask, hint, why } = parsed.data;
    const exceeded = [ask, hint, why].map(exceededLimitInFragment).find(Boolean);
    if (exceeded)
      return malformed(line, `In this task, a text cannot be read. ${exceeded.text}`, exceeded.hint);
    const twin = tasks.find(({ id }) => id === parsed.data.id);
    if (twin) {
      const what = `There is another task "${twin.id}" on this page, in line ${twin.line}.`;
      return malformed(line, what, 'Give each task an id of its own.');
    }
    tasks.push({ ...parsed.data, line });
  });
  return tasks;
}
