// A reader meets the site on real hosts, set up as the manual says: reads on, searches, steps a figure, changes colours,
// mistypes an address. Not here: what the hosts answer to each address (tests/site/hosts.test.ts).
import type { Page } from '@playwright/test';
import { hostsWithHeaders, plainHosts } from '../hosts/all-hosts.ts';
import type { Host } from '../hosts/host.ts';
import { PLACES, makeHostRoot, type HostRoot } from '../hosts/host-root.ts';
import { sirvPlain, withHeaders, withoutHtml } from '../hosts/node.ts';
import { tableOf } from '../hosts/recipes.ts';
import { CHAPTER, COURSE, SITE, expect, test as base } from './reader.ts';

const [TOP, DEEP] = PLACES;

type Reading = (read: (url: string) => Promise<void>) => Promise<void>;

/** `on(host)` runs the host while something is read there; the copied site serves all tests of a worker. */
const test = base.extend<{ on: (host: Host) => Reading }, { copied: HostRoot }>({
  copied: [
    async ({}, use) => {
      const copied = makeHostRoot(SITE);
      await use(copied);
      copied.remove();
    },
    { scope: 'worker' },
  ],
  on: async ({ copied }, use) => {
    await use((host) => async (read) => {
      test.skip(host.missing !== undefined, host.missing);
      const running = await host.start(copied.folder);
      try {
        await read(running.url);
      } finally {
        await running.close();
      }
    });
  },
});

/** Every header of the manual's table at once, and its rule on keeping files. */
const allHeaders = withHeaders('every header that the manual names', (address) => ({
  ...Object.fromEntries(
    [...tableOf('Headers')].flatMap(([row, cells]) => {
      // "Content-Security-Policy, for *.svg alone"
      const [, name = row, ending = ''] = /^([\w-]+), for \*(\.\w+) alone$/.exec(row) ?? [];
      return address.endsWith(ending) ? [[name, cells.get('Value') ?? '']] : [];
    }),
  ),
  'Cache-Control': /\/(?:assets|fonts|pagefind\/(?:fragment|index))\//.test(address)
    ? 'max-age=31536000, immutable'
    : 'no-cache',
}));

/** The hosts with the most manners of their own, each at the place where it has not been tried by another. */
const tried: readonly (readonly [Host, string])[] = [
  ...plainHosts.filter(({ name }) => name.startsWith('python')).map((host) => [host, DEEP] as const),
  ...hostsWithHeaders.map((host, at) => [host, at % 2 === 0 ? TOP : DEEP] as const),
  [allHeaders, TOP],
  [withoutHtml, DEEP],
];

for (const [host, place] of tried) {
  test(`${host.name}, at /${place}: reading, searching, a figure, colours`, async ({ page, on }) => {
    await on(host)(async (top) => {
      const url = top + place;
      const failed = failuresOf(page);
      await page.goto(url + CHAPTER);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Caching Strategies');
      await page.evaluate(() => document.fonts.ready);
      expect(await page.evaluate(() => document.fonts.check('16px Literata'))).toBe(true);
      await page.getByRole('link', { name: 'Next' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Microservices Architecture');
      await searchAndOpen(page);
      await stepFigure(page, url);
      await page.getByRole('button', { name: 'Display' }).click();
      await page.getByRole('radio', { name: 'Dark' }).check();
      await page.goto(url);
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      expect(failed).toEqual([]);
    });
  });

  if (host.name.startsWith('python')) continue;
  test(`${host.name}, at /${place}: a wrong address finds home and words to search for`, async ({
    page,
    on,
  }) => {
    await on(host)(async (top) => {
      await page.goto(`${top}${place}deep/down/cache-stampede.html`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
      const offer = page.getByRole('link', { name: /^Search for .*cache stampede/ });
      await expect(offer).toHaveAttribute('href', `/${place}search/index.html?q=cache%20stampede`);
      await offer.click();
      await expect(page.locator('.search-hit').first()).toContainText(/stampede/i);
      await page.goto(`${top}${place}Backend-Architecture/x`);
      await page
        .getByRole('main')
        .getByRole('link', { name: 'Backend Architecture & Systems Design' })
        .click();
      await expect(page.locator('html')).toHaveAttribute('data-page', 'cover');
    });
  });
}

test.describe('hosts that show a page at an address where its links would lead astray', () => {
  for (const host of [sirvPlain, withoutHtml]) {
    test(`${host.name}: the address is put right, and everything works from there`, async ({ page, on }) => {
      await on(host)(async (top) => {
        const url = top + DEEP;
        await page.goto(`${url}${COURSE}?from=mail#top`);
        await expect(page).toHaveURL(`${url}${COURSE}/?from=mail#top`);
        await page.locator('.contents h3 a').first().click();
        await expect(page.locator('html')).toHaveAttribute('data-page', 'chapter');
        await page.goto(`${url}${COURSE}/caching-strategies/#cache-invalidation`);
        await expect(page).toHaveURL(`${url}${COURSE}/caching-strategies#cache-invalidation`);
        await searchAndOpen(page);
        await page.getByRole('link', { name: 'Next' }).click();
        await expect(page.locator('html')).toHaveAttribute('data-page', 'chapter');
        await page.goto(`${url}search?q=stampede`);
        await expect(page.locator('.search-hit').first()).toContainText(/stampede/i);
        await page.reload();
        await expect(page.locator('.search-hit').first()).toContainText(/stampede/i);
      });
    });
  }
});

test('addresses that are right stay as they are', async ({ page, site }) => {
  for (const address of [
    '',
    'index.html',
    `${COURSE}/`,
    `${COURSE}/index.html`,
    CHAPTER,
    'search/index.html?q=a',
  ]) {
    await page.goto(site.url + address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(page.url()).toBe(site.url + address);
  }
  await page.goto(`${site.url}nowhere/`);
  expect(page.url()).toBe(`${site.url}nowhere/`);
});

test('with every header the browser isolates the site from all others', async ({ page, on }) => {
  await on(allHeaders)(async (top) => {
    await page.goto(top + CHAPTER);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  });
});

test.describe('where the browser must step in', () => {
  // Pages of their own: the common one fails a test at any violation, and here violations are what is tried.
  test('nobody can show the site in a frame', async ({ browser, on }) => {
    const page = await browser.newPage();
    await on(allHeaders)(async (top) => {
      const frame = `<iframe src="${top}index.html"></iframe>`;
      await page.route('**/framing.html', (route) =>
        route.fulfill({ contentType: 'text/html', body: frame }),
      );
      await page.goto(`${top}framing.html`, { waitUntil: 'commit' });
      await expect.poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
    });
    await page.close();
  });

  test('under a host’s policy that is too strict the text is still there', async ({ browser, on }) => {
    const strict = withHeaders('strict', () => ({ 'Content-Security-Policy': "default-src 'self'" }));
    const page = await browser.newPage();
    await on(strict)(async (top) => {
      await page.goto(top + CHAPTER);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Caching Strategies');
      await page.getByRole('link', { name: 'Next' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Microservices Architecture');
      await page.goto(`${top}search/index.html?q=cache`);
      await expect(page.getByRole('main')).toContainText('The search could not start in this browser.');
    });
    await page.close();
  });
});

/** Addresses that were asked for in vain, as they come. */
function failuresOf(page: Page): readonly string[] {
  const failed: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`);
  });
  return failed;
}

async function searchAndOpen(page: Page): Promise<void> {
  const field = page.getByRole('dialog').getByRole('combobox');
  // A page may be seen before its script listens to keys.
  await expect(async () => {
    if (!(await field.isVisible())) await page.keyboard.press('/');
    await expect(field).toBeFocused({ timeout: 1000 });
  }).toPass();
  await page.keyboard.type('cache stampede');
  const hit = page.locator('dialog.search .search-hit').first();
  await expect(hit).toContainText(/stampede/i);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/caching-strategies(?:\.html)?#.*stampede/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Caching Strategies');
}

async function stepFigure(page: Page, url: string): Promise<void> {
  await page.goto(`${url}${COURSE}/scalability-and-performance.html`);
  const figure = page.locator('lectern-figure').first();
  await figure.scrollIntoViewIfNeeded();
  await expect(figure).toHaveAttribute('data-awake', '');
  const clock = figure.locator('.figure-clock');
  const before = await clock.textContent();
  await figure.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(clock).not.toHaveText(before ?? '');
}
