// Whether what a reader wrote does what a task asks for. Runs in the page and, with the task's own solution, when a course
// is checked. Not here: the sentence that tells it (verdict.ts).
import { errorsIn, lastRows, type RowsAnswer, type ScriptAnswer } from './answer.ts';

/** What a task says about its solution (markdown/blocks/tasks.ts). */
export interface TaskCheck {
  /** SQL whose rows the last result has to equal. */
  readonly result?: string | undefined;
  readonly ordered: boolean;
  /** A query whose plan is looked at. */
  readonly plan?: string | undefined;
  readonly uses?: readonly string[] | undefined;
  readonly avoids?: readonly string[] | undefined;
}

export type Verdict =
  | { readonly is: 'right' | 'fails' | 'noRows' | 'otherOrder' }
  | { readonly is: 'columns' | 'rowCount'; readonly count: number; readonly wanted: number }
  | { readonly is: 'otherRows'; readonly row: number }
  | { readonly is: 'planMust' | 'planMustNot'; readonly part: string };

export interface Checked {
  readonly answer: ScriptAnswer;
  readonly verdict: Verdict;
  /** The plan that was looked at. */
  readonly plan: readonly string[];
}

type Run = (sql: string) => Promise<ScriptAnswer>;

/** The wanted rows are read first: what the reader writes may change them. */
export async function checkTask(script: string, check: TaskCheck, run: Run): Promise<Checked> {
  const wanted = check.result === undefined ? undefined : lastRows(await run(check.result));
  const answer = await run(script);
  if (errorsIn(answer).length > 0) return { answer, verdict: { is: 'fails' }, plan: [] };
  if (wanted) {
    const verdict = compareRows(lastRows(answer), wanted, check.ordered);
    if (verdict.is !== 'right') return { answer, verdict, plan: [] };
  }
  if (check.plan === undefined) return { answer, verdict: { is: 'right' }, plan: [] };
  const explained = lastRows(await run(`EXPLAIN (COSTS OFF) ${check.plan}`));
  const plan = (explained?.rows ?? []).map(([line]) => line ?? '');
  return { answer, verdict: judgePlan(plan, check), plan };
}

export function compareRows(given: RowsAnswer | undefined, wanted: RowsAnswer, ordered: boolean): Verdict {
  if (!given) return { is: 'noRows' };
  if (given.columns.length !== wanted.columns.length)
    return { is: 'columns', count: given.columns.length, wanted: wanted.columns.length };
  if (given.count !== wanted.count) return { is: 'rowCount', count: given.count, wanted: wanted.count };
  const lines = ({ rows }: RowsAnswer): string[] => rows.map((row) => JSON.stringify(row));
  const [these, those] = [lines(given), lines(wanted)];
  const sorted = (all: readonly string[]): string => JSON.stringify([...all].sort());
  const isSame = JSON.stringify(these) === JSON.stringify(those);
  if (isSame || (!ordered && sorted(these) === sorted(those))) return { is: 'right' };
  if (sorted(these) === sorted(those)) return { is: 'otherOrder' };
  const known = new Set(those);
  const strange = these.findIndex((line, at) => (ordered ? line !== those[at] : !known.has(line)));
  return { is: 'otherRows', row: Math.max(0, strange) + 1 };
}

function judgePlan(plan: readonly string[], { uses = [], avoids = [] }: TaskCheck): Verdict {
  const text = plan.join('\n');
  const missing = uses.find((part) => !text.includes(part));
  if (missing !== undefined) return { is: 'planMust', part: missing };
  const left = avoids.find((part) => text.includes(part));
  return left === undefined ? { is: 'right' } : { is: 'planMustNot', part: left };
}

/** As it stands in the page; undefined if it is not one. */
export function readCheck(text: string | undefined): TaskCheck | undefined {
  const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';
  const isTexts = (value: unknown): boolean =>
    value === undefined || (Array.isArray(value) && value.every((each) => typeof each === 'string'));
  const value: unknown = JSON.parse(text ?? 'null');
  if (typeof value !== 'object' || value === null) return undefined;
  const { result, ordered, plan, uses, avoids } = value as Record<string, unknown>;
  return isText(result) && isText(plan) && isTexts(uses) && isTexts(avoids) && typeof ordered === 'boolean'
    ? (value as TaskCheck)
    : undefined;
}
