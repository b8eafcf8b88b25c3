// Runs the labs of a course when it is built or checked, and tells its author what a reader would stumble over. What was
// found for a page is kept, so that only pages whose labs have changed are run again.
// Not here: running (labs/check/), how a fence says that it is one (markdown/code/lab-fence.ts).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Code, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { cacheKey } from '../course/cache-key.ts';
import type { Problem } from '../course/problems.ts';
import type { CourseDraft } from '../course/read-course.ts';
import type { Place, Task } from '../course/types.ts';
import { openPageChecker } from '../labs/check/check-in-thread.ts';
import type { Finding, LabItem } from '../labs/check/check-page.ts';
import { readFenceInfo } from '../markdown/code/fence-info.ts';
import { labEngine } from '../markdown/code/lab-fence.ts';

/** Changes with what a check finds. */
const VERSION = 4;
const CACHE = path.resolve('node_modules/.cache/lectern-labs.json');

/** An item and the place of its fence. */
interface Placed {
  readonly item: LabItem;
  readonly place: Place;
  readonly node: Code;
}

export async function checkLabs(course: CourseDraft): Promise<Problem[]> {
  const kept = readKept();
  const found: Record<string, readonly Finding[]> = {};
  const problems: Problem[] = [];
  const checker = openPageChecker();
  try {
    for (const chapter of course.chapters) {
      const placed = itemsOf(chapter.tree, chapter.tasks, chapter.source.file, course.labs, problems);
      if (placed.length === 0) continue;
      const items = placed.map(({ item }) => item);
      const key = cacheKey(VERSION, items);
      found[key] = kept[key] ?? (await checker.checkPage(items));
      for (const finding of found[key]) {
        const at = placed[finding.item];
        if (at) problems.push(toProblem(finding, at));
      }
    }
  } finally {
    await checker.close();
  }
  if (Object.keys(found).some((key) => !kept[key])) keep({ ...kept, ...found });
  return problems;
}

function itemsOf(
  tree: Root,
  tasks: readonly Task[],
  file: string,
  labs: readonly string[],
  problems: Problem[],
): Placed[] {
  const placed: Placed[] = [];
  visit(tree, 'code', (node) => {
    const start = node.position?.start ?? { line: 1, column: 1 };
    const place: Place = { file, line: start.line, column: start.column };
    const add = (item: LabItem): void => void placed.push({ item, place, node });
    const task = node.lang === 'task' ? tasks.find(({ line }) => line === place.line) : undefined;
    if (task) {
      const { start: begin, solution, result, ordered, plan, uses, avoids, lab } = task;
      const check = { result, ordered, plan, uses, avoids };
      return add({ kind: 'task', database: lab, start: begin, solution, check });
    }
    const info = readFenceInfo(node.lang, node.meta);
    const engine = labEngine(info, node.value, labs);
    if (engine === 'sql') {
      const { lab, errors } = info;
      add({
        kind: 'sql',
        database: lab?.name ?? '',
        isSetup: lab?.isSetup ?? false,
        code: node.value,
        errors,
      });
    } else if (engine === 'http') add({ kind: 'http', code: node.value });
    else if (info.lab && !/^(?:sql|http)$/.test(info.language))
      problems.push({
        grade: 'warning',
        code: 'lab-unknown',
        place,
        text: `A lab runs SQL and HTTP requests, and this fence is "${info.language || 'text'}", so it gets no button.`,
        hint: 'Write the language "sql" or "http", or take "lab" away.',
      });
  });
  return placed;
}

function toProblem({ kind, text, code, at }: Finding, { item, place, node }: Placed): Problem {
  const report = (problemCode: string, what: string, hint: string, where = place): Problem => ({
    grade: 'warning',
    code: problemCode,
    place: where,
    text: what,
    hint,
  });
  if (kind === 'unsolved')
    return report(
      'task-unsolved',
      `The solution of this task does not pass: ${text}.`,
      'Correct the solution, or what the task asks for.',
    );
  if (kind === 'solved-at-start')
    return report(
      'task-unsolved',
      'What this task begins with passes already, so there is nothing to do.',
      'Begin with less, or ask for more.',
    );
  if (kind === 'fails-not')
    return report(
      'lab-fails',
      `This example says error="${text}" and does not fail with it.`,
      'Correct the example, or take the code out of "error".',
    );
  if (kind === 'endless')
    return report(
      'lab-fails',
      `This example has not ended after ${text} s, so nothing after it on its page was run.`,
      'Make it do less, or write norun="why".',
    );
  if (kind === 'ends')
    return report(
      'lab-fails',
      'This example ends PostgreSQL itself, so nothing after it on its page was run.',
      'Leave out what needs a server’s files, programs or memory, or write norun="why".',
    );
  if (kind === 'unreadable')
    return report(
      'lab-fails',
      'This request cannot be read, so it cannot be sent.',
      'Write "GET /path HTTP/1.1", then a header on each line, an empty line, and the body.',
    );
  if (kind === 'server-fails')
    return report(
      'lab-fails',
      `Kiosk answers this request with ${text}`,
      'Change the request, or write norun="why".',
    );
  return report(
    'lab-fails',
    `This example fails on PostgreSQL with ${text}.`,
    `Correct it; write error="${code}" if it is meant to fail, norun="why" if it is not to be run.`,
    placeIn(item.kind === 'sql' ? item.code : '', at, place, node),
  );
}

/** The place in the author's file of a place in a fence's code: the code begins in the line after the fence's first. */
function placeIn(code: string, at: number, place: Place, node: Code): Place {
  const before = code.slice(0, at).split('\n');
  const line = place.line + before.length;
  const isInFile = line < (node.position?.end.line ?? line);
  return isInFile ? { file: place.file, line, column: place.column + (before.at(-1) ?? '').length } : place;
}

/** Whatever is in the file: what is no list of findings is found anew. */
function readKept(): Record<string, readonly Finding[]> {
  try {
    const kept: unknown = JSON.parse(readFileSync(CACHE, 'utf8'));
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter(([, list]) => Array.isArray(list) && list.every(isFinding)),
    );
  } catch {
    return {};
  }
}

function isFinding(value: unknown): value is Finding {
  if (typeof value !== 'object' || value === null) return false;
  const { item, kind, text, code, at } = value as Record<string, unknown>;
  return (
    typeof item === 'number' &&
    typeof at === 'number' &&
    [kind, text, code].every((each) => typeof each === 'string')
  );
}

/** Enough for many courses; older findings are found again. */
const MOST_KEPT = 500;

function keep(found: Record<string, readonly Finding[]>): void {
  try {
    mkdirSync(path.dirname(CACHE), { recursive: true });
    writeFileSync(CACHE, JSON.stringify(Object.fromEntries(Object.entries(found).slice(-MOST_KEPT))));
  } catch {
    // Then the labs are run again the next time.
  }
}
