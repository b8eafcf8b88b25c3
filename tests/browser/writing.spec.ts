// Writing with `npm run dev`: what an author saves is on the page that is open, without a restart and without a reload
// by hand. Not here: how fast (tests/bench/dev.ts).
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { startDevServer, type DevServer } from './dev-server.ts';

// Not below .lectern, which the dev server does not watch.
const work = mkdtempSync(path.join(tmpdir(), 'writing-'));
const content = path.join(work, 'content');

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(content, name)), { recursive: true });
  writeFileSync(path.join(content, name), text);
}

const test = base.extend<object, { dev: DevServer }>({
  dev: [
    async ({}, use) => {
      write('shop/index.md', '# Shop\n\nA course.\n');
      write('shop/01-orders.md', '# Orders\n\nThe first words.\n');
      write('shop/02-payments.md', '# Payments\n\nAnd the next.\n');
      const dev = await startDevServer(content, path.join(work, 'cache'));
      await use(dev);
      await dev.close();
      rmSync(work, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test.describe.configure({ mode: 'serial', timeout: 90_000 });
/** The machines are shared; what comes later than this does not come. */
const soon = { timeout: 30_000 };

test('saved words are on the open page', async ({ page, dev }) => {
  await page.goto(`${dev.url}shop/orders.html`);
  await expect(page.getByText('The first words.')).toBeVisible(soon);
  // The page that has just been loaded anew hears of the next change once its connection stands.
  const connected = page.waitForEvent('console', {
    predicate: (message) => message.text().includes('[vite] connected'),
    ...soon,
  });
  write('shop/01-orders.md', '# Orders\n\nBetter words.\n');
  await expect(page.getByText('Better words.')).toBeVisible(soon);
  await connected;
  write('shop/01-orders.md', '# Orders\n\nThe best words.\n');
  await expect(page.getByText('The best words.')).toBeVisible(soon);
});

test('a new chapter, its new name and its end are on the cover, and at its address', async ({
  page,
  dev,
}) => {
  const chapter = page.getByRole('main').getByRole('link', { name: 'Returns' });
  const status = async (name: string): Promise<number> => (await fetch(`${dev.url}shop/${name}.html`)).status;
  await page.goto(`${dev.url}shop/index.html`);
  write('shop/03-returns.md', '# Returns\n\nGoods come back.\n');
  await expect(chapter.first()).toHaveAttribute('href', 'returns.html', soon);
  expect(await status('returns')).toBe(200);
  renameSync(path.join(content, 'shop/03-returns.md'), path.join(content, 'shop/03-refunds.md'));
  await expect(chapter.first()).toHaveAttribute('href', 'refunds.html', soon);
  expect([await status('returns'), await status('refunds')]).toEqual([404, 200]);
  rmSync(path.join(content, 'shop/03-refunds.md'));
  await expect(chapter).toHaveCount(0, soon);
  expect(await status('refunds')).toBe(404);
});

/** A page whose content has just changed reloads itself, and the browser then gives up going to another. */
async function goFromChangedPage(page: Page, address: string): Promise<void> {
  await expect(() => page.goto(address)).toPass();
}

test('a new course, its new name and its end are in the library, and at its address', async ({
  page,
  dev,
}) => {
  const course = page.getByRole('link', { name: 'Queues' });
  await page.goto(dev.url);
  write('queues.md', '# Queues\n\n## Waiting\n\nOne after the other.\n');
  await expect(course).toHaveAttribute('href', 'queues/index.html', soon);
  await goFromChangedPage(page, `${dev.url}queues/waiting.html`);
  await expect(page.getByText('One after the other.')).toBeVisible();
  await goFromChangedPage(page, dev.url);
  renameSync(path.join(content, 'queues.md'), path.join(content, 'lines.md'));
  await expect(course).toHaveAttribute('href', 'lines/index.html', soon);
  expect((await fetch(`${dev.url}queues/waiting.html`)).status).toBe(404);
  rmSync(path.join(content, 'lines.md'));
  await expect(course).toHaveCount(0, soon);
  expect((await fetch(`${dev.url}lines/waiting.html`)).status).toBe(404);
});

test('the page that is open says so when its chapter is deleted', async ({ page, dev }) => {
  await page.goto(`${dev.url}shop/payments.html`);
  await expect(page.getByText('And the next.')).toBeVisible();
  rmSync(path.join(content, 'shop/02-payments.md'));
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible(soon);
});

test('a new picture is shown, whatever signs are in its name', async ({ page, dev }) => {
  await page.goto(`${dev.url}shop/orders.html`);
  write(
    'shop/a dot #1.svg',
    '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><circle r="2"/></svg>',
  );
  write('shop/01-orders.md', '# Orders\n\n![A dot](a%20dot%20%231.svg)\n');
  const picture = page.getByRole('img', { name: 'A dot' });
  await expect(picture).toBeVisible(soon);
  const width = picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth));
  expect(await width).toBe(4);
});

test('the search says how to get one', async ({ page, dev }) => {
  await page.goto(`${dev.url}search/index.html?q=words`);
  await expect(page.getByText('npm run build')).toBeVisible(soon);
});
