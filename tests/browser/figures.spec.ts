// A reader operates the systems: every figure of the course, by pointer and by keyboard alone.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { PHONES, WIDE, glanceAtFirstControl, heightToLastControl } from './figure-glance.ts';
import { COURSE, SITE, expect, test } from './reader.ts';

/** Names of the figures on a built page. */
function figuresOn(file: string): string[] {
  const html = readFileSync(path.join(SITE, COURSE, file), 'utf8');
  return Array.from(
    html.matchAll(/<lectern-figure\b[^>]*\sdata-figure="([\w-]+)"/g),
    ([, name = '']) => name,
  );
}

/** Every figure of the built course, with the first chapter that has it. */
const chapterOf = new Map<string, string>();
for (const file of readdirSync(path.join(SITE, COURSE)).sort()) {
  // The gallery, the cover and the page for paper show figures that stand in chapters.
  if (!file.endsWith('.html') || /^(?:figures|index|print)\./.test(file)) continue;
  for (const name of figuresOn(file))
    if (!chapterOf.has(name)) chapterOf.set(name, file.replace(/\.html$/, ''));
}
const names = [...chapterOf.keys()].sort();

async function wake(page: Page, url: string, name: string, query = ''): Promise<Locator> {
  await page.goto(`${url}${COURSE}/${chapterOf.get(name) ?? ''}.html${query}`);
  return wakeOn(page, name);
}
/** On a page that is open. */
async function wakeOn(page: Page, name: string): Promise<Locator> {
  const figure = page.locator(`lectern-figure[data-figure="${name}"]`);
  await figure.scrollIntoViewIfNeeded();
  await expect(figure).toHaveAttribute('data-awake', '');
  return figure;
}
/** So many frames painted: a figure that runs has moved by then. */
const frames = (page: Page, count: number): Promise<void> =>
  page.evaluate(async (wanted) => {
    for (let frame = 0; frame < wanted; frame += 1) await new Promise(requestAnimationFrame);
  }, count);
const clockOf = async (figure: Locator): Promise<number> => {
  const text = (await figure.locator('.figure-clock').textContent()) ?? '';
  const [, step] = /^Step (\d+)$/.exec(text) ?? [];
  if (step !== undefined) return Number(step);
  const [, minutes = '0', seconds = '0'] = /(?:(\d+) min )?([\d.]+) s/.exec(text) ?? [];
  return Number(minutes) * 60 + Number(seconds);
};

test('the gallery shows a picture of every figure of the course, and each opens its figure', async ({
  page,
  site,
}) => {
  expect(names.length).toBeGreaterThan(0);
  await page.goto(`${site.url}${COURSE}/figures.html`);
  const cards = page.locator('.figure-small');
  const links = await cards.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  for (const [name, chapter] of chapterOf) expect(links).toContain(`${chapter}.html#figure-${name}`);
  expect(await cards.locator('svg.figure-picture').count()).toBe(links.length);
  await cards.first().click();
  await expect(page.locator(`lectern-figure${new URL(page.url()).hash}`)).toBeInViewport();
});

test('the gallery has three pictures in a row on a wide screen and one on a phone', async ({
  page,
  site,
}) => {
  for (const { width, row } of [
    { width: 1440, row: 3 },
    { width: 360, row: 1 },
  ]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${site.url}${COURSE}/figures.html`);
    const columns = await page
      .locator('.figure-gallery ul')
      .first()
      .evaluate((list) => getComputedStyle(list).gridTemplateColumns.split(' ').length);
    expect(columns).toBe(row);
  }
});

for (const chapter of new Set(chapterOf.values())) {
  const inChapter = names.filter((name) => chapterOf.get(name) === chapter);

  test(`${chapter}: nothing moves when figures wake, and each begins as its picture stood`, async ({
    page,
    site,
  }) => {
    const address = `${site.url}${COURSE}/${chapter}.html`;
    const look = async (name: string): Promise<{ height: number; summary: string }> => {
      const figure = page.locator(`lectern-figure[data-figure="${name}"]`);
      await figure.scrollIntoViewIfNeeded();
      return figure.evaluate(async (host) => {
        await document.fonts.ready;
        // What has come near is laid out with the next frame.
        for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
        return {
          height: host.getBoundingClientRect().height,
          summary: host.querySelector('.figure-summary')?.textContent ?? '',
        };
      });
    };
    const sleeping = '**/figures.*.js';
    // Never answered: a figure whose program fails to load says so, and grows by a line.
    await page.route(sleeping, () => undefined);
    await page.goto(address);
    const before = new Map<string, unknown>();
    for (const name of inChapter) before.set(name, await look(name));
    await page.unroute(sleeping);
    await page.goto(address);
    for (const name of inChapter) {
      await wakeOn(page, name);
      expect.soft(await look(name), name).toEqual(before.get(name));
    }
  });

  test(`${chapter}: picture and controls are seen in one glance, in windows and on phones`, async ({
    page,
    site,
  }) => {
    test.slow();
    await page.setViewportSize(WIDE[0]);
    await page.goto(`${site.url}${COURSE}/${chapter}.html`);
    for (const window of WIDE) {
      await page.setViewportSize(window);
      for (const name of inChapter) {
        const figure = await wakeOn(page, name);
        const place = `${name} at ${window.width} × ${window.height}`;
        // From picture to last control.
        expect.soft(await heightToLastControl(figure), place).toBeLessThanOrEqual(window.usable);
      }
    }
    for (const phone of PHONES) {
      await page.setViewportSize(phone);
      for (const name of inChapter) {
        const figure = await wakeOn(page, name);
        const { height, clear } = await glanceAtFirstControl(figure, phone.usable);
        const place = `${name} at ${phone.width} × ${phone.height}`;
        // The picture stays in sight while the first parameter is turned.
        expect.soft({ clear, fits: height <= phone.usable }, place).toEqual({ clear: true, fits: true });
      }
    }
  });
}

for (const name of names) {
  test(`${name}: plays, pauses, steps, steps back and restarts by keyboard alone; while it runs, axe finds nothing and nothing moves`, async ({
    page,
    site,
  }) => {
    const figure = await wake(page, site.url, name);
    const press = async (button: string): Promise<void> => {
      await figure.getByRole('button', { name: button, exact: true }).focus();
      await page.keyboard.press('Enter');
    };
    await press('Restart');
    await expect.poll(() => clockOf(figure)).toBe(0);
    const first = await figure.locator('.figure-picture').innerHTML();
    await press('Step');
    const one = { time: await clockOf(figure), picture: await figure.locator('.figure-picture').innerHTML() };
    await press('Step');
    await press('Step');
    await press('Step back');
    await press('Step back');
    expect({
      time: await clockOf(figure),
      picture: await figure.locator('.figure-picture').innerHTML(),
    }).toEqual(one);
    await press('Step back');
    expect(await figure.locator('.figure-picture').innerHTML()).toBe(first);
    await press('Play');
    await expect.poll(() => clockOf(figure)).toBeGreaterThan(0);
    await press('Pause');
    const stopped = await clockOf(figure);
    await frames(page, 12);
    expect(await clockOf(figure)).toBe(stopped);
    await expect(figure.locator('p[role="status"]')).not.toBeEmpty();

    await page.evaluate(() => {
      const seen = { tasks: [] as number[], shift: 0 };
      Object.assign(window, { seen });
      new PerformanceObserver((list) =>
        seen.tasks.push(...list.getEntries().map(({ duration }) => duration)),
      ).observe({ type: 'longtask' });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
        })[])
          if (!entry.hadRecentInput) seen.shift += entry.value;
      }).observe({ type: 'layout-shift' });
    });
    await figure.getByRole('button', { name: 'Restart', exact: true }).click();
    await figure.locator('select[id$="-speed"]').selectOption('4');
    await figure.getByRole('button', { name: 'Play', exact: true }).click();
    await frames(page, 100);
    const seen = await page.evaluate(
      () => (window as unknown as { seen: { tasks: number[]; shift: number } }).seen,
    );
    // The word on the button itself changes from Play to Pause; nothing else may move.
    expect(seen.shift).toBeLessThan(0.0001);
    test.info().annotations.push({ type: 'long tasks', description: seen.tasks.join(', ') });
    const { violations } = await new AxeBuilder({ page })
      .include(`lectern-figure[data-figure="${name}"]`)
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120) ?? ''}`)).toEqual([]);
  });

  test(`${name}: every parameter can be turned by keyboard, is kept in the address, and Reset undoes it`, async ({
    page,
    site,
  }) => {
    const figure = await wake(page, site.url, name);
    const own = await figure.locator('.figure-summary').textContent();
    const more = figure.locator('summary', { hasText: 'More parameters' }).filter({ visible: true });
    if ((await more.count()) > 0) {
      await more.focus();
      await page.keyboard.press('Enter');
    }
    for (const control of await figure.locator('.figure-controls :is(input, select)').all()) {
      const value = (): Promise<string> =>
        control.evaluate((element) =>
          element instanceof HTMLInputElement && element.type === 'checkbox'
            ? String(element.checked)
            : (element as HTMLInputElement).value,
        );
      const before = await value();
      await control.focus();
      const type = await control.evaluate((element) => (element as HTMLInputElement).type);
      await page.keyboard.press(type === 'checkbox' ? 'Space' : 'ArrowDown');
      if ((await value()) === before) await page.keyboard.press('ArrowUp');
      expect(await value(), (await control.getAttribute('name')) ?? '').not.toBe(before);
    }
    await expect(page).toHaveURL(new RegExp(`[?&]${name}\\.`));
    const address = page.url();
    const shown = await figure
      .locator('.figure-settings')
      .evaluate((form) =>
        [...form.querySelectorAll<HTMLInputElement>('input, select')].map(({ value, checked, type }) =>
          type === 'checkbox' ? checked : value,
        ),
      );
    await page.goto(address);
    await expect(figure).toHaveAttribute('data-awake', '');
    expect(
      await figure
        .locator('.figure-settings')
        .evaluate((form) =>
          [...form.querySelectorAll<HTMLInputElement>('input, select')].map(({ value, checked, type }) =>
            type === 'checkbox' ? checked : value,
          ),
        ),
    ).toEqual(shown);
    await figure.locator('.figure-share summary').click();
    await figure.getByRole('button', { name: 'Reset' }).click();
    expect(await figure.locator('.figure-summary').textContent()).toBe(own);
    await expect(page).not.toHaveURL(/[?&]/);
  });
}

test('at the end of a run, and after Restart, the pressed button keeps the focus and says why it does nothing', async ({
  page,
  site,
}) => {
  const figure = await wake(page, site.url, 'saga');
  const told = figure.locator('p[role="status"]');
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
  const button = (name: string): Locator => figure.getByRole('button', { name, exact: true });
  await button('Restart').focus();
  await page.keyboard.press('Enter');
  expect(await focused()).toBe('Restart');
  await page.keyboard.press('Enter');
  await expect(told).toContainText('beginning');
  await expect(button('Restart')).toHaveAttribute('aria-disabled', 'true');
  await button('Step').focus();
  await expect(async () => {
    await page.keyboard.press('Enter');
    await expect(button('Step')).toHaveAttribute('aria-disabled', 'true', { timeout: 20 });
  }).toPass();
  expect(await focused()).toBe('Step');
  await page.keyboard.press('Enter');
  await expect(told).toContainText('has ended');
  expect(await focused()).toBe('Step');
});

test('an action that can do nothing more keeps the focus', async ({ page, site }) => {
  const figure = await wake(page, site.url, 'mesh-proxy');
  const action = figure.locator('button.act').first();
  await action.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(action).toBeFocused();
});

test('what controls mean can be read by finger and key, and is each control’s description', async ({
  page,
  site,
}) => {
  const figure = await wake(page, site.url, 'mesh-proxy');
  for (const control of await figure.locator('.figure-controls :is(input, select), button.act').all())
    await expect(control).toHaveAccessibleDescription(/\S+ \S+ \S+/);
  await figure.locator('.figure-help summary').click();
  await expect(figure.locator('.figure-help dd').first()).toBeVisible();
  const hidden = await figure.locator('[title]').count();
  expect(hidden, 'sentences in title attributes, which only a mouse can read').toBe(0);
});

test('Copy link says on its button what it has done', async ({ page, site, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const figure = await wake(page, site.url, 'queue');
  await figure.locator('.figure-share summary').click();
  const button = figure.locator('.figure-copy');
  const before = await button.boundingBox();
  await button.click();
  await expect(button).toHaveText('Copied');
  expect((await button.boundingBox())?.width).toBe(before?.width);
  await expect(button).toHaveText('Copy link');
});

test('while a figure plays, its status is left alone', async ({ page, site }) => {
  const figure = await wake(page, site.url, 'queue');
  await figure.locator('p[role="status"]').evaluate((status) => {
    Object.assign(window, { changes: 0 });
    new MutationObserver((list) => {
      Object.assign(window, { changes: Reflect.get(window, 'changes') + list.length });
    }).observe(status, { childList: true, characterData: true, subtree: true });
  });
  const before = await clockOf(figure);
  await figure.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => clockOf(figure)).toBeGreaterThan(before + 0.5);
  expect(await page.evaluate(() => Reflect.get(window, 'changes') as number)).toBe(0);
});

test('what a changed parameter does is told to those who cannot see it', async ({ page, site }) => {
  const figure = await wake(page, site.url, 'load-balancer');
  const told = figure.locator('p[role="status"]');
  await expect(told).toBeEmpty();
  await figure.locator('.figure-settings').getByRole('slider').first().press('ArrowRight');
  const summary = (await figure.locator('.figure-summary').textContent()) ?? '';
  await expect(told).toContainText(summary.trim());
});

test('the time line goes to any time of the run and back to the same picture', async ({ page, site }) => {
  const figure = await wake(page, site.url, 'queue');
  const picture = (): Promise<string> => figure.locator('.figure-picture').innerHTML();
  const line = figure.getByRole('slider', { name: 'Time' });
  await line.press('Home');
  await expect.poll(() => clockOf(figure)).toBe(0);
  for (let press = 0; press < 4; press += 1) await line.press('PageUp');
  const there = { time: await clockOf(figure), picture: await picture() };
  expect(there.time).toBeGreaterThan(1);
  await expect(line).toHaveAttribute('aria-valuetext', /\d s$/);
  await line.press('PageUp');
  expect(await picture()).not.toBe(there.picture);
  await line.press('PageDown');
  expect({ time: await clockOf(figure), picture: await picture() }).toEqual(there);
});

test('dragging the time line stops a run that plays', async ({ page, site }) => {
  const figure = await wake(page, site.url, 'queue');
  await figure.getByRole('button', { name: 'Play', exact: true }).click();
  const line = figure.getByRole('slider', { name: 'Time' });
  const { x = 0, y = 0, width = 0, height = 0 } = (await line.boundingBox()) ?? {};
  await page.mouse.move(x + width * 0.75, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.25, y + height / 2, { steps: 5 });
  await page.mouse.up();
  await expect(figure.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  const share = await line.evaluate((input) => {
    if (!(input instanceof HTMLInputElement)) throw new Error('The time line is no input.');
    return input.valueAsNumber / Number(input.max);
  });
  expect(share).toBeGreaterThan(0.2);
  expect(share).toBeLessThan(0.3);
});

test('a change of a parameter leaves the curve before it as a ghost, until time goes on', async ({
  page,
  site,
}) => {
  const figure = await wake(page, site.url, 'queue');
  const ghosts = figure.locator('.figure-picture .ghost');
  await expect(ghosts).toHaveCount(0);
  const before = await figure
    .locator('.figure-picture path.line')
    .evaluateAll((all) => all.map((path) => path.getAttribute('d')));
  await figure.locator('.figure-settings').getByRole('slider').first().press('ArrowRight');
  await figure.locator('.figure-settings').getByRole('slider').first().press('ArrowRight');
  await expect(ghosts).not.toHaveCount(0);
  for (const ghost of await ghosts.all()) expect(before).toContain(await ghost.getAttribute('d'));
  await figure.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(ghosts).toHaveCount(0);
});

test('on a phone the sentence has two lines until all of it is asked for', async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const figure = await wake(page, site.url, 'queue');
  const summary = figure.locator('.figure-summary');
  const lines = (): Promise<number> =>
    summary.evaluate((words) =>
      Math.round(words.clientHeight / Number.parseFloat(getComputedStyle(words).lineHeight)),
    );
  expect(await lines()).toBe(2);
  await figure.getByRole('button', { name: 'All of it' }).click();
  expect(await lines()).toBeGreaterThan(2);
});

test('a figure out of sight stands still', async ({ page, site }) => {
  const figure = await wake(page, site.url, 'load-balancer');
  await figure.getByRole('button', { name: 'Play', exact: true }).click();
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await expect(figure).not.toBeInViewport();
  await frames(page, 12);
  const before = await clockOf(figure);
  await frames(page, 30);
  expect(await clockOf(figure)).toBe(before);
});

test('whoever asked for less motion gets steps and jumps, and no play', async ({ page, site }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const figure = await wake(page, site.url, 'queue');
  await expect(figure.getByRole('button', { name: 'Play', exact: true })).toHaveCount(0);
  const before = await clockOf(figure);
  await figure.getByRole('button', { name: 'Jump ahead' }).click();
  expect(await clockOf(figure)).toBeGreaterThan(before);
});

test('an address with nonsense for a figure gives the author’s figure', async ({ page, site }) => {
  const figure = await wake(
    page,
    site.url,
    'load-balancer',
    '?load-balancer.servers=999&load-balancer.nothing=1&load-balancer.seed=-4',
  );
  await expect(figure.locator('input[name="servers"]')).toHaveValue('4');
});

test('a figure that cannot be loaded stays a picture and says so', async ({ page, site }) => {
  await page.route(/start\.[\w-]+\.js|figure\.[\w-]+\.js/, (route) => route.abort());
  page.removeAllListeners('pageerror');
  await page.goto(`${site.url}${COURSE}/scalability-and-performance.html`);
  const figure = page.locator('lectern-figure').first();
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByText('This figure could not be started')).toBeVisible();
  await expect(figure.locator('svg.figure-picture')).toBeVisible();
});

test('nothing of a figure is loaded before it comes near the screen', async ({ page, site }) => {
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(new URL(request.url()).pathname));
  await page.goto(`${site.url}${COURSE}/scalability-and-performance.html`);
  await page.waitForLoadState('networkidle');
  expect(scripts.filter((name) => /start\.|figure\.[\w-]+\.js/.test(name))).toEqual([]);
});
