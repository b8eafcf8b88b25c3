// A reader on paper.
import { CHAPTER, COURSE, expect, test } from './reader.ts';

test('print is a book: no interface, everything unfolded, links spelled out', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  await page.emulateMedia({ media: 'print' });
  for (const gone of [
    '.site-header',
    '.site-footer',
    '.chapter-list',
    '.on-this-page',
    '.way-on',
    'lectern-question button',
  ]) {
    for (const element of await page.locator(gone).all()) await expect(element).toBeHidden();
  }
  await expect(page.locator('.answers li[id]').first()).toBeVisible();
  await expect(page.locator('details:has(summary:text("Solution")) > *:not(summary)').first()).toBeVisible();
  const panels = page.locator('lectern-tabs').first().locator('pre');
  for (const panel of await panels.all()) await expect(panel).toBeVisible();
});

test('the printed chapter is a PDF of more than a few pages', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(pages).toBeGreaterThan(5);
});

test('figures are printed as the interface says them, and what is longer than a page may break', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}${COURSE}/microservices-architecture.html`);
  await page.emulateMedia({ media: 'print' });
  const values = await page.locator('.figure-params dd').allTextContents();
  expect(values.length).toBeGreaterThan(10);
  expect(values.filter((value) => /^(?:true|false|[a-z]+(?:-[a-z]+)+)$/.test(value.trim()))).toEqual([]);
  for (const legend of await page.locator('.figure-legend').all()) await expect(legend).toBeVisible();
  const kept = await page
    .locator('figure.code, lectern-figure, .figure-frame, .table, table')
    .evaluateAll((all) => all.filter((each) => getComputedStyle(each).breakInside === 'avoid').length);
  expect(kept).toBe(0);
});
