// HTTP messages as a course shows them: read into parts and written back. Not here: sending them (http.ts).
import { STATUS_CODES } from 'node:http';
import { ELISION } from './partial-json.ts';

export interface HttpMessage {
  readonly startLine: string;
  /** In the order and the spelling of the author. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Null if none is shown. */
  readonly body: string | null;
}

export function parseMessage(text: string): HttpMessage {
  const [head = '', ...rest] = text.split(/\n[ \t]*\n/);
  const [startLine = '', ...fields] = head.split('\n').map((line) => line.trim());
  const headers = fields.map((line) => {
    const colon = line.indexOf(':');
    if (colon < 1) throw new Error(`"${line}" is not a header`);
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  const body = rest.join('\n\n').trim();
  return { startLine, headers, body: body === '' ? null : body };
}

export function isAnswer(text: string): boolean {
  return /^HTTP\/\d/.test(text);
}

/** `HTTP/1.1 422 Unprocessable Content`, with the phrases of RFC 9110 where Node still has older ones. */
export function statusLine(status: number): string {
  const newer: Readonly<Record<number, string>> = { 413: 'Content Too Large', 422: 'Unprocessable Content' };
  return `HTTP/1.1 ${String(status)} ${newer[status] ?? STATUS_CODES[status] ?? ''}`.trim();
}

export function writeMessage({ startLine, headers, body }: HttpMessage): string {
  const head = [startLine, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n');
  return body === null ? head : `${head}\n\n${body}`;
}

/** JSON as a course shows it, parts left out included: a list or object stands in one line if it fits, the outermost never. */
export function layOutJson(value: unknown, lineWidth = 76): string {
  return layOut(value, '', 0, lineWidth, true);
}

function layOut(value: unknown, indent: string, taken: number, lineWidth: number, open = false): string {
  if (value === ELISION) return ELISION;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const list = Array.isArray(value);
  const entries = list
    ? value.map((item: unknown) => ['', item] as const)
    : Object.entries(value).map(([name, item]) =>
        name === ELISION ? (['', ELISION] as const) : ([name, item] as const),
      );
  const label = (name: string) => (list || name === '' ? '' : `${JSON.stringify(name)}: `);
  const [left, right] = list ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) return left + right;
  const flat = entries.map(([name, item]) => label(name) + layOut(item, '', 0, Infinity)).join(', ');
  const line = list ? `[${flat}]` : `{ ${flat} }`;
  if (!open && indent.length + taken + line.length < lineWidth) return line;
  const deeper = `${indent}  `;
  const lines = entries.map(
    ([name, item]) => deeper + label(name) + layOut(item, deeper, label(name).length, lineWidth),
  );
  return `${left}\n${lines.join(',\n')}\n${indent}${right}`;
}
