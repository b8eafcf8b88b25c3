// Three weeks of a learner, played through with a clock of our own: reads, answers, marks, forgets and reviews, while the
// author edits and rebuilds the course in between. At the end the notebook is what a person would expect to find.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { startServer } from '../../src/cli/static-server.ts';
import { expect, test as base } from './reader.ts';

const work = '.lectern/test/three-weeks';
const site = path.join(work, 'site');
const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 0, 5, 9);

const question = (id: string, ask: string, right: string, wrong: string): string =>
  `\`\`\`question
id: ${id}
objective: about-${id}
ask: ${ask}
answers:
  - text: ${right}
    correct: true
    why: The leaves open in it.
  - text: ${wrong}
    why: The leaves stay closed in it.
\`\`\``;
const front = (id: string): string => `---\nobjectives:\n  - id: about-${id}\n    text: Brew tea\n---\n\n`;
const HEAT = 'Water that boils for a long time loses the air in it, and tea made of it tastes flat.';
const WEIGHT = 'A spoon of leaves for each cup is enough for most people, and one for the pot is a custom.';
const GONE = 'A kettle of copper was the pride of every kitchen in which my grandmother had cooked.';

/** The course as the author has it in one edition. */
function write(edition: 1 | 2): void {
  rmSync(path.join(work, 'content'), { recursive: true, force: true });
  const isFirst = edition === 1;
  const water = [
    `# Water\n\nHow to treat it.`,
    `## Heat\n\n${isFirst ? HEAT : 'Heat is a matter of patience.'}\n\n${question('heat', 'What opens the leaves?', 'Hot water', 'Cold water')}`,
    `## Kettles\n\nAny kettle does.${isFirst ? ` ${GONE}` : ' Take the one you have.'}`,
  ];
  const leaves = [
    `# Leaves\n\nWhat goes into the pot.`,
    `## Weight\n\n${WEIGHT}\n\n${question('weight', 'How many spoons for three cups?', 'Three or four', 'Ten')}`,
    // The author has moved the sentence here, and found a better word.
    ...(isFirst ? [] : [`## Old water\n\n${HEAT.replace('for a long time', 'for too long')}`]),
  ];
  for (const [name, text] of [
    ['index.md', '# Tea\n\nA course on tea.\n'],
    ['01-water.md', front('heat') + water.join('\n\n')],
    ['02-leaves.md', front('weight') + leaves.join('\n\n')],
  ] as const) {
    mkdirSync(path.join(work, 'content/tea'), { recursive: true });
    writeFileSync(path.join(work, 'content/tea', name), `${text}\n`);
  }
  const env = { ...process.env, CONTENT_DIR: path.join(work, 'content'), OUT_DIR: site };
  execFileSync(process.execPath, ['src/cli/build.ts'], { env, stdio: 'pipe' });
}

const test = base.extend<object, { tea: { url: string } }>({
  tea: [
    async ({}, use) => {
      rmSync(work, { recursive: true, force: true });
      write(1);
      const server = await startServer(site, { port: 0 });
      await use(server);
      await server.close();
      rmSync(work, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

/** Selects the words of a sentence as a mouse would, without the mouse. */
async function select(page: Page, words: string): Promise<void> {
  await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(
      document.querySelector('article') ?? document,
      NodeFilter.SHOW_TEXT,
    );
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at >= 0) return getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
    }
    throw new Error(`There is no "${wanted}".`);
  }, words);
}

async function writeNote(page: Page, passage: string, words: string): Promise<void> {
  await select(page, passage);
  await page.keyboard.press('a');
  await page.getByRole('textbox', { name: 'Your note' }).fill(words);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(
    page.getByRole('complementary', { name: 'Your notes' }).filter({ hasText: words }),
  ).toBeVisible();
}

async function answer(page: Page, choice: string): Promise<void> {
  await page.getByRole('radio', { name: choice, exact: true }).check();
  await page.getByRole('button', { name: 'Check' }).click();
}

/** Opens a page; what waits for the clock gets it. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.clock.runFor(1500);
}

/** Sits before the chapter for a while, moving a little now and then. */
async function read(page: Page, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 2) {
    await page.evaluate((step) => scrollTo({ top: step % 2, behavior: 'instant' }), passed / 2);
    await page.clock.runFor(2000);
  }
}

test('three weeks with a course that changes', async ({ page, tea, browser }) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 1280, height: 1600 });
  const cover = `${tea.url}tea/index.html`;
  const notebook = `${tea.url}notebook/index.html`;
  const review = `${tea.url}notebook/review.html`;
  const dayIs = (day: number): Promise<void> => page.clock.setSystemTime(FIRST_DAY + day * DAY);
  await page.clock.install({ time: FIRST_DAY });

  await test.step('day 1: reads a chapter, errs, marks two passages', async () => {
    await open(page, `${tea.url}tea/water.html`);
    await read(page, 40);
    await page.locator('lectern-question').scrollIntoViewIfNeeded();
    await answer(page, 'Cold water');
    await answer(page, 'Hot water');
    await writeNote(page, HEAT, 'Boil it once.');
    await writeNote(page, GONE, 'Ask about the kettle.');
    await expect(page.locator('.on-this-page')).toContainText('Read');
    await open(page, cover);
    await expect(page.locator('[data-chapter="water"] [data-progress]')).toHaveText('Read');
    await expect(page.getByRole('link', { name: 'Continue reading' })).toHaveAttribute('href', 'leaves.html');
    await expect(page.getByText('due for review')).toHaveCount(0);
  });

  await test.step('day 2: one answer is due, and was not forgotten', async () => {
    await dayIs(1);
    await open(page, cover);
    await page.getByRole('link', { name: '1 question is due for review' }).click();
    await page.clock.runFor(1500);
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
    await answer(page, 'Hot water');
    await page.getByRole('button', { name: 'I was not sure' }).click();
    await expect(page.getByText('1 question reviewed.')).toBeVisible();
    await open(page, `${tea.url}tea/leaves.html`);
    await page.locator('lectern-question').scrollIntoViewIfNeeded();
    await answer(page, 'Three or four');
    // Long enough to have read the section beside it.
    await read(page, 20);
    await select(page, WEIGHT);
    await page.keyboard.press('h');
    await expect.poll(() => page.evaluate(() => CSS.highlights.get('lectern-note')?.size)).toBe(1);
  });

  await test.step('day 8: the author has rewritten, moved and removed what was marked', async () => {
    write(2);
    await dayIs(7);
    await open(page, cover);
    await expect(page.locator('[data-chapter="water"] [data-progress]')).toHaveText('Read, 2 changed since');
    await open(page, notebook);
    const moved = page.getByRole('listitem').filter({ hasText: 'Boil it once.' });
    await expect(moved).toContainText('Old water');
    await expect(
      page.locator('section').filter({ hasText: 'Without a place in the text' }).last(),
    ).toContainText('Ask about the kettle.');
    await moved.getByRole('link').click();
    await page.clock.runFor(1500);
    await expect(page.getByRole('complementary', { name: 'Your notes' })).toContainText('Boil it once.');
    expect(page.url()).toContain('/tea/leaves.html');
  });

  await test.step('day 15: one question was forgotten, one not', async () => {
    await dayIs(14);
    await open(page, review);
    await expect(page.getByText('2 questions', { exact: true })).toBeVisible();
    await answer(page, 'Cold water');
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await answer(page, 'Three or four');
    await page.getByRole('button', { name: 'I was sure' }).click();
    await expect(page.getByText('2 questions reviewed.')).toBeVisible();
  });

  await test.step('day 22: the notebook', async () => {
    await dayIs(21);
    await open(page, notebook);
    await expect(page.getByRole('main')).toMatchAriaSnapshot(`
      - main:
        - heading "Notebook" [level=1]
        - paragraph:
          - searchbox "Search your notes"
        - heading "Tea" [level=2]
        - paragraph: /[34] of 4 sections read, 2 changed since/
        - paragraph:
          - link "Continue reading"
          - text: Leaves
        - paragraph:
          - link "1 question is due for review"
        - heading "Leaves" [level=3]
        - list:
          - listitem:
            - blockquote:
              - link /A spoon of leaves/
            - paragraph:
              - text: Weight
              - button "Edit"
          - listitem:
            - blockquote:
              - link /Water that boils for a long time/
            - paragraph: Boil it once.
            - paragraph:
              - text: Old water
              - button "Edit"
        - heading "Without a place in the text" [level=3]
        - list:
          - listitem:
            - blockquote: /A kettle of copper/
            - paragraph: Ask about the kettle.
        - heading "Take it along" [level=2]
    `);
    await page.getByRole('searchbox').fill('kettle');
    await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
    await expect(page.getByRole('status').filter({ hasText: '1 note' })).toBeVisible();
    await page.getByRole('searchbox').fill('');
  });

  await test.step('the notebook in another browser, from a file; a forged file changes nothing', async () => {
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as a file' }).click(),
    ]);
    const file = await readFile(await saved.path(), 'utf8');
    const context = await browser.newContext();
    const other = await context.newPage();
    await other.clock.install({ time: FIRST_DAY + 21 * DAY });
    await open(other, notebook);
    await expect(other.getByText('Nothing is here yet.')).toBeVisible();
    const give = (name: string, text: string | Buffer): Promise<void> =>
      other
        .locator('input[type="file"]')
        .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
    const told = other.locator('.notebook-tools').getByRole('status');
    await give('large.json', Buffer.alloc(21 * 1024 * 1024, ' '));
    await expect(told).toContainText('too large');
    await give('newer.json', file.replace('"version": 1', '"version": 2'));
    await expect(told).toContainText('newer version');
    await give('damaged.json', file.replace('Boil it once.', '\\ud800'));
    await expect(told).toContainText('is damaged');
    await give('other.json', '{"name":"package"}');
    await expect(told).toContainText('not saved by a notebook');
    await expect(other.getByText('Nothing is here yet.')).toBeVisible();
    await give('notebook.json', file);
    await expect(other.getByText('Ask about the kettle.')).toBeVisible();
    await other.clock.runFor(1000);
    const words = (tab: Page): Promise<string> => tab.locator('.notebook-course').innerText();
    await expect.poll(() => words(other)).toBe(await words(page));

    await other.getByRole('button', { name: 'Delete everything' }).click();
    const asked = other.getByRole('dialog', { name: 'Delete everything?' });
    await expect(asked.getByRole('button', { name: 'Save a file first' })).toBeVisible();
    await asked.getByRole('button', { name: 'Delete everything' }).click();
    await other.clock.runFor(1000);
    await expect(other.getByText('Nothing is here yet.')).toBeVisible();
    await context.close();
  });
});
