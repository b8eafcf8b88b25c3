// HTTP messages as a reader writes and reads them. Not here: sending them (kiosk-session.ts).

export interface HttpRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly Header[];
  /** '' for none. */
  readonly body: string;
}

export type Header = readonly [name: string, value: string];

/** What came back. */
export interface Exchange {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string;
  readonly ms: number;
}

export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Headers that belong to the connection; there is none here. */
const OF_CONNECTION = /^(?:host|content-length|connection)$/i;

/** A request as a chapter prints it; undefined if the text is none. */
export function readRequest(text: string): HttpRequest | undefined {
  const [head = '', ...rest] = text.trim().split(/\n[ \t]*\n/);
  const [first = '', ...lines] = head.split('\n').map((line) => line.trim());
  const [, method = '', target = ''] = /^([A-Z]+) (\/\S*)(?: HTTP\/1\.1)?$/.exec(first) ?? [];
  const headers = readHeaders(lines.join('\n'));
  if (method === '' || 'wrong' in headers) return undefined;
  return {
    method,
    target,
    headers: headers.headers.filter(([name]) => !OF_CONNECTION.test(name)),
    body: rest.join('\n\n').trim(),
  };
}

/** `Name: value` on each line; the first line that is not. */
export function readHeaders(
  text: string,
): { readonly headers: readonly Header[] } | { readonly wrong: string } {
  const headers: Header[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const [, name, value] =
      /^\s*([!#$%&'*+.^_`|~\w-]+)\s*:\s*([\t\x20-\x7e\x80-\xff]*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return { wrong: line.trim() };
    headers.push([name, value]);
  }
  return { headers };
}

export function printHeaders(headers: readonly Header[]): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}

/** RFC 9110, section 15, as far as Kiosk answers with them, and RFC 6585. */
const PHRASES: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
};

export function statusLine(status: number): string {
  return `HTTP/1.1 ${status} ${PHRASES[status] ?? ''}`.trim();
}

/** JSON laid out for reading; other text as it is. */
export function layOutBody(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** The request as a command for `npm run kiosk`, quoted for a shell. */
export function toCurl(
  { method, target, headers, body }: HttpRequest,
  server = 'http://127.0.0.1:8787',
): string {
  const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
  return [
    `curl -i ${method === 'HEAD' ? '--head ' : method === 'GET' ? '' : `-X ${method} `}${quote(server + target)}`,
    ...headers.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body === '' ? [] : [`--data-raw ${quote(body)}`]),
  ].join(' \\\n  ');
}

/** Lines of `now` that `before` does not have, by their number from 0: a longest common subsequence. */
export function newLines(before: readonly string[], now: readonly string[]): ReadonlySet<number> {
  const width = now.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        before[i] === now[j]
          ? 1 + (lengths[(i + 1) * width + j + 1] ?? 0)
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  const added = new Set<number>();
  let i = 0;
  for (let j = 0; j < now.length; j++) {
    while (
      i < before.length &&
      before[i] !== now[j] &&
      (lengths[(i + 1) * width + j] ?? 0) > (lengths[i * width + j + 1] ?? 0)
    )
      i++;
    if (i < before.length && before[i] === now[j]) i++;
    else added.add(j);
  }
  return added;
}
