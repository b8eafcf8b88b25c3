// Every kind of page, light and dark, wide and narrow, has no violation that axe can find.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { CHAPTER, COURSE, expect, test } from './reader.ts';

const PAGES = {
  library: 'index.html',
  cover: `${COURSE}/index.html`,
  chapter: CHAPTER,
  'chapter with figures': `${COURSE}/scalability-and-performance.html`,
  glossary: `${COURSE}/glossary.html`,
  topics: `${COURSE}/topics.html`,
  figures: `${COURSE}/figures.html`,
  search: 'search/index.html?q=cache',
  notebook: 'notebook/index.html',
  review: 'notebook/review.html',
  'not found': '404.html',
};

/** Hundreds of entries are alike, and axe takes a minute for all of them: the first ones stand for all. */
const ALIKE = ['.glossary dl > div:nth-child(n + 41)', '.topics section:nth-of-type(n + 6)'];

/** What axe finds, in few words; of the page as it is when everything is laid out (styles/later.css). */
async function faults(page: Page, choose: (axe: AxeBuilder) => AxeBuilder = (axe) => axe): Promise<string[]> {
  await page.evaluate(() => document.documentElement.removeAttribute('data-opened'));
  const axe = new AxeBuilder({ page });
  for (const selector of ALIKE) axe.exclude(selector);
  const { violations } = await choose(axe).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ html }) => html.slice(0, 150))
        .join(' | ')}`,
  );
}

// One page for all its looks, and of each look what can differ: structure does not depend on colours, nor colours on the
// width, but for the bar that phones have.
for (const [kind, address] of Object.entries(PAGES)) {
  test(`${kind}, light and dark, wide and narrow`, async ({ page, site }) => {
    // A chapter has thousands of coloured words. Time is no fault here.
    test.setTimeout(240_000);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(site.url + address);
    if (kind === 'search') await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
    expect(await faults(page), 'light, wide').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await faults(page, (axe) => axe.withRules(['color-contrast'])), 'dark, wide').toEqual([]);
    await page.setViewportSize({ width: 360, height: 900 });
    expect(await faults(page, (axe) => axe.disableRules(['color-contrast'])), 'narrow').toEqual([]);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const bar = (axe: AxeBuilder): AxeBuilder => axe.include('.site-header').withRules(['color-contrast']);
      expect(await faults(page, bar), `${colorScheme}, narrow`).toEqual([]);
    }
  });
}

test('a heading is said once, and is no stop for the keyboard', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  const heading = page.locator('#cache-invalidation');
  await expect(heading).toHaveAccessibleName('Cache Invalidation');
  await expect(heading.getByRole('link')).toHaveCount(0);
  await expect(page.locator('.prose :is(h2, h3, h4) a:not([tabindex="-1"])')).toHaveCount(0);
});

test('listings, tables and diagrams are stops where they scroll, and nowhere else', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${site.url}${COURSE}/database-design.html`);
  const frames = page.locator('figure pre, .prose .table, .diagram-scroll');
  await expect(async () => {
    await page.keyboard.press('Tab');
    const wrong = await frames.evaluateAll((all) =>
      all
        .filter((frame) => frame.hasAttribute('tabindex') !== frame.scrollWidth > frame.clientWidth + 1)
        .map((frame) => frame.outerHTML.slice(0, 80)),
    );
    expect(wrong).toEqual([]);
  }).toPass();
  const names = await page
    .getByRole('button', { name: /^Copy / })
    .evaluateAll((buttons) => buttons.map((button) => button.textContent));
  expect(new Set(names).size).toBeGreaterThan(1);
});

test('in forced colours the chosen display, the current section and the open tab are told apart, and what is filled has an edge', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(`${site.url}${CHAPTER}#cache-invalidation`);
  await expect(page.locator('.on-this-page a[aria-current]')).toHaveCSS('font-weight', '700');
  await page.getByRole('button', { name: 'Display' }).click();
  const style = (selector: string, property: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  expect(await style('.choices label:has(:checked)', 'background-color')).not.toBe(
    await style('.choices label:not(:has(:checked))', 'background-color'),
  );
  expect(await style('.way-next', 'border-top-width')).toBe('1px');
  const tab = '.tab-list > button[aria-selected="true"]';
  await expect(page.locator(tab).first()).toBeAttached();
  expect(await style(tab, 'border-bottom-color')).not.toBe(
    await style('.tab-list > button[aria-selected="false"]', 'border-bottom-color'),
  );
  await page.goto(site.url);
  expect(await style('.book-cover', 'border-top-width')).toBe('1px');
});

test('the open sheets on a phone, light and dark', async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(site.url + CHAPTER);
  for (const [name, sheet] of [
    ['Chapters', '#chapters'],
    ['Sections', '#sections'],
    ['Display', '#settings'],
  ] as const) {
    await page.getByRole('button', { name }).click();
    // The page behind is tried above.
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await faults(page, (axe) => axe.include(sheet)), `${name}, ${colorScheme}`).toEqual([]);
    }
    await page.keyboard.press('Escape');
  }
});
