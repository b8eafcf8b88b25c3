// A course from a stranger: every known trick in every place where a text may stand, built by the real build and opened
// in a real browser. Nothing runs, nothing is asked of anybody else, and the policy never has to step in: not even when
// the pages are served without it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { startServer } from '../../src/cli/static-server.ts';
import { amount } from '../amount.ts';
import { writeContent } from '../security/contexts.ts';
import { BEGINS, strangersSite, type StrangersPage } from '../security/strangers-courses.ts';
import { buildSite } from './build-site.ts';
import { serveUnprotected, touchEverything, watch } from './stranger-watch.ts';

const work = path.resolve('.lectern/test/strangers');
const site = path.join(work, 'site');
const AT_A_TIME = 2;
let pages: readonly StrangersPage[] = [];
let unprotected: Awaited<ReturnType<typeof serveUnprotected>>;
let published: Awaited<ReturnType<typeof startServer>>;

// One build for all of them.
test.describe.configure({ mode: 'default', timeout: 240_000 });

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const content = path.join(work, 'content');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(content, { recursive: true });
  const strangers = strangersSite();
  pages = strangers.pages;
  writeContent(content, strangers.courses);
  await buildSite(content, site);
  unprotected = await serveUnprotected(site);
  published = await startServer(site, { port: 0, brotli: 0 });
});

test.afterAll(async () => {
  await unprotected?.close();
  await published?.close();
});

test('nothing runs, although nothing forbids it, and nothing would have been forbidden', async ({
  context,
}) => {
  const happened = await watch(context);
  const faults: string[] = [];
  let vectors = 0;
  await visitAll(context, [...pages, ...frames()], async (page, { address, vectors: expected }) => {
    await page.goto(unprotected.url + address, { waitUntil: 'load' });
    const arrived = await page
      .locator('article :is(h2, h3, h4, h5, h6)')
      .evaluateAll(
        (headings, begins) => headings.filter(({ textContent }) => textContent.startsWith(begins)).length,
        BEGINS,
      );
    if (arrived !== expected) faults.push(`${address}: ${arrived} of ${expected} vectors arrived`);
    vectors += arrived;
    const touched = await page.evaluate(touchEverything);
    for (const fault of touched.faults) faults.push(`${address}: ${fault}`);
  });
  expect(happened).toEqual([]);
  expect(faults).toEqual([]);
  expect(vectors).toBeGreaterThan(amount(3_000, 10_000));
});

test('on the pages as they are published, the policy never has to step in', async ({ context }) => {
  const happened = await watch(context);
  // Of each course some; the test above has seen all.
  const some = pages.filter((_page, at) => at % 6 === 0);
  await visitAll(context, [...some, ...frames()], async (page, { address }) => {
    await page.goto(published.url + address, { waitUntil: 'load' });
    const { faults } = await page.evaluate(touchEverything);
    happened.push(...faults.map((fault) => `${address}: ${fault}`));
  });
  expect(happened).toEqual([]);
});

test('what is found, and what terms mean, is text', async ({ context }) => {
  const happened = await watch(context);
  const page = await context.newPage();
  for (const query of ['alert', 'javascript', 'script onerror', 'x']) {
    await page.goto(`${unprotected.url}search/index.html?q=${encodeURIComponent(query)}`);
    await expect(page.locator('main').getByRole('link').nth(2)).toBeVisible();
    expect((await page.evaluate(touchEverything)).faults).toEqual([]);
  }
  await page.goto(`${unprotected.url}glossary-of-strangers/c1.html`);
  const terms = page.locator('a.term');
  for (const at of [0, 1, 25, 50, 100, 200]) {
    await terms.nth(at).scrollIntoViewIfNeeded();
    await terms.nth(at).hover();
    await expect(page.getByRole('tooltip')).toBeVisible();
    expect((await page.getByRole('tooltip').evaluate((card) => card.innerHTML)).match(/\son\w+=/)).toBeNull();
  }
  expect(happened).toEqual([]);
});

test('the watch sees what does run', async ({ context }) => {
  const happened = await watch(context);
  const folder = path.join(work, 'unclean');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'index.html'),
    `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>t</title><main>
    <img src=x onerror=alert(1)> <a href="javascript:confirm(1)">x</a> <img src="http://evil.example/x">
    <iframe srcdoc="x"></iframe> <p onmouseover="prompt(1)">x</p> <a href="data:text/html,x" onclick="window.name='n'">y</a></main>`,
  );
  const unclean = await serveUnprotected(folder);
  const page = await context.newPage();
  await page.goto(unclean.url);
  const { faults } = await page.evaluate(touchEverything);
  await unclean.close();
  const all = (): string => [...happened, ...faults].join('\n');
  for (const sign of [
    'alert() ran',
    'confirm() ran',
    'prompt() ran',
    'asked for http://evil.example/x',
    'a frame',
    'against script-src',
    'against img-src',
    'a handler',
    'a link to javascript:',
    'a link to data:',
    'the window is called n',
    'an element <iframe',
  ])
    await expect.poll(all).toContain(sign);
});

/** Covers, glossaries, and the pages that name courses. */
function frames(): StrangersPage[] {
  const courses = [...new Set(pages.map(({ address }) => address.split('/')[0] ?? ''))];
  return [
    ...courses.map((course) => `${course}/index.html`),
    'glossary-of-strangers/glossary.html',
    'index.html',
  ].map((address) => ({ address, vectors: 0 }));
}

async function visitAll(
  context: BrowserContext,
  all: readonly StrangersPage[],
  visit: (page: Page, of: StrangersPage) => Promise<void>,
): Promise<void> {
  const waiting = [...all];
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      const page = await context.newPage();
      for (let next = waiting.shift(); next; next = waiting.shift()) await visit(page, next);
    }),
  );
}
