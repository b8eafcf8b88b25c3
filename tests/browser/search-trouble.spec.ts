// Searching while parts of the index or of the program cannot be had: what is said is so, and what failed heals.
import type { Page, Route } from '@playwright/test';
import { CHAPTER, expect, test } from './reader.ts';

const CHUNKS = '**/pagefind/index/**';
const field = (page: Page) => page.locator('dialog.search input');
const dialog = (page: Page) => page.locator('dialog.search');

const DAMAGES: Readonly<Record<string, (route: Route) => Promise<void>>> = {
  missing: (route) => route.fulfill({ status: 404, body: '' }),
  'a page of the host': (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  cut: async (route) => {
    const response = await route.fetch();
    const bytes = await response.body();
    await route.fulfill({ response, body: bytes.subarray(0, bytes.length - 20) });
  },
};

for (const [what, damage] of Object.entries(DAMAGES)) {
  test(`chunks of the index that are ${what} are not taken for an index without matches`, async ({
    page,
    site,
  }) => {
    await page.goto(site.url + CHAPTER);
    await page.route(CHUNKS, damage);
    await page.keyboard.press('/');
    await field(page).fill('cache');
    await expect(dialog(page)).toContainText('could not be read');
    await page.unroute(CHUNKS);
    await field(page).fill('caches');
    await expect(page.locator('.search-hit').first()).toBeVisible();
  });
}

test('what could not be loaded without a network is loaded when there is one', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  await page.route('**/assets/dialog*.js', (route) => route.abort());
  await page.keyboard.press('/');
  await expect(dialog(page)).toContainText('could not be loaded');
  await page.unroute('**/assets/dialog*.js');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await field(page).fill('cache');
  await expect(page.locator('.search-hit').first()).toBeVisible();
});

test('the help on keys that could not be loaded says so, and opens with the next key', async ({
  page,
  site,
}) => {
  await page.goto(site.url + CHAPTER);
  await page.route('**/assets/keyboard-help*.js', (route) => route.abort());
  // A page may be seen before its script listens to keys.
  await expect(async () => {
    await page.keyboard.press('?');
    await expect(page.locator('.notice')).toContainText('could not be loaded', { timeout: 1000 });
  }).toPass();
  await page.unroute('**/assets/keyboard-help*.js');
  await page.keyboard.press('?');
  await expect(page.locator('dialog.help')).toBeVisible();
});
