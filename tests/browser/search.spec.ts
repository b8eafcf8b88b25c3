// Searching, as a reader does it: with keys, with a pointer, on a phone, with a screen reader, offline.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { CHAPTER, COURSE, expect, test } from './reader.ts';

const field = (page: Page) => page.getByRole('combobox', { name: 'Search', exact: true });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Search', exact: true });
const hits = (page: Page) => page.locator('dialog.search .search-hit');

async function search(page: Page, words: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(words);
  await expect(hits(page).first()).toBeVisible();
}

test('slash opens the search, and what is typed at once is not lost', async ({ page, site }) => {
  await page.route('**/assets/dialog*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue();
  });
  await page.goto(site.url + CHAPTER);
  await page.keyboard.press('/');
  await page.keyboard.type('cache inval');
  await expect(page.locator('dialog.search input')).toHaveValue('cache inval');
  await expect(hits(page).first()).toContainText('Cache Invalidation');
  await expect(field(page)).toHaveValue('cache inval');
});

test('Ctrl-K opens it, other combinations and typing elsewhere do not', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  for (const keys of ['Control+Shift+K', 'Control+Alt+K', 'Alt+/', 'Control+/']) {
    await page.keyboard.press(keys);
    await expect(page.locator('dialog.search')).toHaveCount(0);
  }
  await page.locator('main').evaluate((main) => main.append(document.createElement('textarea')));
  await page.locator('textarea').focus();
  await page.keyboard.type('a/b');
  await page.keyboard.press('Control+k');
  await expect(page.locator('dialog.search')).toHaveCount(0);
  await expect(page.locator('textarea')).toHaveValue('a/b');
  await page.locator('textarea').blur();
  await page.keyboard.press('Control+k');
  await expect(dialog(page)).toBeVisible();
});

test('slash does nothing for a reader who turned single keys off; Ctrl-K still opens', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => localStorage.setItem('lectern:settings', '{"shortcuts":"off"}'));
  await page.goto(site.url + CHAPTER);
  await page.keyboard.press('/');
  await expect(page.locator('dialog.search')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(dialog(page)).toBeVisible();
});

test('the link opens the dialog; Escape closes it and gives the focus back', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  const opener = page.locator('[data-open-search]').first();
  await opener.focus();
  await opener.click();
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('saga');
  await expect(hits(page).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(opener).toBeFocused();
});

test('arrows, Home and End walk through the hits, Enter goes to one', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  await search(page, 'load balancing');
  // Groups of hits come one after the other; when all are there, their number is said.
  await expect(dialog(page).getByRole('status')).toContainText(/\d/);
  const selected = () => page.locator('.search-hit[aria-selected=true]');
  const named = async () =>
    expect(field(page)).toHaveAttribute('aria-activedescendant', (await selected().getAttribute('id')) ?? '');
  await expect(selected()).toContainText('Load Balancing Strategies');
  const first = await selected().getAttribute('id');
  await named();
  await page.keyboard.press('ArrowDown');
  expect(await selected().getAttribute('id')).not.toBe(first);
  await named();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(selected()).toHaveId((await hits(page).last().getAttribute('id')) ?? '');
  await page.keyboard.press('Home');
  await expect(selected()).toHaveId(first ?? '');
  await page.keyboard.press('End');
  await named();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/scalability-and-performance\.html#load-balancing-strategies$/);
});

test('a hit on the page that is open is gone to, and the dialog is gone', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  await search(page, 'cache stampede');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/caching-strategies\.html#cache-stampede$/);
  await expect(dialog(page)).toBeHidden();
  await expect(page.locator('#cache-stampede')).toBeInViewport();
});

test('Ctrl-Enter opens the hit in a new tab and leaves the dialog', async ({ page, site, context }) => {
  await page.goto(site.url + CHAPTER);
  await search(page, 'circuit breaker');
  const [opened] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Control+Enter')]);
  expect(opened.url()).toMatch(/microservices-architecture\.html#circuit-breakers$/);
  await expect(dialog(page)).toBeVisible();
});

test('opened again, the dialog has the last words ready to be replaced', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  await search(page, 'sharding');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(field(page)).toHaveValue('sharding');
  await page.keyboard.type('failover');
  await expect(field(page)).toHaveValue('failover');
  await expect(hits(page).first()).toContainText('Failover');
});

test('hits are links with marked excerpts, grouped under their chapters', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  await search(page, 'thundering herd');
  const hit = hits(page).first();
  await expect(hit).toHaveAttribute('href', /^http.*\.html(?:#|$)/);
  await expect(hit.locator('mark').first()).toHaveText(/thundering|herd/);
  await expect(
    page
      .getByRole('group')
      .filter({ has: page.locator('.search-hit') })
      .first(),
  ).toHaveAccessibleName(/^Glossary/);
});

test('a chapter forms one group, however late its further hits come', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  await search(page, 'circuit breaker');
  await expect(hits(page)).not.toHaveCount(3);
  const names = await page.locator('dialog.search .search-chapter').allTextContents();
  expect(new Set(names).size).toBe(names.length);
});

test('text that looks like markup stays text', async ({ page, site }) => {
  await page.goto(`${site.url}search/index.html?q=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
  await expect(page.locator('.search-summary')).not.toBeEmpty();
  await expect(page.locator('[data-search-page] img')).toHaveCount(0);
});

test('how many there are is announced once the reader pauses', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  await search(page, 'cache');
  await expect(dialog(page).getByRole('status')).toHaveText(/^\d+ sections$/);
  await page.keyboard.type(' xyzzyqu');
  await field(page).fill('xyzzyqu');
  await expect(dialog(page).getByRole('status')).toHaveText(/No section contains “xyzzyqu”/);
  await expect(dialog(page).getByRole('link', { name: 'Topics from A to Z' })).toHaveAttribute(
    'href',
    new RegExp(`${COURSE}/topics.html$`),
  );
  await expect(field(page)).toHaveAttribute('aria-expanded', 'false');
});

test('with the index loaded, results stand within three frames of the last key, and nothing is fetched for them', async ({
  page,
  site,
}) => {
  await page.goto(site.url + CHAPTER);
  await search(page, 'replica');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const counts: number[] = [];
  for (const words of [
    'load balancing',
    'cache invalidation',
    'circuit breaker',
    'saga pattern',
    'shard key',
  ]) {
    await field(page).fill(words);
    await expect(dialog(page).getByRole('status')).toHaveText(/\d+ sections?/);
    await page.waitForLoadState('networkidle');
    await field(page).fill('');
    await expect(hits(page)).toHaveCount(0);
    asked.length = 0;
    counts.push(
      await page.evaluate(async (typed) => {
        const input = document.querySelector<HTMLInputElement>('dialog.search input');
        const list = document.querySelector('[role=listbox]');
        if (!input || !list) throw new Error('no dialog');
        let frames = 0;
        let isShown = false;
        const count = (): void => {
          if (isShown) return;
          frames += 1;
          requestAnimationFrame(count);
        };
        const shown = new Promise<void>((resolve) =>
          new MutationObserver(() => {
            isShown = list.children.length > 0;
            if (isShown) resolve();
          }).observe(list, { childList: true }),
        );
        input.value = typed;
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        requestAnimationFrame(count);
        await shown;
        return frames;
      }, words),
    );
    expect(asked.filter((address) => !address.endsWith('.pf_fragment'))).toEqual([]);
  }
  counts.sort((a, b) => a - b);
  // The median: these machines are shared.
  expect(counts[2]).toBeLessThanOrEqual(3);
});

test('a late answer does not replace a newer one', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  await search(page, 'replica');
  let isSlow = true;
  await page.route('**/*.pf_fragment', async (route) => {
    if (isSlow) await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  await field(page).fill('bulkheads');
  await page.waitForTimeout(50);
  isSlow = false;
  await field(page).fill('failover');
  await expect(hits(page).first()).toContainText('Failover');
  await page.waitForTimeout(600);
  await expect(hits(page).first()).toContainText('Failover');
});

test('without an index the reader is told so and shown another way', async ({ page, site }) => {
  await page.route('**/pagefind/**', (route) => route.fulfill({ status: 404 }));
  await page.goto(site.url + CHAPTER);
  await page.keyboard.press('/');
  await page.keyboard.type('cache');
  await expect(dialog(page).locator('.search-summary')).toContainText('no search index');
  await expect(dialog(page).getByRole('link', { name: 'Topics from A to Z' })).toBeVisible();
});

test('offline the reader is told so, and is answered when the network is back', async ({
  page,
  site,
  context,
}) => {
  await page.goto(site.url + CHAPTER);
  await page.keyboard.press('/');
  await expect(field(page)).toBeVisible();
  await page.route('**/pagefind/**', (route) => route.abort());
  await page.reload();
  await page.keyboard.press('/');
  await page.keyboard.type('cache');
  await expect(dialog(page).locator('.search-summary')).toContainText('network does not answer');
  await page.unroute('**/pagefind/**');
  await context.setOffline(true);
  await context.setOffline(false);
  await expect(hits(page).first()).toBeVisible();
});

test('when the dialog itself cannot be loaded, Enter leads to the search page', async ({ page, site }) => {
  await page.route('**/assets/dialog*.js', (route) => route.abort());
  await page.goto(site.url + CHAPTER);
  await page.keyboard.press('/');
  await page.keyboard.type('sharding');
  await expect(dialog(page)).toContainText('could not be loaded');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/search\/index\.html\?q=sharding$/);
  await expect(page.locator('.search-hit').first()).toContainText('Sharding');
});

test('the search works below any path', async ({ page, siteBelow }) => {
  await page.goto(siteBelow.url + CHAPTER);
  await search(page, 'read replicas');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(
    /\/a\/b\/backend-architecture\/scalability-and-performance\.html#read-replicas$/,
  );
});

test('the search page answers its address, follows the field, and can be walked by links', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}search/index.html?q=cache+stampede`);
  const first = page.locator('.search-hit').first();
  await expect(first).toContainText('Cache Stampede');
  await expect(page.getByRole('searchbox')).toHaveValue('cache stampede');
  await page.getByRole('searchbox').fill('sharding');
  await expect(first).toContainText('Sharding');
  await expect(page).toHaveURL(/\?q=sharding$/);
  await page.getByRole('searchbox').press('Enter');
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/scalability-and-performance\.html#sharding/);
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue('sharding');
});

test('on a phone the dialog is the screen, and nothing zooms or leaves it', async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(site.url + CHAPTER);
  await search(page, 'transactions isolation');
  expect(await dialog(page).boundingBox()).toEqual({ x: 0, y: 0, width: 320, height: 640 });
  expect(
    await field(page).evaluate((input) => parseFloat(getComputedStyle(input).fontSize)),
  ).toBeGreaterThanOrEqual(16);
  expect(await dialog(page).evaluate((element) => element.scrollWidth)).toBeLessThanOrEqual(320);
  const close = await page.getByRole('button', { name: 'Close' }).boundingBox();
  expect(close?.height).toBeGreaterThanOrEqual(44);
  expect(close?.y).toBeGreaterThan(560);
});

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing wrong with the dialog and the page, ${theme}`, async ({ page, site }) => {
    await page.addInitScript(
      (name) => localStorage.setItem('lectern:settings', JSON.stringify({ theme: name })),
      theme,
    );
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(site.url + CHAPTER);
    await search(page, 'cache');
    await expect(hits(page)).not.toHaveCount(3);
    expect((await new AxeBuilder({ page }).include('dialog.search').analyze()).violations).toEqual([]);
    await page.goto(`${site.url}search/index.html?q=cache`);
    await expect(page.locator('.search-hit').first()).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}
