// What this browser keeps may be broken, foreign, from a newer version, or forbidden: the page works, says so once, and
// throws nothing away. Not here: the database of the record (notes.spec.ts).
import { CHAPTER, COURSE, expect, test } from './reader.ts';

for (const [what, value] of [
  ['not JSON', '{"version":1,'],
  ['from a newer version', '{"version":2,"courses":{}}'],
  ['somebody else’s', '"hello"'],
] as const) {
  test(`a place that the first version kept and that is ${what} is set aside and reported`, async ({
    page,
    site,
  }) => {
    await page.goto(site.url);
    await page.evaluate((text) => localStorage.setItem('lectern:place', text), value);
    await page.goto(`${site.url}${COURSE}/index.html`);
    await expect(page.getByRole('link', { name: 'Start reading' })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'set aside' })).toBeVisible();
    const aside = await page.evaluate(
      () => Object.entries(localStorage).find(([key]) => key.startsWith('lectern:place:aside:'))?.[1],
    );
    expect(aside).toBe(value);
    await page.reload();
    await expect(page.getByRole('status').filter({ hasText: 'set aside' })).toHaveCount(0);
  });
}

test('settings that are nonsense are no settings', async ({ page, site }) => {
  await page.goto(site.url);
  await page.evaluate(() =>
    localStorage.setItem('lectern:settings', '{"theme":"<script>","size":["x"],"measure":7}'),
  );
  await page.goto(site.url + CHAPTER);
  expect(
    await page
      .locator('html')
      .evaluate(({ dataset }) => [dataset['theme'], dataset['size'], dataset['measure']]),
  ).toEqual([undefined, undefined, undefined]);
});

test('where storage is forbidden, everything works until the reader leaves', async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('forbidden', 'SecurityError');
      },
    });
  });
  await page.goto(site.url + CHAPTER);
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('status').filter({ hasText: 'does not let the page store' })).toBeVisible();
});

test('where storage is full, the reader is told once and reads on', async ({ page, site }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.goto(site.url + CHAPTER);
  await page.getByRole('button', { name: 'Display' }).click();
  for (const theme of ['Dark', 'Light']) await page.getByRole('radio', { name: theme }).check();
  await expect(page.getByRole('status').filter({ hasText: 'does not let the page store' })).toHaveCount(1);
});

test('two tabs do not overwrite each other’s settings, and show what was chosen in the other', async ({
  context,
  page,
  site,
}) => {
  const other = await context.newPage();
  await page.goto(site.url + CHAPTER);
  await other.goto(site.url + CHAPTER);
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark');
  await other.getByRole('button', { name: 'Display' }).click();
  await other.getByRole('radio', { name: 'Largest' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-size', 'largest');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('data-size', 'largest');
});
