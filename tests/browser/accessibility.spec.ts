// Every kind of page, light and dark, wide and narrow, has no violation that axe can find.
import { AxeBuilder } from '@axe-core/playwright';
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
  'not found': '404.html',
};

for (const [kind, address] of Object.entries(PAGES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 1440]) {
      test(`${kind}, ${colorScheme}, ${width} pixels wide`, async ({ page, site }) => {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.goto(site.url + address);
        if (kind === 'search') await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(
            ({ id, nodes }) =>
              `${id}: ${nodes
                .map(({ html }) => html.slice(0, 150))
                .slice(0, 3)
                .join(' | ')}`,
          ),
        ).toEqual([]);
      });
    }
  }
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

test('in forced colours the chosen display and the current section are told apart', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(`${site.url}${CHAPTER}#cache-invalidation`);
  await expect(page.locator('.on-this-page a[aria-current]')).toHaveCSS('font-weight', '700');
  await page.getByRole('button', { name: 'Display' }).click();
  const ground = (selector: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((label) => getComputedStyle(label).backgroundColor);
  expect(await ground('.choices label:has(:checked)')).not.toBe(
    await ground('.choices label:not(:has(:checked))'),
  );
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the open settings and the open chapters on a phone, ${colorScheme}`, async ({ page, site }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme });
    await page.goto(site.url + CHAPTER);
    for (const name of ['Chapters', 'Sections', 'Display']) {
      await page.getByRole('button', { name }).click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html.slice(0, 120) ?? ''}`),
      ).toEqual([]);
      await page.keyboard.press('Escape');
    }
  });
}
