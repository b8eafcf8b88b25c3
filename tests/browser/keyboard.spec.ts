// A reader who has only a keyboard.
import { CHAPTER, expect, test } from './reader.ts';

test('the first key press finds the way past the navigation to the text', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the text' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#content$/);
});

test('n and p go to the next and previous chapter, ? lists the keys, Escape closes', async ({
  page,
  site,
}) => {
  await page.goto(site.url + CHAPTER);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(help).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await page.keyboard.press('n');
  await expect(page).toHaveURL(/microservices-architecture/);
  // The address changes before the new page's script listens.
  await page.waitForLoadState('load');
  await page.keyboard.press('p');
  await expect(page).toHaveURL(/caching-strategies/);
});

test('single keys can be turned off, for readers who speak to their computer', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('radio', { name: 'Off' }).check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.press('?');
  // Search opens with its own key: by then the others would have done what they do.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search' })).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toHaveCount(0);
  await expect(page).toHaveURL(/caching-strategies/);
});

test('keys that belong to the browser or to a text field are left alone', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  await page.keyboard.press('Control+n').catch(() => undefined);
  await page.locator('lectern-question[data-kind="number"]').first().scrollIntoViewIfNeeded();
  const number = page.locator('lectern-question input[inputmode="decimal"]').first();
  await number.focus();
  await page.keyboard.type('n?/p');
  await expect(number).toHaveValue('n?/p');
  await expect(page).toHaveURL(/caching-strategies/);
});

test('everything that can be reached shows that it is focused', async ({ page, site }) => {
  await page.goto(site.url + CHAPTER);
  const unmarked: string[] = [];
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab');
    const plain = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused || focused === document.body) return '';
      const marks = (element: Element): boolean => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      };
      const label = focused.closest('label');
      return marks(focused) || (label && marks(label)) ? '' : focused.outerHTML.slice(0, 80);
    });
    if (plain) unmarked.push(plain);
  }
  expect(unmarked).toEqual([]);
});

test('code and diagrams that scroll sideways can be scrolled by key', async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(site.url + CHAPTER);
  const wide = page.locator('figure pre').filter({ visible: true });
  // A listing is laid out when it is near the screen; before, it has no width of its own.
  const index = await wide.evaluateAll(async (blocks) => {
    for (const [at, block] of blocks.entries()) {
      block.scrollIntoView({ block: 'center', behavior: 'instant' });
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      if (block.scrollWidth > block.clientWidth + 20) return at;
    }
    return -1;
  });
  expect(index).toBeGreaterThanOrEqual(0);
  await wide.nth(index).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => wide.nth(index).evaluate((block) => block.scrollLeft)).toBeGreaterThan(0);
});
