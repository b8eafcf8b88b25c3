// A course kept on the device: with the server gone it reads, searches, runs and asks as before; a newer version is taken and
// told; what cannot be fetched or stored leaves the version before. The network is cut by closing the server.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { startServer } from '../../src/cli/static-server.ts';
import { builtCourses } from '../../src/downloads/built-course.ts';
import { SiteFiles, listFiles } from '../../src/downloads/offline-files.ts';
import { COURSE, SITE, expect, test as base } from './reader.ts';

interface Host {
  readonly folder: string;
  /** With a slash at the end. */
  readonly url: string;
  cut(): Promise<void>;
}

/** A copy of the site on a server of its own, below `path`. */
const test = base.extend<{ below: string; host: Host }>({
  below: ['/', { option: true }],
  host: async ({ below }, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lectern-offline-'));
    // Without what nobody asks for here.
    cpSync(SITE, folder, {
      recursive: true,
      filter: (file) => !/\.(?:pdf|epub|zip)$|print\.html$/.test(file),
    });
    const server = await startServer(folder, { port: 0, base: below, brotli: 0 });
    let isOpen = true;
    const cut = async (): Promise<void> => {
      if (isOpen) await server.close();
      isOpen = false;
    };
    await use({ folder, url: server.url, cut });
    await cut();
    rmSync(folder, { recursive: true, force: true });
  },
});

const status = (page: Page) => page.locator('[data-keep-status]');
const keep = async (page: Page, host: Host): Promise<void> => {
  await page.goto(`${host.url}${COURSE}/index.html`);
  await page.locator('[data-offline]').scrollIntoViewIfNeeded();
  await expect(page.locator('[data-keep-size]')).toHaveText(/\d(?:\.\d)?\sMB/);
  await page.getByRole('button', { name: 'Keep this course offline' }).click();
  await expect(status(page)).toContainText('is kept on this device', { timeout: 60_000 });
  // The button that was pressed is gone; the keyboard goes on from the one in its place.
  await expect(page.getByRole('button', { name: 'Remove from this device' })).toBeFocused();
};

/** The site as if its author had changed a chapter's text and built again. */
function publishAnew({ folder }: Host, title: string): void {
  const changed = path.join(folder, COURSE, 'caching-strategies.html');
  writeFileSync(changed, readFileSync(changed, 'utf8').replace(/(<h1>)[^<]*/, `$1${title}`));
  for (const course of builtCourses(folder)) {
    const list = JSON.stringify(listFiles(course, new SiteFiles(folder)));
    writeFileSync(path.join(folder, course.id, 'offline.json'), list);
  }
}

for (const below of ['/', '/my courses/']) {
  test.describe(`below ${below}`, () => {
    test.use({ below });
    test('a course that is kept is whole without a network', async ({ page, host }) => {
      await keep(page, host);
      await host.cut();
      await page.reload();
      await expect(status(page)).toContainText('is kept on this device');
      const chapters = await page
        .locator('.contents h3 a')
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
      const pages = [
        ...chapters,
        `${host.url}${COURSE}/glossary.html`,
        `${host.url}${COURSE}/topics.html`,
        `${host.url}${COURSE}/`,
        host.url,
      ];
      // Below a path, one of each kind.
      for (const address of below === '/' ? pages : pages.slice(-5)) {
        await page.goto(address);
        await expect(page.locator('h1')).toBeVisible();
        await expect(page.locator('html')).not.toHaveAttribute('data-page', 'offline');
      }
      await page.goto(`${host.url}${COURSE}/caching-strategies.html`);
      const figure = page.locator('lectern-figure').first();
      await figure.scrollIntoViewIfNeeded();
      await expect(figure.getByRole('button', { name: 'Step', exact: true })).toBeEnabled();
      await expect(figure.locator('input[type="range"], select').first()).toBeAttached();
      const question = page.locator('lectern-question').first();
      await question.scrollIntoViewIfNeeded();
      await question.locator('input').first().check();
      await question.getByRole('button', { name: 'Check' }).click();
      await expect(question.locator('.why, [role="status"]').first()).not.toBeEmpty();
      await page.keyboard.press('/');
      await page.locator('dialog.search input').fill('thundering herd');
      await expect(page.locator('.search-hit').first()).toBeVisible();

      const other = `${host.url}writing-a-course/start.html`;
      await page.goto(other);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is not on this device');
      await expect(page.getByRole('link', { name: 'Try again' })).toHaveAttribute('href', other);
      await expect(page.locator('[data-kept-courses] a')).toHaveCount(1);
      await page.locator('[data-kept-courses] a').click();
      await expect(page.locator('html')).toHaveAttribute('data-page', 'cover');
    });
  });
}

test('a newer version is taken and told; one that cannot be fetched leaves the one before; all can be removed', async ({
  page,
  host,
}) => {
  const chapter = `${host.url}${COURSE}/caching-strategies.html`;
  const title = page.getByRole('heading', { level: 1 });
  await keep(page, host);

  publishAnew(host, 'Second edition');
  await page.goto(chapter);
  await expect(title).toHaveText('Caching Strategies');
  await expect(page.locator('.notice')).toContainText('A newer version');
  await page.reload();
  await expect(title).toHaveText('Second edition');

  publishAnew(host, 'Third edition');
  rmSync(path.join(host.folder, COURSE, 'caching-strategies.html'));
  await page.goto(`${host.url}${COURSE}/index.html`);
  await expect(page.locator('.notice')).toContainText('The earlier version stays kept');
  await page.goto(chapter);
  await expect(title).toHaveText('Second edition');

  await page.goto(`${host.url}${COURSE}/index.html`);
  await page.locator('[data-offline]').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Remove from this device' }).click();
  await expect(status(page)).toContainText('no longer kept');
  const left = await page.evaluate(async () => [
    await caches.keys(),
    (await navigator.serviceWorker.getRegistrations()).length,
  ]);
  expect(left).toEqual([[], 0]);
});

test('a full disk is told, and nothing is kept', async ({ page, host }) => {
  await page.addInitScript(() => {
    Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
  });
  await page.goto(`${host.url}${COURSE}/index.html`);
  await page.locator('[data-offline]').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Keep this course offline' }).click();
  await expect(status(page)).toContainText('not enough room');
  await expect(page.getByRole('button', { name: 'Keep this course offline' })).toBeFocused();
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
});

test('before a reader keeps a course, no worker is started and nothing is stored', async ({ page, host }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${host.url}${COURSE}/index.html`);
  await page.locator('[data-offline]').scrollIntoViewIfNeeded();
  await expect(page.locator('[data-keep-size]')).not.toBeEmpty();
  expect(asked.filter((url) => url.includes('service-worker'))).toEqual([]);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
});
