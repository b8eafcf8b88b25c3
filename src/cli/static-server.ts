// A static file server that behaves like a common host: index.html for folders, a redirect to add a folder's slash, 404.html,
// Brotli. sirv serves the files; it has no on-the-fly compression and no redirects. Not for production.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompress, constants } from 'node:zlib';
import { promisify } from 'node:util';
import sirv from 'sirv';

const compress = promisify(brotliCompress);
const COMPRESSIBLE = /text|javascript|json|svg|xml/;

export interface ServerOptions {
  /** 0 chooses a free one. */
  readonly port: number;
  /** `/` or a path with slashes at both ends. */
  readonly base?: string;
  /** Whether other machines may connect; only this one by default. */
  readonly isOpenToNetwork?: boolean;
  /** Brotli quality; 0 sends files as they are. Default 5: quick, and what many hosts do. */
  readonly brotli?: number;
}

/** Resolves once it listens; rejects if it cannot. */
export async function startServer(
  folder: string,
  options: ServerOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const base =
    `/${(options.base ?? '/').split('/').filter(Boolean).map(encodeURIComponent).join('/')}/`.replace(
      '//',
      '/',
    );
  const files = sirv(folder, { dev: true, etag: true, dotfiles: false });
  const server = createServer((request, response) => {
    const refusal = whyRefused(request, options.isOpenToNetwork ?? false);
    if (refusal) return void response.writeHead(refusal.status, refusal.headers).end(refusal.text);
    if (!isOneRange(request.headers.range)) delete request.headers.range;
    if (!request.url?.startsWith(base)) {
      if (`${request.url ?? ''}/` === base) return void response.writeHead(301, { location: base }).end();
      return void response.writeHead(404).end('Not below the base path.');
    }
    request.url = request.url.slice(base.length - 1);
    const folderName = namedFolder(folder, request.url);
    if (folderName !== undefined) return void response.writeHead(301, { location: `${folderName}/` }).end();
    compressResponse(request, response, options.brotli ?? 5);
    files(request, response, () => void notFound(folder, request, response));
  });
  await listen(server, options.port, options.isOpenToNetwork ? undefined : 'localhost');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    url: `http://localhost:${port}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text: string;
}

const THIS_MACHINE = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/** Refuses other methods than GET and HEAD, hidden files, and requests by another host name (DNS rebinding). */
function whyRefused(
  { method = '', headers, url = '' }: IncomingMessage,
  isOpen: boolean,
): Refusal | undefined {
  if (!isOpen && headers.host !== undefined && !THIS_MACHINE.test(headers.host)) {
    return {
      status: 403,
      text: 'This preview answers to localhost only. To reach it by another name: npm run preview -- --host',
    };
  }
  if (method !== 'GET' && method !== 'HEAD')
    return { status: 405, headers: { allow: 'GET, HEAD' }, text: 'Only GET and HEAD are supported.' };
  return isHidden(url) ? { status: 404, text: 'Not found.' } : undefined;
}

/** Files and folders that begin with a dot are settings of tools; only `.well-known` is served. */
function isHidden(url: string): boolean {
  const [address = ''] = url.split(/[?#]/);
  try {
    return /(?:^|\/)\.(?!well-known(?:\/|$)|\.?(?:\/|$))/.test(decodeURIComponent(address));
  } catch {
    return false;
  }
}

/**
 * The one form of range that media players use; for others a server may send the whole file. sirv misreads a suffix range as one
 * from the beginning, and crashes where the end is before the start.
 */
function isOneRange(range: string | undefined): boolean {
  const [, start = '', end = ''] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(range ?? '') ?? [];
  return start !== '' && (end === '' || Number(end) >= Number(start));
}

/** The last part of an address that names a folder without its trailing slash; undefined for other addresses. */
function namedFolder(folder: string, url: string): string | undefined {
  const [address = ''] = url.split(/[?#]/);
  if (address.endsWith('/') || address.includes('..') || address.includes('%00')) return undefined;
  try {
    const target = path.join(folder, decodeURIComponent(address));
    return statSync(target, { throwIfNoEntry: false })?.isDirectory() ? address.split('/').at(-1) : undefined;
  } catch {
    return undefined;
  }
}

async function notFound(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const page = await readFile(path.join(folder, '404.html')).catch(() => 'Not found.');
  response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
  response.end(request.method === 'HEAD' ? undefined : page);
}

/** Buffers the response and compresses it where that is worthwhile. */
function compressResponse(request: IncomingMessage, response: ServerResponse, quality: number): void {
  if (quality === 0 || request.method === 'HEAD' || request.headers.range !== undefined) return;
  if (!/\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(request.headers['accept-encoding'] ?? '')))
    return;
  const chunks: Buffer[] = [];
  const end = response.end.bind(response);
  const writeHead = response.writeHead.bind(response);
  let status = 200;
  response.writeHead = ((code: number, headers?: Record<string, string | number>) => {
    status = code;
    for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
    return response;
  }) as typeof response.writeHead;
  response.write = ((chunk: Uint8Array | string) => {
    chunks.push(Buffer.from(chunk as string));
    return true;
  }) as typeof response.write;
  response.end = ((chunk?: Uint8Array | string) => {
    if (chunk) chunks.push(Buffer.from(chunk as string));
    const body = Buffer.concat(chunks);
    const worth = COMPRESSIBLE.test(String(response.getHeader('content-type') ?? '')) && body.length > 200;
    const send = (sent: Buffer): void => {
      if (status !== 304) response.setHeader('content-length', sent.length);
      writeHead(status);
      end(sent);
    };
    if (!worth) send(body);
    else {
      response.setHeader('content-encoding', 'br');
      response.setHeader('vary', 'accept-encoding');
      void compress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).then(send);
    }
    return response;
  }) as typeof response.end;
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => resolve());
  });
}
