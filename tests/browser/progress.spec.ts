// What counts as read, where Continue leads, and what is kept of answers. Time is the test's own: nobody waits for it.
import type { Locator, Page } from '@playwright/test';
import { COURSE, expect, test } from './reader.ts';
import { stored } from './record.ts';

const CHAPTER = `${COURSE}/microservices-architecture.html`;
const COVER = `${COURSE}/index.html`;
const SAGA = 'saga-pattern-distributed-transactions';

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.clock.runFor(1500);
}

/** Scrolls on by less than a screen, then looks at it for a while. */
async function readOn(page: Page, screens: number, secondsEach: number): Promise<void> {
  for (let screen = 0; screen < screens; screen += 1) {
    await page.evaluate(async () => {
      scrollBy({ top: innerHeight * 0.7, behavior: 'instant' });
      for (let frame = 0; frame < 2; frame += 1) await new Promise((next) => setTimeout(next, 0));
    });
    await page.clock.runFor(secondsEach * 1000);
  }
}
const progressOf = (page: Page): Locator =>
  page.locator('[data-chapter="microservices-architecture"] [data-progress]');

for (const [how, go] of [
  ['pressed End', (page: Page) => page.keyboard.press('End')],
  ['followed a link to the last section', (page: Page) => page.locator('.on-this-page a').last().click()],
] as const)
  test(`whoever ${how} has read nothing of what lies between`, async ({ page, site }) => {
    await page.clock.install();
    await open(page, site.url + CHAPTER);
    await go(page);
    // The script follows the reader by now.
    const followed = page.locator('.on-this-page a[aria-current]');
    await expect(async () => {
      await page.clock.runFor(100);
      await expect(followed).toHaveCount(1, { timeout: 10 });
    }).toPass();
    await page.clock.runFor(120_000);
    const read = Object.keys(await stored(page, 'sections')).map((key) => key.split('#')[1] ?? '');
    // The last sections were themselves on the screen for that time.
    expect(read.filter((id) => !['summary', 'further-reading'].includes(id))).toEqual([]);
  });

test('whoever reads on, screen by screen, has read what they passed', async ({ page, site }) => {
  await page.clock.install();
  await open(page, site.url + CHAPTER);
  await readOn(page, 8, 50);
  await open(page, site.url + COVER);
  await expect(progressOf(page)).toHaveText(/^[2-9] of \d+ sections read$/);
});

test('Continue follows reading, and not a glance at another chapter', async ({ page, site }) => {
  await page.clock.install();
  await open(page, `${site.url}${CHAPTER}#${SAGA}`);
  await readOn(page, 4, 8);
  await open(page, `${site.url}${COURSE}/api-design.html`);
  await page.mouse.wheel(0, 2000);
  await page.clock.runFor(1000);
  await open(page, site.url + COVER);
  await expect(page.locator('[data-continue-where]')).toContainText('Microservices Architecture: ');
  await expect(page.locator('[data-continue]')).toHaveAttribute('href', /microservices-architecture\.html#/);
});

test('a chapter read to its end leads to the next, as the first version kept it and as the record does', async ({
  page,
  site,
}) => {
  await page.goto(site.url + COVER);
  const { chapters } = (await (await page.request.get(`${site.url}${COURSE}/outline.json`)).json()) as {
    chapters: { id: string; sections: { id: string; title: string }[] }[];
  };
  const ids =
    chapters.find(({ id }) => id === 'microservices-architecture')?.sections.map(({ id }) => id) ?? [];
  // The last section, and all but two of the others.
  await page.evaluate(
    ([course, read, section]) =>
      localStorage.setItem(
        'lectern:place',
        JSON.stringify({
          version: 1,
          courses: {
            [course as string]: {
              last: { chapter: 'microservices-architecture', section, title: 'The end' },
              read: { 'microservices-architecture': read },
            },
          },
        }),
      ),
    [COURSE, ids.slice(2), ids.at(-1)] as const,
  );
  for (const _time of ['moved over', 'read again']) {
    await page.goto(site.url + COVER);
    await expect(page.locator('[data-continue]')).toHaveAttribute('href', 'scalability-and-performance.html');
    await expect(page.locator('[data-continue-where]')).toHaveText('Scalability & Performance');
    await page.evaluate(() => localStorage.removeItem('lectern:place'));
    await page.evaluate(() => localStorage.setItem('lectern:record:/', '1'));
  }
});

test('answers are there again after a reload, with their verdict, and nobody is told a second time', async ({
  page,
  site,
}) => {
  await page.goto(site.url + CHAPTER);
  const choice = page.locator('lectern-question[data-kind="choice"]').first();
  const number = page.locator('lectern-question[data-kind="number"]').first();
  const order = page.locator('lectern-question[data-kind="order"]').first();
  await choice.scrollIntoViewIfNeeded();
  await choice.getByRole('radio').first().check();
  await choice.getByRole('button', { name: 'Check' }).click();
  await number.getByRole('textbox').fill('1');
  await number.getByRole('button', { name: 'Check' }).click();
  await order
    .getByRole('button', { name: /^Move down/ })
    .first()
    .click();
  await order.getByRole('button', { name: 'Check' }).click();
  const steps = await order.locator('li').allTextContents();
  const verdict = (question: Locator): Locator => question.locator('output:not(:empty)');
  const verdicts = new Map<Locator, string>();
  for (const question of [choice, number, order])
    verdicts.set(question, (await verdict(question).textContent()) ?? '');
  await page.reload();
  // For its first frames the page goes back to the line that was read, whatever a script scrolls to.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 30; frame += 1) await new Promise(requestAnimationFrame);
  });
  // A question becomes a form when it comes near, so each is looked at before the next.
  for (const question of [choice, number, order]) {
    await question.scrollIntoViewIfNeeded();
    await expect(verdict(question)).toHaveText(verdicts.get(question) ?? '');
  }
  await expect(order.locator('li')).toHaveText(steps);
  await number.scrollIntoViewIfNeeded();
  await expect(number.getByRole('textbox')).toHaveValue('1');
  await expect(choice.getByRole('radio').first()).toBeChecked();
});
