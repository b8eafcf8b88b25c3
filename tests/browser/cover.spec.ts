// What a reader meets first: the library, a cover, the opening of a chapter; and what stands at a chapter's end.
import { CHAPTER, COURSE, expect, test } from './reader.ts';

const COVER = `${COURSE}/index.html`;

test('the figure on the cover runs when it is pressed, and nothing of it is loaded before', async ({
  page,
  site,
}) => {
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  await page.goto(site.url + COVER, { waitUntil: 'networkidle' });
  expect(scripts.filter((url) => /\/(?:start|figure)\./.test(url))).toEqual([]);
  const figure = page.locator('[data-cover-figure] lectern-figure');
  await figure.getByRole('button', { name: 'Play' }).click();
  await expect(figure.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'A queue and its servers' })).toHaveAttribute(
    'href',
    'introduction-to-systems-design.html#figure-queue',
  );
});

test('the map and the library show what was read, and where', async ({ page, site }) => {
  await page.goto(site.url + COVER);
  const read = await page
    .locator('.contents > li')
    .evaluateAll((chapters) =>
      chapters.map((chapter) => [
        (chapter as HTMLElement).dataset['chapter'] ?? '',
        Number((chapter as HTMLElement).dataset['sections']),
      ]),
    );
  const [[first = '', sections = 0] = [], [second = ''] = []] = read as [string, number][];
  await page.evaluate(
    ([course, first, second, count]) =>
      localStorage.setItem(
        'lectern:place',
        JSON.stringify({
          version: 1,
          courses: {
            [course as string]: {
              last: { chapter: second, section: '', title: 'Somewhere' },
              read: {
                [first as string]: Array.from({ length: count as number }, (_, at) => `section-${at}`),
                [second as string]: ['section-1'],
              },
            },
          },
        }),
      ),
    [COURSE, first, second, sections] as const,
  );
  await page.reload();
  await expect(page.locator(`[data-station="${first}"]`)).toHaveAttribute('data-state', 'read');
  await expect(page.locator(`[data-station="${second}"]`)).toHaveAttribute('data-state', 'part');
  await expect(page.locator('[data-here]')).toHaveCount(1);
  await expect(page.locator('[data-here]')).toContainText('You are here');
  await page.goto(`${site.url}index.html`);
  await page.locator('.book-continue').getByRole('link', { name: 'Continue reading' }).click();
  await expect(page).toHaveURL(new RegExp(`/${second}\\.html$`));
});

test('a cover leads on without script: the button, the map, the contents', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site.url + COVER);
  await expect(page.getByRole('link', { name: 'Start reading' })).toBeVisible();
  await expect(page.locator('.figure-transport')).toBeHidden();
  await page.locator('.course-map a').nth(4).click();
  await expect(page).toHaveURL(/caching-strategies\.html$/);
  await context.close();
});

test('what a first reader may not guess is said once, and put away for good', async ({ page, site }) => {
  const first = `${site.url}${COURSE}/introduction-to-systems-design.html`;
  await page.goto(first);
  const line = page.locator('.first-run');
  await expect(line).toContainText('searches the course');
  await line.getByRole('button', { name: 'Got it' }).click();
  await expect(line).toBeHidden();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(line).toBeHidden();
});

test('the first sentence of a chapter stands on the first screen of a phone', async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(site.url + CHAPTER);
  await expect(page.locator('article.prose > p').first()).toBeInViewport({ ratio: 0.3 });
});

test('a wrong answer can be tried again, and the chapter’s end says what is right and what to repeat', async ({
  page,
  site,
}) => {
  await page.goto(site.url + CHAPTER);
  const questions = page.locator('lectern-question[data-kind="choice"]');
  const question = questions.first();
  await question.scrollIntoViewIfNeeded();
  const id = (await question.getAttribute('id'))?.replace('question-', '') ?? '';
  const mark = page.locator(`.chapter-end [data-question="${id}"]`);
  // One of them is wrong.
  await expect(question.getByRole('radio').first()).toBeVisible();
  const choices = await question.getByRole('radio').all();
  for (const choice of choices) {
    await choice.check();
    await question.getByRole('button', { name: 'Check' }).click();
    if ((await question.getAttribute('data-state')) === 'wrong') break;
  }
  await expect(question).toHaveAttribute('data-state', 'wrong');
  await mark.scrollIntoViewIfNeeded();
  await expect(mark).toHaveAccessibleName(/: to repeat$/);
  await question.scrollIntoViewIfNeeded();
  await question.getByRole('button', { name: 'Try again' }).click();
  await expect(question).not.toHaveAttribute('data-state', /./);
  await expect(question.getByRole('radio').first()).toBeFocused();
  await expect(question.locator('output')).toBeEmpty();
  for (const choice of choices) {
    await choice.check();
    await question.getByRole('button', { name: 'Check' }).click();
    if ((await question.getAttribute('data-state')) === 'right') break;
    await question.getByRole('button', { name: 'Try again' }).click();
  }
  await mark.scrollIntoViewIfNeeded();
  await expect(mark).toHaveAccessibleName(/: right$/);
  await expect(page.locator('.way-next')).toBeVisible();
});

test('with the form the way to the answer becomes a button', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  const question = page.locator('lectern-question').first();
  await question.scrollIntoViewIfNeeded();
  await question.getByRole('button', { name: 'Show the answer' }).click();
  await expect(question.locator('output')).not.toBeEmpty();
  await expect(question.getByRole('link', { name: 'Show the answer' })).toHaveCount(0);
});

test('before anything is typed, the search shows what may be, and searches it when it is pressed', async ({
  page,
  site,
}) => {
  await page.goto(site.url + CHAPTER);
  await page.keyboard.press('/');
  const examples = page.locator('.search-examples button');
  await expect(examples.first()).toBeVisible();
  const words = await examples.first().textContent();
  await examples.first().click();
  await expect(page.getByRole('combobox')).toHaveValue(words ?? '');
  await expect(page.locator('.search-hit').first()).toBeVisible();
  await expect(examples.first()).toBeHidden();
});
