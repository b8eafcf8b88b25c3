// Questions and figures before they can be used: their places are kept, and their controls come in time.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from '@playwright/test';
import { CHAPTER, COURSE, expect, test } from './reader.ts';

/** Chapters whose figures have, between them, every kind of control. */
const FIGURES = ['scalability-and-performance', 'microservices-architecture'];

/** Where the parts stand, from the top and the left of the whole, in whole pixels. */
async function placesIn(whole: Locator, parts: string): Promise<string[]> {
  await whole.scrollIntoViewIfNeeded();
  return whole.evaluate(async (element, selector) => {
    await document.fonts.ready;
    // What has come near is laid out with the next frame.
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    const outer = element.getBoundingClientRect();
    // What is folded away has no place.
    const parts = [...element.querySelectorAll(selector)].filter((part) => part.checkVisibility());
    return [element, ...parts].map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      const name = part.tagName === 'I' || part.tagName === 'INPUT' ? 'control' : part.className;
      return [name, x - outer.x, y - outer.y, width, height]
        .map((value) => (typeof value === 'number' ? Math.round(value) : value))
        .join(' ');
    });
  }, parts);
}

async function opened(page: Page, address: string, without: string): Promise<void> {
  await page.unrouteAll();
  if (without) await page.route(without, () => undefined);
  await page.goto(address);
}

for (const width of [360, 820, 1440]) {
  test(`a question that becomes a form keeps its place and size, ${width} wide`, async ({ page, site }) => {
    await page.setViewportSize({ width, height: 800 });
    const parts =
      '.choice, .choice i, .choice input, .question-number, .question-order li, .question-order li > span:first-of-type, .question-reveal';
    const questions = page.locator('lectern-question');
    await opened(page, site.url + CHAPTER, '**/questions.*.js');
    const resting: string[][] = [];
    for (const question of await questions.all()) resting.push(await placesIn(question, parts));
    await opened(page, site.url + CHAPTER, '');
    for (const [at, question] of (await questions.all()).entries()) {
      await question.scrollIntoViewIfNeeded();
      await expect(question.locator('form')).toHaveCount(1);
      expect(await placesIn(question, parts)).toEqual(resting[at]);
    }
  });

  for (const chapter of FIGURES) {
    test(`a figure that wakes keeps its place and size, ${width} wide, ${chapter}`, async ({
      page,
      site,
    }) => {
      const address = `${site.url}${COURSE}/${chapter}.html`;
      await page.setViewportSize({ width, height: 800 });
      const parts =
        ':is(.figure-transport, .figure-actions, .figure-controls) > *, .figure-sentence > *, .figure-folds';
      await opened(page, address, '**/figures.*.js');
      const figures = page.locator('lectern-figure');
      const resting: string[][] = [];
      for (const figure of await figures.locator('> .figure-frame').all())
        resting.push(await placesIn(figure, parts));
      await opened(page, address, '');
      for (const [at, figure] of (await figures.all()).entries()) {
        await figure.scrollIntoViewIfNeeded();
        await expect(figure).toHaveAttribute('data-awake', '');
        const awake = await placesIn(figure.locator('> .figure-frame'), parts);
        expect(awake, (await figure.getAttribute('id')) ?? '').toEqual(resting[at]);
      }
    });
  }
}

test('whoever uses the keyboard finds the form of every question, however far', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  const questions = await page.locator('lectern-question').count();
  await page.waitForLoadState('networkidle');
  expect(await page.locator('lectern-question form').count()).toBeLessThan(questions);
  await expect
    .poll(async () => {
      await page.keyboard.press('Tab');
      return page.locator('lectern-question form').count();
    })
    .toBe(questions);
});

test('while only the first screens are shown, search and key help open and take what is typed', async ({
  page,
  site,
}) => {
  await page.goto(site.url + CHAPTER);
  const first = (): Promise<void> =>
    page.evaluate(() => {
      document.documentElement.dataset['opened'] = 'first';
    });
  await first();
  await page.keyboard.press('/');
  await page.keyboard.type('cache');
  await expect(page.getByRole('dialog', { name: 'Search' }).locator('input')).toHaveValue('cache');
  await page.keyboard.press('Escape');
  await first();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
});

test('of a page that stops on its way, the reader sees what has come', async ({ page, site }) => {
  const html = await (await fetch(site.url + CHAPTER)).text();
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.write(html.slice(0, html.indexOf('</h3>', html.length / 2)));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  try {
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://localhost:${port}/`, { waitUntil: 'commit' });
    await expect(page.locator('.prose > h3').nth(3)).toBeVisible();
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
