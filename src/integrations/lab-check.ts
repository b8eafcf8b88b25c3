// Runs the labs of a course when it is built or checked, and reports examples and tasks that fail. The findings of a page are
// cached, so that only pages whose labs have changed are run again.
// Not here: running (labs/check/), which fences are labs (markdown/code/lab-fence.ts).
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

/** Part of the cache key: to be increased when the check finds other things. */
const VERSION = 4;
const CACHE = path.resolve('node_modules/.cache/lectern-labs.json');

/** An item and the place of its fence. */
interface Placed {
  readonly item: LabItem;
  readonly place: Place;
  readonly node: Code;
}

/** `openChecker` and `cache`, the file that holds the findings, are for tests. */
export async function checkLabs(
  course: CourseDraft,
  { openChecker = openPageChecker, cache = CACHE } = {},
): Promise<Problem[]> {
  const cached = readCache(cache);
  const found: Record<string, readonly Finding[]> = {};
  const problems: Problem[] = [];
  const checker = openChecker();
  try {
    for (const chapter of course.chapters) {
      const placed = itemsOf(chapter.tree, chapter.tasks, chapter.source.file, course.labs, problems);
      if (placed.length === 0) continue;
      const items = placed.map(({ item }) => item);
      const key = cacheKey(VERSION, items);
      found[key] = cached[key] ?? (await checker.checkPage(items));
      for (const finding of found[key]) {
        const at = placed[finding.item];
        if (at) problems.push(toProblem(finding, at));
      }
    }
  } finally {
    await checker.close();
  }
  if (Object.keys(found).some((key) => !cached[key])) writeCache({ ...cached, ...found }, cache);
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

/** Maps an offset in a fence's code to a place in the author's file; the code begins on the line after the fence. */
function placeIn(code: string, at: number, place: Place, node: Code): Place {
  const before = code.slice(0, at).split('\n');
  const line = place.line + before.length;
  const isInFile = line < (node.position?.end.line ?? line);
  return isInFile ? { file: place.file, line, column: place.column + (before.at(-1) ?? '').length } : place;
}

/**
 * The cached findings; invalid entries are ignored. So are examples that did not end in time, because a slow machine may be
 * the reason.
 */
function readCache(cache: string): Record<string, readonly Finding[]> {
  try {
    const cached: unknown = JSON.parse(readFileSync(cache, 'utf8'));
    if (typeof cached !== 'object' || cached === null) return {};
    return Object.fromEntries(
      Object.entries(cached).filter(
        ([, list]) =>
          Array.isArray(list) && list.every(isFinding) && list.every(({ kind }) => kind !== 'endless'),
      ),
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

/** Limit of the cache: enough for many courses; older entries are dropped. */
const MOST_CACHED = 500;

function writeCache(found: Record<string, readonly Finding[]>, cache: string): void {
  try {
    mkdirSync(path.dirname(cache), { recursive: true });
    writeFileSync(cache, JSON.stringify(Object.fromEntries(Object.entries(found).slice(-MOST_CACHED))));
  } catch {
    // Then the labs are run again the next time.
  }
}
