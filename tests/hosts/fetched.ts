// One answer of a host as it came down the line: nothing decoded, no redirect followed. Not here: what it should be.
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  /** Where a redirect leads, as a whole address. */
  readonly location: string | undefined;
}

/** The address goes out as it is written; the URL class would tidy it. */
export function ask(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const { hostname, port, origin } = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request(
      { hostname, port, path: url.slice(origin.length), headers, agent: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () => {
          const { location } = answer.headers;
          resolve({
            status: answer.statusCode ?? 0,
            headers: new Map(Object.entries(answer.headers).map(([name, value]) => [name, String(value)])),
            body: Buffer.concat(chunks),
            location: location === undefined ? undefined : new URL(location, url).href,
          });
        });
      },
    );
    asked.once('error', reject).end();
  });
}

/** The body as the browser sees it. */
export function decoded({ headers, body }: Answer): Buffer {
  const encoding = headers.get('content-encoding');
  if (encoding === 'gzip') return gunzipSync(body);
  if (encoding === 'br') return brotliDecompressSync(body);
  if (encoding === undefined) return body;
  throw new Error(`The host sent the encoding "${encoding}", which nobody asked for.`);
}
