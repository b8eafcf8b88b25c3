// A reader on a phone.
import { CHAPTER, COURSE, expect, test } from './reader.ts';

const PAGES = [
  'index.html',
  `${COURSE}/index.html`,
  CHAPTER,
  `${COURSE}/database-design.html`,
  `${COURSE}/glossary.html`,
  `${COURSE}/topics.html`,
  `${COURSE}/figures.html`,
  'search/index.html',
  '404.html',
];

for (const width of [320, 360]) {
  for (const address of PAGES) {
    test(`${address} does not scroll sideways at ${width} pixels`, async ({ page, site }) => {
      await page.setViewportSize({ width, height: 740 });
      await page.goto(site.url + address);
      const wide = await page.evaluate(() => {
        const excess = document.documentElement.scrollWidth - document.documentElement.clientWidth;
        const culprits = [...document.querySelectorAll('main *')].filter((element) => {
          const { right } = element.getBoundingClientRect();
          return right > innerWidth + 1 && !element.closest('pre, .table, .diagram, svg, [tabindex="0"]');
        });
        return { excess, culprits: culprits.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)) };
      });
      expect(wide).toEqual({ excess: 0, culprits: [] });
    });
  }
}

test('what is touched is large enough to touch: 44 pixels', async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(site.url + CHAPTER);
  const small = await page
    .locator(
      '.site-tools > *:visible, .way-on a, lectern-question button:visible, lectern-question label:visible, summary:visible',
    )
    .evaluateAll((targets) =>
      targets
        .map((target) => ({
          html: target.outerHTML.slice(0, 60),
          height: target.getBoundingClientRect().height,
        }))
        .filter(({ height }) => height < 43.5),
    );
  expect(small).toEqual([]);
});

test('search, chapters and sections are at the thumb', async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(site.url + CHAPTER);
  for (const name of ['Chapters', 'Sections', 'Display']) {
    const box = await page.getByRole('button', { name }).boundingBox();
    expect(box?.y).toBeGreaterThan(600);
  }
  await page.getByRole('button', { name: 'Sections' }).click();
  const sections = page.getByRole('navigation', { name: 'On this page' });
  await sections.getByRole('link', { name: 'Redis Implementation' }).click();
  await expect(page).toHaveURL(/#redis-implementation/);
  await expect(sections).toBeHidden();
});
