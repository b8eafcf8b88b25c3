// The labs of one page, run as a reader would run them from top to bottom: what fails, and where.
// Not here: which fences these are, and problems for authors (integrations/lab-check.ts); a reader's own browser.
import { PGlite } from '@electric-sql/pglite';
import { openKioskSession } from '../http/kiosk-session.ts';
import { readRequest } from '../http/message.ts';
import { errorsIn, type MessageAnswer } from '../sql/answer.ts';
import { prepare, type Database } from '../sql/database.ts';
import { checkTask, type TaskCheck } from '../sql/task.ts';

/** Something that a page's lab runs, in the order of the page. */
export type LabItem =
  | {
      readonly kind: 'sql';
      readonly database: string;
      readonly isSetup: boolean;
      readonly code: string;
      /** SQLSTATE codes that it is meant to fail with. */
      readonly errors: readonly string[];
    }
  | {
      readonly kind: 'task';
      readonly database: string;
      readonly start: string;
      readonly solution: string;
      readonly check: TaskCheck;
    }
  | { readonly kind: 'http'; readonly code: string };

/** What is wrong with the item of this number; `at` is a place in its code. */
export interface Finding {
  readonly item: number;
  readonly kind:
    | 'endless'
    | 'ends'
    | 'fails'
    | 'fails-not'
    | 'unreadable'
    | 'server-fails'
    | 'unsolved'
    | 'solved-at-start';
  readonly text: string;
  readonly code: string;
  readonly at: number;
}

export interface LabChecker {
  checkPage(items: readonly LabItem[]): Promise<readonly Finding[]>;
  close(): Promise<void>;
}

/**
 * Starts PostgreSQL with the first page that needs it, and empties it between two databases. `onItem` hears which item is
 * run next; undefined while PostgreSQL starts, which is no item's time.
 */
export function openLabChecker(onItem: (item: number | undefined) => void): LabChecker {
  let open: { pglite: PGlite; database: Database } | undefined;
  const close = async (): Promise<void> => {
    const closing = open;
    open = undefined;
    await closing?.pglite.close();
  };
  const fresh = async (): Promise<{ pglite: PGlite; database: Database }> => {
    if (open && !(await open.database.empty())) await close();
    if (!open) {
      onItem(undefined);
      const pglite = await PGlite.create();
      open = { pglite, database: await prepare(pglite) };
    }
    return open;
  };
  return {
    async checkPage(items) {
      const findings: Finding[] = [];
      const names = new Set(items.flatMap((item) => (item.kind === 'http' ? [] : [item.database])));
      for (const name of names) {
        const { database } = await fresh();
        findings.push(...(await checkDatabase(database, name, items, onItem)));
      }
      if (items.some(({ kind }) => kind === 'http'))
        findings.push(...(await checkRequests((await fresh()).pglite, items, onItem)));
      return findings.sort((one, other) => one.item - other.item);
    },
    close,
  };
}

async function checkDatabase(
  database: Database,
  name: string,
  items: readonly LabItem[],
  onItem: (item: number) => void,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const own = [...items.entries()].flatMap(([item, each]) =>
    each.kind !== 'http' && each.database === name ? [{ item, each }] : [],
  );
  const isSetup = ({ each }: (typeof own)[number]): boolean => each.kind === 'sql' && each.isSetup;
  const order = [...own.filter(isSetup), ...own.filter((each) => !isSetup(each))];
  const done: string[] = [];
  for (const { item, each } of order) {
    onItem(item);
    if (each.kind === 'sql') {
      findings.push(...findErrors(item, each.errors, errorsIn(await database.run(each.code))));
      done.push(each.code);
    } else if (each.kind === 'task') {
      // What a task changes is not there for the examples after it.
      const restore = async (): Promise<void> => {
        await database.empty();
        for (const code of done) await database.run(code);
      };
      findings.push(...(await checkSolution(database, item, each, restore)));
    }
  }
  return findings;
}

function findErrors(item: number, expected: readonly string[], errors: readonly MessageAnswer[]): Finding[] {
  const unexpected = errors.filter(({ code }) => !expected.includes(code));
  const missing = expected.filter((code) => !errors.some((error) => error.code === code));
  return [
    ...unexpected.map(({ code, message, at = 0 }) => ({
      item,
      kind: 'fails' as const,
      text: `${code}: ${message}`,
      code,
      at,
    })),
    ...missing.map((code) => ({ item, kind: 'fails-not' as const, text: code, code, at: 0 })),
  ];
}

async function checkSolution(
  database: Database,
  item: number,
  { start, solution, check }: Extract<LabItem, { kind: 'task' }>,
  restore: () => Promise<void>,
): Promise<Finding[]> {
  const run = (sql: string) => database.run(sql);
  const wanted = check.result === undefined ? [] : errorsIn(await database.run(check.result));
  const [error] = wanted;
  if (error)
    return [
      {
        item,
        kind: 'unsolved',
        text: `"result" fails with ${error.code}: ${error.message}`,
        code: error.code,
        at: 0,
      },
    ];
  const begun = start.trim() === '' ? undefined : await checkTask(start, check, run);
  if (begun) await restore();
  if (begun?.verdict.is === 'right') return [{ item, kind: 'solved-at-start', text: '', code: '', at: 0 }];
  const { verdict, answer } = await checkTask(solution, check, run);
  await restore();
  if (verdict.is === 'right') return [];
  const [failed] = errorsIn(answer);
  const text = failed ? `it fails with ${failed.code}: ${failed.message}` : describe(verdict);
  return [{ item, kind: 'unsolved', text, code: failed?.code ?? '', at: 0 }];
}

function describe(verdict: Awaited<ReturnType<typeof checkTask>>['verdict']): string {
  switch (verdict.is) {
    case 'noRows':
      return 'it returns no rows';
    case 'columns':
      return `its number of columns is ${verdict.count}, and that of "result" is ${verdict.wanted}`;
    case 'rowCount':
      return `its number of rows is ${verdict.count}, and that of "result" is ${verdict.wanted}`;
    case 'otherRows':
      return `its row ${verdict.row} is another than that of "result"`;
    case 'otherOrder':
      return 'its rows are in another order than those of "result"';
    case 'planMust':
      return `the plan does not contain "${verdict.part}"`;
    case 'planMustNot':
      return `the plan contains "${verdict.part}"`;
    default:
      return verdict.is;
  }
}

async function checkRequests(
  pglite: PGlite,
  items: readonly LabItem[],
  onItem: (item: number) => void,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const kiosk = await openKioskSession(pglite);
  for (const [item, each] of items.entries()) {
    if (each.kind !== 'http') continue;
    onItem(item);
    const request = readRequest(each.code);
    if (!request) {
      findings.push({ item, kind: 'unreadable', text: '', code: '', at: 0 });
      continue;
    }
    const { status, body } = await kiosk.send(request);
    if (status >= 500)
      findings.push({ item, kind: 'server-fails', text: `${status}: ${body}`, code: String(status), at: 0 });
  }
  return findings;
}
