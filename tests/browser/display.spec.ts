// Colours, text size, line length: at once, kept, and there before the first paint.
import { CHAPTER, COURSE, expect, test } from './reader.ts';

const paper = (theme: 'light' | 'dark'): string =>
  theme === 'light' ? 'rgb(251, 248, 241)' : 'rgb(20, 26, 33)';

for (const theme of ['light', 'dark'] as const) {
  test(`follows a system that is ${theme}`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.goto(site.url + CHAPTER);
    await expect(page.locator('html')).toHaveCSS('background-color', paper(theme));
  });
}

test('a chosen theme is kept, and the next page is painted in it from the start', async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(site.url + CHAPTER);
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveCSS('background-color', paper('dark'));
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      Object.assign(window, { themeAtFirstBody: document.documentElement.dataset['theme'] });
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  expect(
    await page.evaluate(() => (window as unknown as { themeAtFirstBody: string }).themeAtFirstBody),
  ).toBe('dark');
});

test('text size and line length change the text, not the interface', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  const text = page.locator('.prose > p').first();
  const tool = page.locator('.tool-search');
  const before = {
    text: await text.evaluate((element) => getComputedStyle(element).fontSize),
    tool: await tool.evaluate((element) => getComputedStyle(element).fontSize),
  };
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('radio', { name: 'Largest' }).check();
  expect(parseFloat(await text.evaluate((element) => getComputedStyle(element).fontSize))).toBeGreaterThan(
    parseFloat(before.text) * 1.2,
  );
  expect(await tool.evaluate((element) => getComputedStyle(element).fontSize)).toBe(before.tool);
  // The card stands below its button, also where the page runs from right to left.
  await page.evaluate(() => (document.documentElement.dir = 'rtl'));
  expect((await page.locator('#settings').boundingBox())?.x).toBeLessThan(20);
});

test('a line of text holds about 66 characters', async ({ page, site }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(site.url + CHAPTER);
  // A page loaded again is laid out as a whole.
  await page.reload();
  await page.evaluate(() => document.fonts.ready);
  const perLine = await page.locator('.prose > p').evaluateAll((paragraphs) => {
    const long = paragraphs.filter(({ textContent }) => (textContent?.length ?? 0) > 300);
    const lines = long.map((paragraph) => {
      const height = parseFloat(getComputedStyle(paragraph).lineHeight);
      return {
        characters: paragraph.textContent?.length ?? 0,
        lines: Math.round(paragraph.getBoundingClientRect().height / height),
      };
    });
    // The last line of a paragraph is on average half full.
    return (
      lines.reduce((sum, { characters }) => sum + characters, 0) /
      lines.reduce((sum, { lines: count }) => sum + count - 0.5, 0)
    );
  });
  expect(perLine).toBeGreaterThan(60);
  expect(perLine).toBeLessThan(72);
});

test('the browser’s own bar has the colour of the chosen theme, at once and from the start', async ({
  page,
  site,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(site.url + CHAPTER);
  const bar = (): Promise<string[]> =>
    page
      .locator('meta[name="theme-color"]')
      .evaluateAll((metas) =>
        metas
          .filter((meta) => matchMedia((meta as HTMLMetaElement).media).matches)
          .map((meta) => (meta as HTMLMetaElement).content),
      );
  expect(await bar()).toEqual(['#fbf8f1']);
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  expect(await bar()).toEqual(['#141a21']);
  await page.reload();
  expect(await bar()).toEqual(['#141a21']);
});

test('the text begins at one edge on every page, tables with it, and the chapter list stands beside it', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 2200, height: 900 });
  const edges: number[] = [];
  const lists: number[] = [];
  // The cover has its own frame, with the contents in it.
  for (const address of [CHAPTER, `${COURSE}/topics.html`, `${COURSE}/glossary.html`]) {
    await page.goto(site.url + address);
    edges.push(await page.locator('h1').evaluate((title) => title.getBoundingClientRect().left));
    lists.push(await page.locator('.chapter-list').evaluate((nav) => nav.getBoundingClientRect().right));
  }
  expect(new Set(lists).size).toBe(1);
  // So does the whole course on one page, whose chapters have the same frame.
  await page.goto(`${site.url}${COURSE}/print.html`);
  for (const part of ['h1', '.whole-part .prose > p', '.whole-part.chapter h1'])
    edges.push(
      await page
        .locator(part)
        .first()
        .evaluate((element) => element.getBoundingClientRect().left),
    );
  // The list stands beside the figures, which are wider than the text.
  await page.goto(site.url + CHAPTER);
  const figure = page.locator('.figure-frame').first();
  const left = await figure.evaluate((frame) => frame.getBoundingClientRect().left);
  expect(left - (lists[0] ?? 0)).toBeGreaterThan(0);
  expect(left - (lists[0] ?? 0)).toBeLessThan(120);
  expect(new Set(edges).size).toBe(1);
  const cell = page.locator('.prose .table :is(th, td):first-child').first();
  const words = await cell.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect().left;
  });
  expect(Math.abs(words - (edges[0] ?? 0))).toBeLessThan(1);
  // The rule between chapters and the rest keeps its distance.
  const more = page.locator('.chapter-list-more');
  expect(await more.evaluate((list) => parseFloat(getComputedStyle(list).paddingTop))).toBeGreaterThan(8);
});

test('a list of chapters longer than the window shows the one that is read', async ({ page, site }) => {
  await page.setViewportSize({ width: 1440, height: 300 });
  await page.goto(`${site.url}${COURSE}/deployment-and-devops.html`);
  await expect(page.locator('.chapter-list a[aria-current]')).toBeInViewport({ ratio: 1 });
});
