// `npm run preview`: who can reach it, and how it answers.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer } from '../../../src/cli/static-server.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lectern-served-'));
  mkdirSync(path.join(folder, 'tea'));
  writeFileSync(path.join(folder, 'index.html'), `<p>${'Tea. '.repeat(100)}</p>`);
  writeFileSync(path.join(folder, 'tea/index.html'), '<p>Tea</p>');
});
afterAll(() => rmSync(folder, { recursive: true }));

function answers(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port });
  return new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  }).finally(() => socket.destroy());
}

const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address;

test.skipIf(outside === undefined)('only this machine can ask, unless other machines may', async () => {
  for (const isOpenToNetwork of [false, true]) {
    const { url, close } = await startServer(folder, { port: 0, isOpenToNetwork });
    const port = Number(new URL(url).port);
    expect(await answers('localhost', port)).toBe(true);
    expect(await answers(outside ?? '', port)).toBe(isOpenToNetwork);
    await close();
  }
});

test('a page comes compressed, a folder with its slash, and what is not there as such', async () => {
  const { url, close } = await startServer(folder, { port: 0, base: '/a b/' });
  const page = await fetch(url, { headers: { 'accept-encoding': 'br' } });
  expect([page.status, page.headers.get('content-encoding')]).toEqual([200, 'br']);
  expect(await page.text()).toContain('Tea.');
  expect((await fetch(`${url}tea`)).url).toBe(`${url}tea/`);
  expect((await fetch(`${url}none`)).status).toBe(404);
  expect((await fetch(`${url}..%2f..%2fetc%2fpasswd`)).status).toBe(404);
  await close();
});
