// Hosts made with Node, in this process: one that knows nothing but names of files, sirv without options, one that
// leaves `.html` out of its addresses, and our own preview. Each stands for hosts of its kind.
import { createServer, type RequestListener } from 'node:http';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import sirv from 'sirv';
import { startServer } from '../../src/cli/static-server.ts';
import type { Host, RunningHost } from './host.ts';

/** Types by the ends of names; none for the parts of the search, of which hosts know nothing. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Answers an address with the file of that name and does nothing else: what the site needs of a host. */
export const namesOnly: Host = {
  name: 'names only',
  missing: undefined,
  start: (folder) =>
    listen((request, response) => {
      const file = fileAt(folder, request.url);
      if (file === undefined) return void response.writeHead(404).end('No such file.');
      send(response, file);
    }),
};

/** Shows a folder's page at the folder's name without a slash, and a chapter's with one. */
export const sirvPlain: Host = {
  name: 'sirv',
  missing: undefined,
  start: (folder) => {
    const files = sirv(folder);
    return listen((request, response) =>
      files(request, response, () => void response.writeHead(404).end('Not found')),
    );
  },
};

export const preview: Host = {
  name: 'npm run preview',
  missing: undefined,
  start: (folder) => startServer(folder, { port: 0 }),
};

/** Sends from `course/index.html` to `course`, without a slash, and shows the cover there. */
export const withoutHtml: Host = {
  name: 'a host without .html',
  missing: undefined,
  start: (folder) =>
    listen((request, response) => {
      const [address = '', query] = (request.url ?? '/').split('?');
      const bare = address.replace(/(?:(?<=.)\/index|\/index|)\.html$/, '') || '/';
      if (bare !== address) {
        return void response
          .writeHead(308, { location: bare + (query === undefined ? '' : `?${query}`) })
          .end();
      }
      const trimmed = address.replace(/(?<=.)\/$/, '');
      const file = [address, `${trimmed}.html`, `${trimmed}/index.html`.replace('//', '/')]
        .map((candidate) => fileAt(folder, candidate))
        .find((candidate) => candidate !== undefined);
      if (file !== undefined) return send(response, file);
      response
        .writeHead(404, { 'content-type': 'text/html' })
        .end(readFileSync(path.join(folder, '404.html')));
    }),
};

/** Sends every answer with these headers, from Node's plainest server. */
export function withHeaders(
  name: string,
  headersOf: (address: string) => Readonly<Record<string, string>>,
): Host {
  return {
    name,
    missing: undefined,
    start: (folder) =>
      listen((request, response) => {
        const address = (request.url ?? '/').split('?')[0] ?? '/';
        const asked = address.endsWith('/') ? `${address}index.html` : address;
        for (const [header, value] of Object.entries(headersOf(asked))) response.setHeader(header, value);
        const file = fileAt(folder, asked);
        if (file !== undefined) return send(response, file);
        response
          .writeHead(404, { 'content-type': 'text/html' })
          .end(readFileSync(path.join(folder, '404.html')));
      }),
  };
}

function fileAt(folder: string, url = '/'): string | undefined {
  const file = path.join(folder, decodeURIComponent(url.split('?')[0] ?? '/'));
  return file.startsWith(folder) && statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

function send(response: Parameters<RequestListener>[1], file: string): void {
  const type = TYPES[path.extname(file)];
  if (type !== undefined) response.setHeader('content-type', type);
  response.end(readFileSync(file));
}

function listen(listener: RequestListener): Promise<RunningHost> {
  const server = createServer(listener);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      resolve({
        url: `http://localhost:${typeof address === 'object' && address ? address.port : 0}/`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}
