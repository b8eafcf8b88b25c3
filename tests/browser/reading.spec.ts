// A reader opens the course, reads, goes on, leaves and comes back.
import { COURSE, CHAPTER, expect, test } from './reader.ts';
import { stored } from './record.ts';

test('from the library to the cover to the first chapter', async ({ page, site }) => {
  await page.goto(site.url);
  await page.getByRole('link', { name: 'Backend Architecture' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Backend Architecture & Systems Design');
  await page.getByRole('link', { name: 'Start reading' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Introduction to Systems Design');
});

test('the last link of a chapter leads to the next, and that one’s first back', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Microservices Architecture');
  await page.getByRole('link', { name: 'Previous' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Caching Strategies');
});

test('a page that the browser shows without its transition is no error; any other is', async ({
  browser,
  site,
}) => {
  const page = await browser.newPage();
  const reported: string[] = [];
  page.on('pageerror', ({ message }) => reported.push(message));
  await page.goto(site.url + CHAPTER);
  await page.evaluate(() => {
    const late = 'Transition was aborted because of invalid state. Page already revealed';
    void Promise.reject(new DOMException(late, 'InvalidStateError'));
    void Promise.reject(new Error('Transition was aborted by something of ours'));
  });
  await expect.poll(() => reported).toEqual(['Transition was aborted by something of ours']);
  await page.close();
});

test('“on this page” follows the scroll', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  const sections = page.getByRole('navigation', { name: 'On this page' });
  await page.locator('#cache-invalidation').evaluate((heading) => heading.scrollIntoView());
  await expect(sections.locator('[aria-current]')).toHaveText('Cache Invalidation');
  await page.locator('#redis-implementation').evaluate((heading) => heading.scrollIntoView());
  await expect(sections.locator('[aria-current]')).toHaveText('Redis Implementation');
});

test('the current section is in sight in “on this page”, however long the list', async ({ page, site }) => {
  await page.setViewportSize({ width: 1440, height: 600 });
  await page.goto(site.url + CHAPTER);
  const sections = page.getByRole('navigation', { name: 'On this page' });
  for (const id of ['further-reading', 'cache-stampede', 'what-a-cache-buys']) {
    await page.locator(`[id="${id}"]`).evaluate((heading) => heading.scrollIntoView({ behavior: 'instant' }));
    const link = sections.locator(`a[href="#${id}"]`);
    await expect(link).toHaveAttribute('aria-current', 'true');
    await expect(link).toBeInViewport({ ratio: 1 });
  }
});

test('whoever comes back is offered the section they stopped at', async ({ page, site }) => {
  await page.clock.install();
  await page.goto(site.url + CHAPTER);
  await page.clock.runFor(1500);
  // A screen or two, and ten seconds: less is a glance (sections.ts).
  for (let turn = 0; turn < 6; turn += 1) {
    await page.evaluate(() => scrollBy({ top: 300, behavior: 'instant' }));
    await page.clock.runFor(3000);
  }
  await page.locator('#cache-invalidation').evaluate((heading) => heading.scrollIntoView());
  await expect
    .poll(async () => {
      await page.clock.runFor(1000);
      return (await stored(page, 'places'))[COURSE];
    })
    .toMatchObject({ section: 'cache-invalidation' });
  await page.goto(`${site.url}${COURSE}/index.html`);
  const onwards = page.getByRole('link', { name: 'Continue reading' });
  await expect(page.getByText('Caching Strategies: Cache Invalidation')).toBeVisible();
  await onwards.click();
  await expect(page).toHaveURL(/caching-strategies\.html#cache-invalidation$/);
});

test('the key l copies the address of the section that is read, and says so where it is seen', async ({
  page,
  site,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${site.url}${CHAPTER}#cache-invalidation`);
  await page.keyboard.press('l');
  await expect(page.locator('.notice')).toHaveText('The link to “Cache Invalidation” is copied.');
  await expect(page.locator('.notice')).toBeInViewport();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /caching-strategies\.html#cache-invalidation$/,
  );
});

test('a heading’s own link is an address that leads back to it', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  const heading = page.locator('#cache-types');
  await heading.hover();
  await heading.locator('a.anchor').click();
  await expect(page).toHaveURL(/#cache-types$/);
  await page.reload();
  await expect(heading).toBeInViewport();
});

test('a term that is broken across lines has its card at the line that the pointer is on', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 800, height: 900 });
  await page.goto(`${site.url}${COURSE}/glossary.html`);
  const first = await page.evaluate(() => {
    const terms = [...document.querySelectorAll('a.term')];
    const broken = terms.find((term) => term.getClientRects().length === 2);
    broken?.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { x = 0, y = 0, width = 0, height = 0 } = broken?.getClientRects()[0] ?? {};
    return { x: x + width / 2, y: y + height / 2, isFound: broken !== undefined };
  });
  expect(first.isFound).toBe(true);
  await page.mouse.move(first.x, first.y);
  const card = page.locator('.definition');
  await expect(card).toBeVisible();
  const { x, y, width } = (await card.boundingBox()) ?? { x: 0, y: 0, width: 0 };
  expect(first.x).toBeGreaterThan(x);
  expect(first.x).toBeLessThan(x + width);
  expect(Math.abs(y - first.y)).toBeLessThan(40);
});

test('a term in the text shows its definition to the pointer and to the keyboard, and leads to the glossary', async ({
  page,
  site,
}) => {
  await page.goto(site.url + CHAPTER);
  await page.waitForLoadState('networkidle');
  const term = page.locator('.prose a.term').first();
  await term.scrollIntoViewIfNeeded();
  await term.focus();
  const card = page.getByRole('tooltip');
  await expect(card).toBeVisible();
  expect((await card.textContent())?.length).toBeGreaterThan(20);
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await term.click();
  await expect(page).toHaveURL(/glossary\.html#/);
  await expect(page.locator('dt:target')).toBeVisible();
});

test('code can be copied as it stands', async ({ page, site, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(site.url + CHAPTER);
  const block = page.locator('figure.code').first();
  await block.hover();
  await block.getByRole('button', { name: 'Copy' }).click();
  await expect(block.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.trimEnd()).toBe((await block.locator('pre code').textContent())?.trimEnd());
});

test('an address that does not exist says so, leads home and offers to search for its words', async ({
  page,
  site,
}) => {
  for (const address of ['nowhere.html', `${COURSE}/caching-stratgies.html`, 'a/b/c/d.html']) {
    await page.goto(site.url + address);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
    const offer = page.getByRole('link', { name: /^Search for/ });
    await expect(offer).toBeVisible();
    await expect(offer).toHaveAttribute('href', /^\/search\/index\.html\?q=/);
    await page.getByRole('main').getByRole('link', { name: 'Backend Architecture' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Backend Architecture & Systems Design');
  }
});

test('an address from a replaced contents list leads to its chapter', async ({ page, site }) => {
  await page.goto(`${site.url}${COURSE}/index.html#caching-strategies`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Caching Strategies');
});

test('below a folder the page for unknown addresses has its face, and asks for nothing that is not there but its script', async ({
  page,
  site,
}) => {
  const missing: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) missing.push(new URL(response.url()).pathname);
  });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${site.url}a/b/nope-circuit-breaker.html`);
  const offer = page.getByRole('link', { name: /^Search for/ });
  await expect(offer).toBeVisible();
  for (const face of ['Literata', 'Atkinson'])
    await expect.poll(() => page.evaluate((name) => document.fonts.check(`16px ${name}`), face)).toBe(true);
  // Until the root is found, each folder above is asked whether it is one.
  expect(missing.filter((path) => !/nope-|pagefind-entry|\/assets\/[^/]+\.js$/.test(path))).toEqual([]);
  // One line of words, not three columns.
  expect((await offer.innerText()).replaceAll(/\s+/g, ' ')).toBe('Search for “nope circuit breaker”');
});
