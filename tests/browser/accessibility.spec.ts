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
