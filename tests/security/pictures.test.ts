// Pictures in Chromium, opened by themselves, where no page's policy holds: a stranger's do nothing, on opening and on a
// click; those of icon sets and logos look the same after they were written anew.
import { globSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rewriteSvg } from '../../src/course/links/svg-rewrite.ts';
import { ensureBrowser } from '../browser/ensure-browser.ts';
import { HARMLESS, VECTORS } from './svg-vectors.ts';

let browser: Browser;
let page: Page;
let server: Server;
let host: string;
/** What is served, by address, and what was asked for. */
const files = new Map<string, Buffer | string>();
const asked: string[] = [];
const ran: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const bytes = files.get(request.url ?? '');
    asked.push(request.url ?? '');
    if (bytes === undefined) response.writeHead(404).end();
    else
      response
        .writeHead(200, { 'content-type': request.url?.endsWith('.svg') ? 'image/svg+xml' : 'text/html' })
        .end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const executablePath = ensureBrowser();
  browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }) });
  page = await browser.newPage({ viewport: { width: 300, height: 300 } });
  page.on('dialog', (dialog) => {
    ran.push(dialog.message());
    void dialog.dismiss();
  });
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(host)) return route.continue();
    asked.push(url);
    return route.abort();
  });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** What pictures run, ask for and lead to when each is opened in a frame of its own and clicked; all at once. */
async function deedsOf(pictures: readonly (Buffer | string)[]): Promise<string[]> {
  const addresses = pictures.map((bytes) => {
    const address = `/${files.size}.svg`;
    files.set(address, bytes);
    return address;
  });
  const opener = `/${files.size}.html`;
  files.set(
    opener,
    addresses.map((address) => `<iframe width="200" height="200" src="${address}"></iframe>`).join(''),
  );
  ran.length = 0;
  asked.length = 0;
  await page.goto(`${host}${opener}`);
  for (const frame of await page.locator('iframe').all())
    await frame.click({ force: true, position: { x: 100, y: 100 } });
  await page.waitForLoadState('networkidle');
  const frames = page
    .frames()
    .slice(1)
    .map((frame) => frame.url());
  const known = new Set([...addresses, opener, '/favicon.ico']);
  return [
    ...ran.map((message) => `ran: ${message}`),
    ...asked.filter((url) => !known.has(url)).map((url) => `asked for ${url}`),
    ...frames.filter((url) => !known.has(url.slice(host.length))).map((url) => `leads to ${url}`),
  ];
}

describe('strangers’ pictures opened by themselves', () => {
  test('run nothing, ask for nothing and lead nowhere', { timeout: 120_000 }, async () => {
    const written = VECTORS.flatMap(([name, bytes]) => {
      const read = rewriteSvg(bytes);
      return 'svg' in read ? [{ name, svg: read.svg }] : [];
    });
    expect(written.length).toBeGreaterThan(50);
    const deeds = await deedsOf(written.map(({ svg }) => svg));
    // Which of them it was.
    const culprits: string[] = [];
    if (deeds.length > 0)
      for (const { name, svg } of written) if ((await deedsOf([svg])).length > 0) culprits.push(name);
    expect([deeds, culprits]).toEqual([[], []]);
  });

  test('would do all of it as they were, so that the test above can fail', { timeout: 120_000 }, async () => {
    const deeds = await deedsOf(VECTORS.map(([, bytes]) => bytes));
    expect(deeds.filter((deed) => deed.startsWith('ran')).length).toBeGreaterThan(15);
    expect(new Set(deeds.filter((deed) => deed.startsWith('asked'))).size).toBeGreaterThan(5);
  });
});

const MOST = 100;
/** What drawing programs write, and icons and logos of packages and of the machine. */
const drawings: readonly (readonly [name: string, bytes: Buffer])[] = [
  // Chromium takes a picture's letters for UTF-8, whatever the file says; what moves is never seen twice.
  ...HARMLESS.filter(([name]) => name !== 'letters of Latin 1' && name !== 'an animation').map(
    ([name, bytes]) => [name, bytes] as const,
  ),
  ...evenly(
    [...globSync('node_modules/**/*.svg'), ...globSync('/usr/share/icons/**/*.svg')].sort(),
    MOST,
  ).map((file) => [file, readFileSync(file)] as const),
];

function evenly(names: readonly string[], most: number): string[] {
  const step = Math.max(1, names.length / most);
  return names.filter((_name, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}

describe('an ordinary picture', () => {
  test.skipIf(drawings.length < 30)(
    'looks the same after it was written anew',
    async () => {
      const wrong: string[] = [];
      for (const [name, bytes] of drawings) {
        const read = rewriteSvg(bytes);
        if ('why' in read) wrong.push(`${name}: ${read.why}`);
        else if (!(await look(bytes)).equals(await look(Buffer.from(read.svg)))) wrong.push(name);
      }
      expect(wrong).toEqual([]);
    },
    300_000,
  );
});

/** As a page shows it, on a ground that makes both black and white visible. */
async function look(bytes: Buffer): Promise<Buffer> {
  const source = `data:image/svg+xml;base64,${bytes.toString('base64')}`;
  await page.setContent(
    `<body style="margin:0;background:#7a7"><img width="200" height="200" style="object-fit:contain" src="${source}">`,
  );
  await page.evaluate(() => document.images[0]?.decode().catch(() => undefined));
  return page.screenshot({ clip: { x: 0, y: 0, width: 200, height: 200 } });
}
