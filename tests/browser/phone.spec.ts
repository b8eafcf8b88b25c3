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

test('beside a chapter whose title holds a very long word, and on the page of the whole course, nothing is wider than the screen', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 320, height: 740 });
  await page.goto(site.url + CHAPTER);
  for (const title of ['.way-next strong', '.way-back'])
    await page
      .locator(title)
      .evaluate((element) => (element.textContent = 'very_long_identifier_'.repeat(5)));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.goto(`${site.url}${COURSE}/print.html`);
  await page
    .locator('.whole-contents a')
    .first()
    .evaluate((link) => {
      const code = document.createElement('code');
      code.textContent = 'very_long_identifier_'.repeat(5);
      link.append(' ', code, ' and more');
    });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

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

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('a term shows its card at the first tap and leads to the glossary from there', async ({
    page,
    site,
  }) => {
    await page.goto(site.url + CHAPTER);
    const address = page.url();
    const term = page.locator('.prose > p a.term').first();
    await term.scrollIntoViewIfNeeded();
    await term.tap();
    await expect(page.getByRole('tooltip')).toBeVisible();
    expect(page.url()).toBe(address);
    const more = page.getByRole('link', { name: 'More in the glossary' });
    expect((await more.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await page.touchscreen.tap(10, 400);
    await expect(page.getByRole('tooltip')).toBeHidden();
    await term.tap();
    await more.tap();
    await expect(page).toHaveURL(/glossary\.html#/);
  });

  test('the button that copies a listing is seen, in a row of its own, and large enough', async ({
    page,
    site,
  }) => {
    await page.goto(site.url + CHAPTER);
    const listing = page.locator('figure.code').first();
    await listing.scrollIntoViewIfNeeded();
    const button = listing.getByRole('button', { name: 'Copy' });
    await expect(button).toHaveCSS('opacity', '1');
    const box = await button.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    const code = await listing.locator('code').boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((code?.y ?? 0) + 1);
  });

  test('what changes nothing on a phone is not offered there', async ({ page, site }) => {
    await page.goto(site.url + CHAPTER);
    await page.getByRole('button', { name: 'Display' }).tap();
    await expect(page.getByText('Text size')).toBeVisible();
    await expect(page.getByText('Line length')).toBeHidden();
    await expect(page.getByText('Single-key shortcuts')).toBeHidden();
  });
});

test('each sheet has a title and a way out; Sections opens at the current one; Display dims nothing', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${site.url}${COURSE}/microservices-architecture.html#summary`);
  const current = page.locator('.on-this-page a[aria-current]');
  await expect(current).toHaveText('Summary');
  for (const name of ['Chapters', 'Sections', 'Display']) {
    const opener = page.getByRole('button', { name });
    await opener.click();
    const sheet = page.locator(':popover-open');
    await expect(sheet.locator('.sheet-head')).toBeVisible();
    if (name === 'Sections') await expect(current).toBeInViewport({ ratio: 1 });
    if (name === 'Display')
      expect(await sheet.evaluate((element) => getComputedStyle(element, '::backdrop').backgroundColor)).toBe(
        'rgba(0, 0, 0, 0)',
      );
    const close = sheet.getByRole('button', { name: 'Close' });
    expect((await close.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await close.click();
    await expect(sheet).toHaveCount(0);
    await expect(opener).toBeFocused();
  }
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
