// Making a chapter one's own: highlights, notes and bookmarks, by mouse, finger and keys; in two tabs; where nothing can be
// stored. Not here: a learner's weeks (three-weeks.spec.ts), progress and answers (progress.spec.ts).
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { CHAPTER, expect, test } from './reader.ts';
import { store, stored } from './record.ts';

/** The first paragraph of the text, which is on the first screen. */
const paragraph = (page: Page): Locator => page.locator('article.prose > p').first();
const bar = (page: Page): Locator => page.getByRole('toolbar', { name: 'Selected text' });
const sheet = (page: Page): Locator => page.getByRole('dialog', { name: 'Your note' });

/** How many passages are painted. */
const painted = (page: Page): Promise<number> =>
  page.evaluate(() => CSS.highlights.get('lectern-note')?.size ?? 0);

async function selectByMouse(page: Page, part: Locator): Promise<void> {
  await part.scrollIntoViewIfNeeded();
  const box = await part.boundingBox();
  if (!box) throw new Error('There is nothing to select.');
  const line = box.y + 12;
  await page.mouse.move(box.x + 3, line);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, line, { steps: 5 });
  await page.mouse.up();
}

/** Opens the chapter and waits until its script follows the reader. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(async () => {
    expect(
      await page.evaluate(() =>
        performance.getEntriesByType('resource').some(({ name }) => /\/sections\./.test(name)),
      ),
    ).toBe(true);
  }).toPass();
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => setTimeout(next))));
}

test('a passage is highlighted by mouse, is there after a reload, and is edited and deleted where it stands', async ({
  page,
  site,
}) => {
  await open(page, site.url + CHAPTER);
  await selectByMouse(page, paragraph(page));
  await bar(page).getByRole('button', { name: 'Highlight' }).click();
  await expect.poll(() => painted(page)).toBe(1);
  await expect(bar(page)).toBeHidden();
  expect(await page.evaluate(() => getSelection()?.isCollapsed)).toBe(true);
  await page.reload();
  await expect.poll(() => painted(page)).toBe(1);
  await paragraph(page).click({ position: { x: 60, y: 12 } });
  await sheet(page).getByRole('textbox', { name: 'Your note' }).fill('Worth remembering.');
  await sheet(page).getByRole('button', { name: 'Done' }).click();
  const note = page.getByRole('complementary', { name: 'Your notes' }).getByRole('listitem');
  await expect(note).toContainText('Worth remembering.');
  await note.getByRole('button', { name: 'Edit' }).click();
  await sheet(page).getByRole('button', { name: 'Delete' }).click();
  await sheet(page).getByRole('button', { name: 'Delete for good' }).click();
  await expect(note).toHaveCount(0);
  await expect.poll(() => painted(page)).toBe(0);
  // Nothing of its words is left.
  expect(Object.values(await stored(page, 'notes'))).toEqual([
    { at: expect.any(Number) as unknown, deleted: true },
  ]);
});

test('with the keyboard alone: select, reach the bar by Tab, write, close by Escape', async ({
  page,
  site,
}) => {
  await open(page, site.url + CHAPTER);
  // What F7 and the arrow keys do where a browser has caret browsing, and a screen reader in its own way.
  await paragraph(page).evaluate((element) => getSelection()?.selectAllChildren(element));
  await expect(bar(page)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(bar(page).getByRole('button', { name: 'Highlight' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(bar(page).getByRole('button', { name: 'Note' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sheet(page).getByRole('textbox')).toBeFocused();
  await page.keyboard.type('By keys.');
  await page.keyboard.press('Escape');
  await expect(sheet(page)).toBeHidden();
  await expect(page.getByRole('complementary', { name: 'Your notes' })).toContainText('By keys.');
  // The keyboard goes on from the passage.
  await expect(paragraph(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.locator('article.prose > p').nth(1).locator(':focus')).toHaveCount(1);
  await expect(paragraph(page)).not.toHaveAttribute('tabindex');
});

test('single keys: h highlights, a writes on the section, b bookmarks; none while they are off', async ({
  page,
  site,
}) => {
  await open(page, `${site.url}${CHAPTER}#cache-invalidation`);
  await page.keyboard.press('b');
  await expect(page.getByRole('status').filter({ hasText: 'Bookmarked: Cache Invalidation' })).toBeVisible();
  await expect(page.locator('#cache-invalidation')).toContainText('Bookmarked');
  await page.keyboard.press('a');
  await sheet(page).getByRole('textbox').fill('On the whole section.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('complementary', { name: 'Your notes' })).toContainText(
    'On the whole section.',
  );
  await page.keyboard.press('b');
  await expect(page.getByRole('status').filter({ hasText: 'Bookmark removed' })).toBeVisible();
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('group', { name: 'Single-key shortcuts' }).getByRole('radio', { name: 'Off' }).check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await expect(sheet(page)).toHaveCount(0);
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 800 } });

  test('a selection that rests brings the bar to the thumb, clear of the page’s own tools', async ({
    page,
    site,
  }) => {
    await open(page, site.url + CHAPTER);
    await paragraph(page).evaluate((element) => {
      element.dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'touch', bubbles: true }));
      getSelection()?.selectAllChildren(element);
    });
    await expect(bar(page)).toBeVisible();
    const [own, tools] = [await bar(page).boundingBox(), await page.locator('.site-tools').boundingBox()];
    expect((own?.y ?? 0) + (own?.height ?? 0)).toBeLessThanOrEqual(tools?.y ?? 0);
    expect(own?.y).toBeGreaterThan(400);
    for (const button of await bar(page).getByRole('button').all())
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await bar(page).getByRole('button', { name: 'Highlight' }).tap();
    await expect.poll(() => painted(page)).toBe(1);
  });

  test('sections are bookmarked and marked as read from the list of sections', async ({ page, site }) => {
    await open(page, `${site.url}${CHAPTER}#what-a-cache-buys`);
    // A section that is long enough not to be read by the time.
    await page.getByRole('button', { name: 'Sections' }).tap();
    await page.getByRole('button', { name: 'Bookmark, note …' }).tap();
    await page.getByRole('button', { name: 'Bookmark this section' }).tap();
    await expect(page.getByRole('button', { name: 'Remove the bookmark' })).toBeVisible();
    await page.getByRole('button', { name: 'Mark as read' }).tap();
    await expect(page.getByRole('button', { name: 'Mark as not read' })).toBeVisible();
    expect(Object.keys(await stored(page, 'sections'))).toEqual([
      'backend-architecture/caching-strategies#what-a-cache-buys',
    ]);
  });
});

test('two tabs see each other’s notes, and neither overwrites the other’s', async ({
  context,
  page,
  site,
}) => {
  const other = await context.newPage();
  await open(page, site.url + CHAPTER);
  await open(other, `${site.url}${CHAPTER}#cache-invalidation`);
  for (const [tab, words] of [
    [page, 'From one tab.'],
    [other, 'From the other.'],
  ] as const) {
    await tab.bringToFront();
    await tab.keyboard.press('a');
    await sheet(tab).getByRole('textbox').fill(words);
    await tab.keyboard.press('Control+Enter');
  }
  for (const tab of [page, other])
    for (const words of ['From one tab.', 'From the other.'])
      await expect(
        tab.getByRole('complementary', { name: 'Your notes' }).filter({ hasText: words }),
      ).toBeVisible();
  expect(Object.keys(await stored(page, 'notes'))).toHaveLength(2);
});

test('a reader who keeps nothing gets nothing of it: no database, no file of it', async ({ page, site }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${site.url}index.html`);
  await page.goto(site.url + CHAPTER);
  await open(page, site.url + CHAPTER);
  expect(asked.filter((name) => /outline\.json|\/(?:store|own|notes|record)[\w-]*\./.test(name))).toEqual([]);
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
});

test.describe('where nothing can be stored', () => {
  for (const [what, forbid] of [
    ['forbidden', () => Object.defineProperty(window, 'indexedDB', { get: () => undefined })],
    [
      'full',
      () => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      },
    ],
  ] as const)
    test(`storage that is ${what}: the words stay in the sheet, the reader is told, the page works`, async ({
      page,
      site,
    }) => {
      await page.addInitScript(forbid);
      await open(page, site.url + CHAPTER);
      await page.keyboard.press('a');
      await sheet(page).getByRole('textbox').fill('Not to be lost.');
      await sheet(page).getByRole('button', { name: 'Done' }).click();
      await expect(sheet(page).getByRole('alert')).toContainText('could not be stored');
      await expect(sheet(page).getByRole('textbox')).toHaveValue('Not to be lost.');
      await expect(page.getByRole('status').filter({ hasText: 'cannot keep this' })).toHaveCount(1);
    });
});

test('what in the database is no note is set aside and told, and the others are there', async ({
  page,
  site,
}) => {
  await open(page, site.url + CHAPTER);
  await page.keyboard.press('a');
  await sheet(page).getByRole('textbox').fill('Sound.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Sound.')).toBeVisible();
  await store(page, 'notes', 'forged', { text: '<img src=x onerror=alert(1)>' });
  await page.reload();
  await expect(page.getByRole('status').filter({ hasText: 'set aside' })).toBeVisible();
  await expect(page.getByText('Sound.')).toBeVisible();
  expect(Object.values(await stored(page, 'aside'))).toEqual([
    expect.objectContaining({
      part: 'notes',
      key: 'forged',
      value: { text: '<img src=x onerror=alert(1)>' },
    }),
  ]);
});

test('a database of a newer version is left as it is, and told when something is to be kept', async ({
  page,
  site,
}) => {
  await page.goto(site.url);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('lectern:/', 99);
        opening.onupgradeneeded = () => opening.result.createObjectStore('future').put('kept', 'x');
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
      }),
  );
  await open(page, site.url + CHAPTER);
  await page.keyboard.press('b');
  await expect(page.getByRole('status').filter({ hasText: 'newer version' })).toBeVisible();
  expect(
    await page.evaluate(async () => (await indexedDB.databases()).map(({ version }) => version)),
  ).toEqual([99]);
});

test('a note with markup in it is words, here and in the notebook', async ({ page, site }) => {
  await open(page, site.url + CHAPTER);
  await page.keyboard.press('a');
  await sheet(page).getByRole('textbox').fill('<img src=x onerror="document.title=1"><b>bold</b>');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('<b>bold</b>')).toBeVisible();
  await page.goto(`${site.url}notebook/index.html`);
  await expect(page.getByText('<b>bold</b>')).toBeVisible();
  await expect(page.getByRole('main').locator('img, b')).toHaveCount(0);
});

test('axe finds nothing in a chapter with notes, with the bar, with the sheet, in light and dark', async ({
  page,
  site,
}) => {
  await open(page, `${site.url}${CHAPTER}#what-a-cache-buys`);
  await page.keyboard.press('b');
  await page.keyboard.press('a');
  await sheet(page).getByRole('textbox').fill('A note.');
  const check = async (parts: string): Promise<string[]> => {
    const { violations } = await new AxeBuilder({ page }).include(parts).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  };
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await check('.note-sheet')).toEqual([]);
  }
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Bookmark, note …' }).click();
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await expect(page.getByRole('button', { name: 'Mark as not read' })).toBeVisible();
  await selectByMouse(page, page.locator('#what-a-cache-buys ~ p').first());
  await expect(bar(page)).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const part of ['.own-notes', '.on-this-page', '.own-bar'])
      expect(await check(part), part).toEqual([]);
  }
});
