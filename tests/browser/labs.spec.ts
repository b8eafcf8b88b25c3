// Labs as a reader uses them: examples run, are changed and broken; tasks are checked; requests are sent to Kiosk.
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { readCourseFiles, type Fence } from '../examples/fences.ts';
import { isAnswer, parseMessage, statusLine } from '../examples/http-message.ts';
import { parsePartialJson, showPartOf } from '../examples/partial-json.ts';
import { unfoldPlan } from '../examples/plan-folding.ts';
import { COURSE, expect, test } from './reader.ts';

const DATABASES = `${COURSE}/database-design.html`;
const API = `${COURSE}/api-design.html`;

/** The engine takes its time on a machine that others use. */
const ENGINE = { timeout: 90_000 };

const example = (page: Page, text: string): Locator =>
  page.locator('figure[data-lab="sql"]').filter({ hasText: text }).first();

/** As on the second visit, when the reader is not asked any more. */
const loadedBefore = (page: Page): Promise<unknown> =>
  page.addInitScript(() => localStorage.setItem('lectern:lab-engine', 'loaded'));

async function run(figure: Locator): Promise<Locator> {
  await press(figure, 'Run');
  await expect(figure.locator('.lab-busy')).toHaveCount(0, ENGINE);
  await expect(figure.locator('.lab-statement').first()).toBeVisible(ENGINE);
  return figure.locator('.lab');
}

/** The buttons come when an example is near the screen. */
async function press(figure: Locator, name: 'Run' | 'Edit' | 'Try it'): Promise<void> {
  await figure.scrollIntoViewIfNeeded();
  await figure.getByRole('button', { name: new RegExp(`^${name}`) }).click();
}

async function write(figure: Locator, text: string): Promise<void> {
  const editor = figure.getByRole('textbox', { name: /^SQL of/ });
  if ((await editor.count()) === 0) await press(figure, 'Edit');
  await editor.focus();
  const { keyboard } = figure.page();
  await keyboard.press('Control+a');
  await keyboard.press('Delete');
  await keyboard.insertText(text);
  await expect(editor).toHaveText(text);
}

test('nothing of a lab is loaded before a button is pressed, and then the reader is told how much', async ({
  page,
  site,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(site.url + DATABASES);
  const figure = example(page, 'INSERT INTO order_items VALUES (999999');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: /^Run/ })).toBeVisible();
  expect(asked.filter((url) => /worker|pglite|initdb|panel|editor|lab[.-].*css/.test(url))).toEqual([]);
  await figure.getByRole('button', { name: /^Run/ }).click();
  await expect(figure.getByText('It is loaded once: 6 MB, or 16 MB')).toBeVisible();
  expect(asked.filter((url) => /worker|pglite|initdb/.test(url))).toEqual([]);
  await figure.getByRole('button', { name: 'Not now' }).click();
  await expect(figure.getByRole('button', { name: /^Run/ })).toBeFocused();
  await figure.getByRole('button', { name: /^Run/ }).click();
  await figure.getByRole('button', { name: 'Load and run' }).click();
  await expect(figure.locator('.lab-message')).toContainText('23503', ENGINE);
  await expect(figure.locator('.lab')).toContainText('Key (order_id)=(999999) is not present');
});

test('an example is changed, fails at a marked place, is mended, and comes back', async ({ page, site }) => {
  await loadedBefore(page);
  await page.goto(site.url + DATABASES);
  const figure = example(page, 'hundred_thousand_dimes');
  await write(figure, 'SELECT * FRM users LIMIT 2;');
  await page.keyboard.press('Control+Enter');
  await expect(figure.locator('.lab-message')).toContainText('42601', ENGINE);
  await expect(figure.locator('.lab-message mark')).toHaveText('FRM');
  await expect(figure.locator('.lab-editor .lab-place')).toHaveText('FRM');
  await write(figure, 'SELECT id, name FROM users ORDER BY id LIMIT 2;');
  await page.keyboard.press('Control+Enter');
  await expect(figure.getByRole('table')).toContainText('User 2', ENGINE);
  await expect(figure.getByRole('columnheader')).toHaveText([/id\s*bigint/, /name\s*text/]);
  await expect(figure.getByRole('caption')).toContainText('2 rows');
  // The first Escape may close a list of completions.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(figure.getByRole('button', { name: /^Run/ })).toBeFocused({ timeout: 500 });
  }).toPass();
  // What is typed over a selection takes its place; letters are no shortcuts here.
  await figure.getByRole('textbox', { name: /^SQL of/ }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('np?/x1');
  await expect(figure.getByRole('textbox', { name: /^SQL of/ })).toHaveText('np?/x1');
  await figure.getByRole('button', { name: 'Back to the text’s version' }).click();
  await expect(figure.locator('pre').first()).toBeVisible();
  await run(figure);
  await expect(figure.getByRole('table')).toContainText('0.30000000000000004');
});

test('many rows are cut, and a plan stands as a tree with shares', async ({ page, site }) => {
  await loadedBefore(page);
  await page.goto(site.url + DATABASES);
  const figure = example(page, 'hundred_thousand_dimes');
  await write(figure, 'SELECT n FROM generate_series(1, 1000) AS n;');
  await run(figure);
  await expect(figure.getByRole('caption')).toContainText('The first 200 of 1,000 rows');
  await expect(figure.locator('tbody tr')).toHaveCount(200);
  await write(figure, 'EXPLAIN ANALYZE SELECT count(*) FROM users;');
  await run(figure);
  await expect(figure.locator('.lab-plan li').first()).toContainText('Aggregate');
  await expect(figure.locator('.lab-plan li li')).toContainText(
    /Seq Scan on users.*% of the time.*2,500 rows/,
  );
});

test('what runs too long is stopped, and the next run finds the database as it should be', async ({
  page,
  site,
}) => {
  await loadedBefore(page);
  await page.goto(site.url + DATABASES);
  const figure = example(page, 'hundred_thousand_dimes');
  await write(figure, 'SELECT count(*) FROM generate_series(1, 100000000000);');
  await figure.getByRole('button', { name: /^Run/ }).click();
  await expect(figure.locator('.lab-busy')).toContainText('Running …', ENGINE);
  await figure.getByRole('button', { name: 'Stop' }).click();
  await expect(figure.locator('.lab-failed')).toContainText('Stopped.');
  await write(figure, 'SELECT count(*) FROM products;');
  await run(figure);
  await expect(figure.getByRole('table')).toContainText('500');
  await figure.getByRole('button', { name: 'Reset the database' }).click();
  await expect(figure.getByText('The database is reset.').last()).toBeVisible();
});

test('a task says what is missing, and when it is done', async ({ page, site }) => {
  await loadedBefore(page);
  await page.goto(site.url + DATABASES);
  const task = page.locator('#lab-task-cancelled-lately');
  await task.scrollIntoViewIfNeeded();
  await task.getByRole('button', { name: /^Check/ }).click();
  await expect(task.locator('.lab-verdict')).toContainText(
    'Not yet. The plan of the query still contains “Filter”',
    ENGINE,
  );
  await write(task.locator('figure[data-lab]'), 'CREATE INDEX ON orders (status, created_at);');
  await task.getByRole('button', { name: /^Check/ }).click();
  await expect(task.locator('.lab-verdict')).toHaveText('Right.', ENGINE);
  // What was tried for a task is not there for the text's own examples.
  const next = example(page, "WHERE created_at >= '2025-11-09'");
  await run(next);
  await expect(next.locator('.lab')).toContainText('Seq Scan on orders');
});

test('the console shows who may what: 401, 403, and whose order it is', async ({ page, site }) => {
  await loadedBefore(page);
  await page.goto(site.url + API);
  const figure = page.locator('figure[data-lab="http"]').filter({ hasText: 'GET /v2/orders/7' }).first();
  await figure.scrollIntoViewIfNeeded();
  const button = figure.getByRole('button', { name: /^Try it/ });
  // On the screen and at rest, so that the click does not scroll to it.
  await button.hover();
  const before = (await button.boundingBox())?.y ?? 0;
  await button.click();
  const panel = page.getByRole('complementary', { name: 'Kiosk’s API' });
  const send = panel.getByRole('button', { name: 'Send' });
  await expect(send).toBeFocused();
  expect(Math.abs(((await button.boundingBox())?.y ?? 0) - before)).toBeLessThan(2);
  await send.click();
  await expect(panel.locator('.lab-status')).toHaveText('HTTP/1.1 401 Unauthorized', ENGINE);
  await panel.getByLabel('Headers').fill('Authorization: Bearer bob-token');
  await send.click();
  await expect(panel.locator('.lab-status')).toHaveText('HTTP/1.1 404 Not Found');
  await panel.getByLabel('Headers').fill('Authorization: Bearer clerk-token');
  await send.click();
  await expect(panel.locator('.lab-status')).toHaveText('HTTP/1.1 200 OK');
  await expect(panel.locator('.lab-response mark').first()).toBeVisible();
  await panel.getByLabel('Method').selectOption('PATCH');
  await panel.getByLabel('Path').fill('/v2/products/5');
  await panel
    .getByLabel('Headers')
    .fill('Authorization: Bearer alice-token\nContent-Type: application/merge-patch+json\nIf-Match: "x"');
  await panel.getByLabel('Body').fill('{ "stock": 4 }');
  await send.click();
  await expect(panel.locator('.lab-status')).toHaveText('HTTP/1.1 403 Forbidden');
  await panel.getByRole('button', { name: 'Let another customer place an order' }).click();
  await expect(panel.getByText(/Another customer has placed order \d+\./).last()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(button).toBeFocused();
});

test('a request that cannot be sent says why', async ({ page, site }) => {
  await loadedBefore(page);
  await page.goto(site.url + API);
  await press(page.locator('figure[data-lab="http"]').first(), 'Try it');
  const panel = page.getByRole('complementary', { name: 'Kiosk’s API' });
  await panel.getByLabel('Headers').fill('no header');
  await panel.getByRole('button', { name: 'Send' }).click();
  await expect(panel.locator('.lab-failed')).toHaveText('“no header” is not a header; write Name: value.');
  await panel.getByLabel('Headers').fill('');
  await panel.getByLabel('Path').fill('v2/products');
  await panel.getByRole('button', { name: 'Send' }).click();
  await expect(panel.locator('.lab-failed')).toContainText('The path begins with a slash');
});

test('every SQL example of the databases’ chapter gives its recorded result', async ({ page, site }) => {
  test.slow();
  await loadedBefore(page);
  await page.goto(site.url + DATABASES);
  const fences = fencesOf('03-database-design.md', 'sql');
  await page.locator('figure[data-lab="sql"]').first().scrollIntoViewIfNeeded();
  await expect(page.locator('figure[data-lab="sql"] .lab-bar')).toHaveCount(fences.length);
  // One after the other in the page itself: a hand takes longer than all of them.
  const came = await page.evaluate(runEach);
  for (const [at, fence] of fences.entries())
    if (fence.result) expect(came[at], `line ${fence.line}`).toMatch(recorded(fence.result.code));
});

test('every exchange of the API’s chapter gives the printed response', async ({ page, site }) => {
  test.slow();
  await loadedBefore(page);
  await page.goto(site.url + API);
  const fences = fencesOf('04-api-design.md', 'http');
  const requests = fences.filter(({ code }) => !isAnswer(code));
  await page.locator('figure[data-lab="http"]').first().scrollIntoViewIfNeeded();
  await expect(page.locator('figure[data-lab="http"] .lab-bar')).toHaveCount(requests.length);
  const came = await page.evaluate(sendEach);
  for (const [at, fence] of requests.entries()) {
    const answer = fences[fences.indexOf(fence) + 1];
    if (!answer || !isAnswer(answer.code)) continue;
    const place = `line ${answer.line}`;
    const shown = parseMessage(answer.code);
    const [head = '', ...body] = (came[at]?.response ?? '').trim().split('\n\n');
    const status = Number(/ (\d{3})/.exec(shown.startLine)?.[1] ?? 0);
    if (status > 0) expect(came[at]?.status, place).toBe(statusLine(status));
    for (const [name, value] of shown.headers)
      expect(head.toLowerCase(), place).toContain(`${name}: ${value}`.toLowerCase());
    if (shown.body === null) continue;
    const wanted = parsePartialJson(shown.body);
    expect(showPartOf(JSON.parse(body.join('\n\n')), wanted), place).toEqual(wanted);
  }
});

/** In the page: presses every *Run* and reads each result, a line a row, columns separated as in a recorded table. */
async function runEach(): Promise<string[]> {
  const read = (lab: Element): string => {
    const lines: string[] = [];
    for (const part of lab.querySelectorAll('.lab-table table, .lab-text, .lab-tag code, .lab-message')) {
      if (part instanceof HTMLTableElement) {
        for (const row of part.rows)
          lines.push(
            [...row.cells]
              .map((cell) =>
                cell.querySelector('.lab-null') ? '' : (cell.firstChild?.textContent ?? '').trim(),
              )
              .join('|'),
          );
      } else lines.push(...(part.textContent ?? '').split('\n'));
    }
    return lines.join('\n');
  };
  const came: string[] = [];
  for (const figure of document.querySelectorAll('figure[data-lab="sql"]')) {
    figure.querySelector<HTMLElement>('.lab-bar button')?.click();
    while (figure.querySelector('.lab-busy') || !figure.querySelector('.lab-statement, .lab-failed'))
      await new Promise((next) => setTimeout(next, 10));
    came.push(read(figure.querySelector('.lab') ?? figure));
  }
  return came;
}

/** In the page: presses every *Try it*, then *Send*, and reads what came. */
async function sendEach(): Promise<{ status: string; response: string }[]> {
  const came: { status: string; response: string }[] = [];
  const wait = (): Promise<unknown> => new Promise((next) => setTimeout(next, 10));
  for (const figure of document.querySelectorAll('figure[data-lab="http"]')) {
    const text = (of: string): string => document.querySelector(of)?.textContent ?? '';
    // The console shows that it has taken the request by giving the focus to its button.
    document.querySelector<HTMLElement>('.lab-send')?.blur();
    figure.querySelector<HTMLElement>('.lab-bar button')?.click();
    while (!document.activeElement?.matches('.lab-send')) await wait();
    document.querySelector<HTMLElement>('.lab-send')?.click();
    while (
      document.querySelectorAll('.lab-console details:last-of-type li button[title]').length <= came.length
    )
      await wait();
    came.push({ status: text('.lab-status'), response: text('.lab-response') });
  }
  return came;
}

test('labs are for everybody: keyboard, names, contrast', async ({ page, site }) => {
  await loadedBefore(page);
  await page.goto(site.url + DATABASES);
  const figure = example(page, 'hundred_thousand_dimes');
  await figure.scrollIntoViewIfNeeded();
  await figure.getByRole('button', { name: /^Edit/ }).focus();
  await page.keyboard.press('Enter');
  await expect(figure.getByRole('textbox', { name: /^SQL of/ })).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(figure.getByRole('table')).toBeVisible(ENGINE);
  await expect(figure.getByRole('textbox', { name: /^SQL of/ })).toBeFocused();
  await expect(figure.getByRole('status')).toHaveText('Done. 1 row');
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    const { violations } = await new AxeBuilder({ page }).include('figure:has(.lab-editor)').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  }
  await page.emulateMedia({ media: 'print' });
  await expect(figure.locator('.lab')).toBeHidden();
  await expect(figure.locator('.lab-bar')).toBeHidden();
  await expect(figure.locator('pre').first()).toBeVisible();
});

test('without a network the engine runs on; before it was there, the reader is told', async ({
  page,
  site,
  context,
}) => {
  await loadedBefore(page);
  await page.goto(site.url + DATABASES);
  const figure = example(page, 'hundred_thousand_dimes');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: /^Run/ })).toBeVisible();
  await context.setOffline(true);
  await figure.getByRole('button', { name: /^Run/ }).click();
  await expect(figure.locator('.lab-failed')).toContainText('PostgreSQL could not be loaded.');
  await context.setOffline(false);
  await run(figure);
  await context.setOffline(true);
  const other = example(page, 'UPDATE products SET stock = stock - 101');
  await run(other);
  await expect(other.locator('.lab')).toContainText('23514');
});

function fencesOf(name: string, language: string): Fence[] {
  const file = readCourseFiles().find(({ file: path }) => path.endsWith(name));
  return (file?.fences ?? []).filter(
    (fence) => fence.language === language && fence.attributes['norun'] === undefined,
  );
}

/** The recorded lines in their order, blind to what differs from run to run and to what only lays out. */
function recorded(result: string): RegExp {
  const isPlan = /^\s*QUERY PLAN/m.test(result);
  const lines = (isPlan ? unfoldPlan(result.split('\n')) : result.split('\n'))
    .filter((line) => !/^[-+ ]*$|^\(\d+ rows?\)|^\s*QUERY PLAN|^LINE \d|^\s*\^$/.test(line))
    .map((line) =>
      line
        .replace(/^(?:ERROR|DETAIL|HINT|NOTICE|CONTEXT): +/, '')
        .split('|')
        .map((cell) => cell.trim())
        .join('|'),
    );
  const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const pattern = lines.map((line) =>
    escape(line)
      .replace(/\d+\\\.\d+(?=\\\.\\\.| rows=| ms)/g, String.raw`[\d.]+`)
      .replace(/ +/g, String.raw`\s+`),
  );
  return new RegExp(pattern.join(String.raw`[\s\S]*?`));
}
