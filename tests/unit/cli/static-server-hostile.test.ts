// The preview asked by someone who wants to break it: raw requests, since libraries mend the address before they send it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer } from '../../../src/cli/static-server.ts';

let parent = '';
let server: { url: string; close(): Promise<void> };
beforeAll(async () => {
  parent = mkdtempSync(path.join(tmpdir(), 'lectern-preview-'));
  const folder = path.join(parent, 'dist');
  for (const name of ['.git/config', '.well-known/security.txt', 'assets/a.css', 'index.html', '404.html'])
    write(path.join(folder, name), 'abcdefghij');
  write(path.join(parent, 'secret.txt'), 'secret');
  server = await startServer(folder, { port: 0 });
});
afterAll(async () => {
  await server.close();
  rmSync(parent, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

function ask(
  address: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<Answer> {
  const { port } = new URL(server.url);
  const all = { host: `localhost:${port}`, connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), 'localhost', () =>
      socket.write(`${method} ${address} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`),
    );
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = '', ...body] = text.split('\r\n\r\n');
      resolve({ status: Number(head.split(' ')[1]), head, body: body.join('\r\n\r\n') });
    });
  });
}

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/..%5csecret.txt',
  '/assets/../../secret.txt',
  '/.git/config',
  '/%2egit/config',
  '/%00',
  '/%ff',
])('%s is not found', async (address) => {
  expect((await ask(address)).status).toBe(404);
});

test('what the web asks for below .well-known is sent', async () => {
  expect((await ask('/.well-known/security.txt')).status).toBe(200);
});

test.each([
  'bytes=5-2',
  'bytes=0-99999999999999999999',
  'bytes=-3',
  'bytes=a-b',
  'lines=0-1',
  'bytes=0-1,3-4',
])('the range "%s" gets the whole file, and the server goes on', async (range) => {
  const { status, body } = await ask('/index.html', { range });
  expect([status, body]).toEqual([200, 'abcdefghij']);
});

test('a range that players ask for is answered', async () => {
  expect(await ask('/index.html', { range: 'bytes=2-4' })).toMatchObject({ status: 206, body: 'cde' });
  expect(await ask('/index.html', { range: 'bytes=7-' })).toMatchObject({ status: 206, body: 'hij' });
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])('%s is refused', async (method) => {
  const { status, head } = await ask('/index.html', {}, method);
  expect(status).toBe(405);
  expect(head).toMatch(/^allow: GET, HEAD/im);
});

test('a page of another site that has its name lead here reads nothing', async () => {
  expect((await ask('/index.html', { host: 'evil.example' })).status).toBe(403);
  expect((await ask('/index.html', { host: '127.0.0.1:80' })).status).toBe(200);
});

test('who refuses Brotli gets none, and who asks for the head alone gets its length', async () => {
  const refused = await ask('/index.html', { 'accept-encoding': 'br;q=0' });
  expect(refused.head).not.toMatch(/content-encoding/i);
  const { head, body } = await ask('/index.html', { 'accept-encoding': 'br' }, 'HEAD');
  expect(head).toMatch(/content-length: 10/i);
  expect(body).toBe('');
});
