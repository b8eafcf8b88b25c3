// What psql prints for one statement: an aligned table, a command tag, notices, an error with its place.
// Not here: running the statement (sql.ts). Compared with psql 15 in psql-format.test.ts.

export interface Column {
  readonly name: string;
  /** The type's object id in pg_type. */
  readonly type: number;
}

/** An error or a notice as the server sends it. */
export interface ServerMessage {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  readonly where?: string | undefined;
  /** Where in the statement, counted in characters from 1. */
  readonly position?: number | undefined;
}

/** oid, xid, cid, xid8, int2, int4, int8, float4, float8, money, numeric: what psql puts to the right. */
const RIGHT_ALIGNED = new Set([20, 21, 23, 26, 28, 29, 700, 701, 790, 1700, 5069]);

/** Values are texts as the server writes them; null is shown empty. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly (string | null)[])[],
): string[] {
  const cells = rows.map((row) => row.map((value) => (value ?? '').split('\n')));
  const widths = columns.map(({ name }, index) =>
    Math.max(width(name), ...cells.flatMap((row) => row[index]?.map(width) ?? [])),
  );
  const header = columns.map(({ name }, index) => centre(name, widths[index] ?? 0)).join('|');
  const rule = widths.map((wide) => '-'.repeat(wide + 2)).join('+');
  const body = cells.flatMap((row) => formatRow(row, columns, widths));
  const count = rows.length === 1 ? '(1 row)' : `(${String(rows.length)} rows)`;
  return [header, rule, ...body, count].map((line) => line.trimEnd());
}

/** A value with line breaks goes over several lines, each but the last marked with a plus. */
function formatRow(
  row: readonly (readonly string[])[],
  columns: readonly Column[],
  widths: readonly number[],
): string[] {
  const height = Math.max(1, ...row.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    row
      .map((lines, index) => {
        const text = lines[line] ?? '';
        const gap = ' '.repeat((widths[index] ?? 0) - width(text));
        const right = RIGHT_ALIGNED.has(columns[index]?.type ?? 0);
        return ` ${right ? gap + text : text + gap}${line + 1 < lines.length ? '+' : ' '}`;
      })
      .join('|'),
  );
}

function centre(text: string, wide: number): string {
  const gap = wide - width(text);
  return ` ${' '.repeat(Math.floor(gap / 2))}${text}${' '.repeat(Math.ceil(gap / 2))} `;
}

function width(text: string): number {
  return [...text].length;
}

/** The tag is printed for what returns no rows, and after the rows of INSERT, UPDATE, DELETE and MERGE … RETURNING. */
export function showsTag(tag: string, hasRows: boolean): boolean {
  return !hasRows || /^(INSERT|UPDATE|DELETE|MERGE)\b/.test(tag);
}

export function formatMessage(message: ServerMessage, statement: string): string[] {
  return [
    `${message.severity}:  ${message.message}`,
    ...(message.position === undefined ? [] : formatPosition(statement, message.position)),
    ...(message.detail === undefined ? [] : [`DETAIL:  ${message.detail}`]),
    ...(message.hint === undefined ? [] : [`HINT:  ${message.hint}`]),
    ...(message.where === undefined || message.severity !== 'ERROR' ? [] : [`CONTEXT:  ${message.where}`]),
  ].flatMap((line) => line.split('\n'));
}

/** As libpq's reportErrorPosition: at most 60 characters of the line, the place in sight, dots where it is cut. */
function formatPosition(statement: string, position: number): string[] {
  const display = 60;
  const rightOfPlace = 10;
  const characters = [...statement];
  const place = position - 1;
  const lineStart = characters.lastIndexOf('\n', place - 1) + 1;
  const found = characters.indexOf('\n', place);
  let begin = lineStart;
  let end = found < 0 ? characters.length : found;
  const lineEnd = end;
  if (end - begin > display) {
    if (begin + display >= place + rightOfPlace) {
      end = begin + display;
    } else {
      end = Math.min(end, place + rightOfPlace);
      begin = Math.max(begin, end - display);
    }
  }
  const number = characters.slice(0, lineStart).filter((char) => char === '\n').length + 1;
  const lead = `LINE ${String(number)}: ${begin > lineStart ? '...' : ''}`;
  const text = characters.slice(begin, end).join('').replaceAll('\t', ' ');
  return [`${lead}${text}${end < lineEnd ? '...' : ''}`, `${' '.repeat(lead.length + place - begin)}^`];
}
