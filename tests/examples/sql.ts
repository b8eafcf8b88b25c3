// SQL fences: run statement by statement on PostgreSQL (PGlite); what psql would print is compared with the result fence.
// Not here: the layout (psql-format.ts).
import type { PGlite } from '@electric-sql/pglite';
import type { Fence } from './fences.ts';
import { ExampleFailure, tidy, type Outcome, type Rewrite } from './outcome.ts';
import { foldPlan, unfoldPlan } from './plan-folding.ts';
import { formatMessage, formatTable, showsTag, type Column, type ServerMessage } from './psql-format.ts';
import { splitStatements } from '../../src/labs/sql/statements.ts';
import { openPGlite } from '../pglite.ts';

/** Something printed. Optional: a tag or a notice, which a result fence shows or leaves out as it likes. */
export interface Printed {
  readonly kind: 'table' | 'tag' | 'notice' | 'error';
  readonly lines: readonly string[];
  /** SQLSTATE of an error. */
  readonly code?: string;
}

/** A fresh database with the settings that results depend on. */
export async function openDatabase(): Promise<PGlite> {
  const database = await openPGlite();
  await database.exec(`SET TIME ZONE 'UTC'; SET lc_messages = 'C'`);
  return database;
}

export async function checkSql(fence: Fence, database: PGlite): Promise<Outcome> {
  const command = /^\\\S+/m.exec(fence.code);
  if (command) throw new ExampleFailure(fence, `"${command[0]}" is a command of psql, not SQL.`);
  const expectedCodes = (fence.attributes['error'] ?? '').split(/[\s,]+/).filter(Boolean);
  const printed: Printed[][] = [];
  for (const statement of splitStatements(fence.code)) printed.push(await runStatement(database, statement));
  const errors = printed.flat().filter(({ kind }) => kind === 'error');
  for (const error of errors) {
    if (!expectedCodes.includes(error.code ?? '')) {
      throw new ExampleFailure(fence, `the SQL fails with ${error.code ?? ''}:\n${error.lines.join('\n')}`);
    }
  }
  const missing = expectedCodes.find((code) => !errors.some((error) => error.code === code));
  if (missing !== undefined)
    throw new ExampleFailure(fence, `the SQL should fail with ${missing} and does not.`);
  return { did: 'executed', rewrite: compare(fence, printed) };
}

/** The statement's output as psql prints it. Sent as a simple query: values come as the server writes them. */
export async function runStatement(database: PGlite, statement: string): Promise<Printed[]> {
  const { messages } = await database.execProtocol(simpleQuery(statement), { throwOnError: false });
  const printed: Printed[] = [];
  let columns: Column[] | null = null;
  let rows: (string | null)[][] = [];
  for (const message of messages as readonly ({ readonly name: string } & Record<string, unknown>)[]) {
    if (message.name === 'rowDescription') {
      const fields = message['fields'] as readonly { name: string; dataTypeID: number }[];
      columns = fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
      rows = [];
    } else if (message.name === 'dataRow') {
      rows.push(message['fields'] as (string | null)[]);
    } else if (message.name === 'commandComplete') {
      const tag = String(message['text']);
      if (columns) printed.push({ kind: 'table', lines: formatTable(columns, rows) });
      if (showsTag(tag, columns !== null)) printed.push({ kind: 'tag', lines: [tag] });
      columns = null;
    } else if (message.name === 'notice' || message.name === 'error') {
      const text = readMessage(message);
      printed.push({ kind: message.name, lines: formatMessage(text, statement), code: text.code });
    }
  }
  return printed;
}

function simpleQuery(statement: string): Uint8Array {
  const text = new TextEncoder().encode(statement);
  const message = new Uint8Array(text.length + 6);
  message[0] = 'Q'.charCodeAt(0);
  new DataView(message.buffer).setInt32(1, text.length + 5);
  message.set(text, 5);
  return message;
}

function readMessage(message: Readonly<Record<string, unknown>>): ServerMessage {
  const text = (name: string) => (typeof message[name] === 'string' ? message[name] : undefined);
  return {
    severity: text('severity') ?? 'ERROR',
    code: text('code') ?? '',
    message: text('message') ?? '',
    detail: text('detail'),
    hint: text('hint'),
    where: text('where'),
    position: text('position') === undefined ? undefined : Number(text('position')),
  };
}

/** The result fence may show the last statements only, leave tags and notices out, and of an error all but its first line. */
function compare(fence: Fence, statements: readonly (readonly Printed[])[]): Rewrite | undefined {
  if (!fence.result) return undefined;
  const shown = unfoldPlan(linesOf(fence.result.code));
  const starts = statements.map((_, index) => statements.slice(index).flat());
  if (shown.length > 0 && starts.some((printed) => isShownBy(printed, shown))) return undefined;
  return { fence: fence.result, owner: fence, text: whatToShow(statements.flat(), fence.result.code) };
}

function isShownBy(printed: readonly Printed[], shown: readonly string[]): boolean {
  let at = 0;
  for (const { kind, lines } of printed) {
    const solid = lines.filter((line) => line !== '');
    const forms = kind === 'error' ? [solid, solid.slice(0, 1)] : [solid];
    const form = forms.find((some) => comparable(shown.slice(at, at + some.length)) === comparable(some));
    if (form) at += form.length;
    else if (kind === 'table' || kind === 'error') return false;
  }
  return at === shown.length;
}

/** Empty lines do not count, and in a query plan neither do measured times, folds, nor the widths that follow from them. */
function comparable(lines: readonly string[]): string {
  if (lines[0]?.trim() !== 'QUERY PLAN') return lines.join('\n');
  return lines
    .map((line) =>
      line
        .replace(/\d+\.\d+(?=\.\.| rows=| ms)/g, '…')
        .replace(/ +\(/g, ' (')
        .trim(),
    )
    .map((line) => (/^-+$/.test(line) ? '-' : line))
    .join('\n');
}

/** As many tables as the author shows now (all, if none is shown yet), tags and notices only if some are shown, errors as long as now. */
function whatToShow(printed: readonly Printed[], shownNow: string): string {
  const solid = printed.filter(({ kind }) => kind === 'table' || kind === 'error');
  const count = linesOf(shownNow).filter((line) => /^(\(\d+ rows?\)|ERROR: )/.test(line)).length;
  const kept = count > 0 ? solid.slice(-count) : solid;
  const first = kept[0] ? printed.indexOf(kept[0]) : 0;
  const showsOptional =
    solid.length === 0 ||
    /^([A-Z]+ [A-Z]+|[A-Z]+ \d+( \d+)?|BEGIN|COMMIT|ROLLBACK|NOTICE: .*)$/m.test(shownNow);
  const isTerse = /^ERROR: /m.test(shownNow) && !/^(LINE \d|DETAIL|HINT|CONTEXT)/m.test(shownNow);
  return printed
    .slice(first)
    .filter((part) => showsOptional || kept.includes(part))
    .map(
      ({ kind, lines }) =>
        (kind === 'error' && isTerse ? lines.slice(0, 1) : foldPlan(lines)).join('\n') +
        (kind === 'table' ? '\n' : ''),
    )
    .join('\n')
    .trimEnd();
}

function linesOf(text: string): string[] {
  return tidy(text)
    .split('\n')
    .filter((line) => line !== '');
}
