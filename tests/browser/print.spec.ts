// A reader on paper.
import { CHAPTER, expect, test } from './reader.ts';

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
