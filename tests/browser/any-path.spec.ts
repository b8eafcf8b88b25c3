// A publisher puts the folder at a path nobody could predict.
import { CHAPTER, COURSE, expect, test } from './reader.ts';

test('reading, the next chapter and the glossary work below a path', async ({ page, siteBelow }) => {
  const failed: string[] = [];
  page.on('response', (response) => response.status() >= 400 && failed.push(response.url()));
  await page.goto(siteBelow.url + CHAPTER);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Caching Strategies');
  await page.evaluate(() => document.fonts.ready);
  expect(await page.evaluate(() => document.fonts.check('16px Literata'))).toBe(true);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page).toHaveURL(`${siteBelow.url}${COURSE}/microservices-architecture.html`);
  await page.getByRole('navigation', { name: 'Chapters' }).getByRole('link', { name: 'Glossary' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Glossary');
  await page.goto(`${siteBelow.url}${COURSE}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Backend Architecture & Systems Design');
  expect(failed).toEqual([]);
});

test('search works below a path', async ({ page, siteBelow }) => {
  await page.goto(`${siteBelow.url}search/index.html?q=stampede`);
  await page
    .getByRole('link', { name: /stampede/i })
    .first()
    .click();
  await expect(page).toHaveURL(/\/a\/b\/backend-architecture\//);
});

test('a figure wakes below a path', async ({ page, siteBelow }) => {
  await page.goto(`${siteBelow.url}${COURSE}/scalability-and-performance.html`);
  const figure = page.locator('lectern-figure').first();
  await figure.scrollIntoViewIfNeeded();
  await expect(figure).toHaveAttribute('data-awake', '');
});

test('the page for unknown addresses finds its way home below a path', async ({ page, siteBelow }) => {
  await page.goto(`${siteBelow.url}deep/down/nowhere.html`);
  await expect(page.getByRole('link', { name: /^Search for/ })).toHaveAttribute(
    'href',
    /^\/a\/b\/search\/index\.html\?q=nowhere$/,
  );
});
