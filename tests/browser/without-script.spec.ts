// A reader whose browser runs no script: everything that is text is there.
import { CHAPTER, COURSE, expect, test } from './reader.ts';

test.use({ javaScriptEnabled: false });

test('the chapter is complete: text, code, both tabs, questions and, at the end, their answers', async ({
  page,
  site,
}) => {
  await page.goto(site.url + CHAPTER);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Caching Strategies');
  const panels = page.locator('lectern-tabs').first().locator('pre');
  expect(await panels.count()).toBeGreaterThan(1);
  for (const panel of await panels.all()) await expect(panel).toBeVisible();
  const questions = page.locator('lectern-question');
  expect(await questions.count()).toBeGreaterThanOrEqual(6);
  await expect(page.locator('lectern-question').locator('button, input')).toHaveCount(0);
  await page.locator('.answers summary').click();
  await expect(page.locator('.answers li[id]').first()).toBeVisible();
  expect(await page.locator('.answers ol > li[id]').count()).toBe(await questions.count());
});

test('the way from a question to its answer is a link', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  const reveal = page.locator('.question-reveal').first();
  await expect(reveal).toBeVisible();
  expect(await page.locator((await reveal.getAttribute('href')) ?? '').count()).toBe(1);
});

test('search leads to the A to Z, which leads to sections', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  await page.locator('.tool-search').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Topics A to Z');
  await page.getByRole('link', { name: 'Cache Stampede' }).first().click();
  await expect(page).toHaveURL(/#/);
});

test('the search page says that it needs a script and where to look instead', async ({ page, site }) => {
  await page.goto(`${site.url}search/index.html`);
  await expect(page.locator('noscript > p')).toHaveCSS('margin-top', '16px');
  await page.getByRole('link', { name: 'Backend Architecture & Systems Design: topics A to Z' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Topics A to Z');
});

test('the figure shows its picture, its sentence and its parameters, and no dead button', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}${COURSE}/scalability-and-performance.html`);
  const figure = page.locator('lectern-figure').first();
  await expect(figure.locator('svg.figure-picture')).toBeVisible();
  await expect(figure.locator('.figure-summary')).not.toBeEmpty();
  await expect(figure.locator('.figure-params')).toBeVisible();
  await expect(figure.getByRole('button')).toHaveCount(0);
});

test('the chapters open on a phone without a script', async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(site.url + CHAPTER);
  await page.getByRole('button', { name: 'Chapters' }).click();
  await page.getByRole('navigation', { name: 'Chapters' }).getByRole('link', { name: 'API Design' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('API Design');
});
