// A reader in a long chapter, most of which is laid out only when they come near it (styles/later.css).
import type { Page } from '@playwright/test';
import { COURSE, expect, test } from './reader.ts';

const LONG = `${COURSE}/scalability-and-performance.html`;
const BLOCKS = '.chapter > .prose > *';
const PHONE = { width: 360, height: 780 };
/** The page's scroll padding: below the bar where it stays, a line below the window's top on phones. */
const landing = (page: Page): number => ((page.viewportSize()?.width ?? 0) < 768 ? 16 : 80);

async function topOf(page: Page, id: string): Promise<number> {
  return page.evaluate((name) => document.getElementById(name)!.getBoundingClientRect().top, id);
}

/** Long enough for whatever would still move, a wheel's smooth scrolling among it. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let [frame, place] = [0, scrollY]; frame < 20; frame += 1) {
      await new Promise(requestAnimationFrame);
      if (scrollY !== place) [frame, place] = [0, scrollY];
    }
  });
}

/** As a reader follows a link within the page. */
async function follow(page: Page, id: string): Promise<void> {
  await page.evaluate((to) => {
    const link = document.createElement('a');
    link.href = `#${to}`;
    document.body.append(link);
    link.click();
  }, id);
}

async function someSections(page: Page): Promise<string[]> {
  const ids = await page
    .locator('.prose > :is(h2, h3)[id]')
    .evaluateAll((headings) => headings.map(({ id }) => id));
  return [2, 9, 16, 23].map((at) => ids[at] ?? '').filter(Boolean);
}

test('what is far below is laid out when the reader comes near it, and not before', async ({
  page,
  site,
}) => {
  await page.goto(site.url + LONG);
  const isLaidOut = (): Promise<boolean> =>
    page
      .locator('.prose > p')
      .last()
      .evaluate((block) => block.firstElementChild?.checkVisibility({ contentVisibilityAuto: true }) ?? true);
  await expect.poll(isLaidOut).toBe(false);
  await page.locator('.prose > p').last().scrollIntoViewIfNeeded();
  await expect.poll(isLaidOut).toBe(true);
});

for (const viewport of [PHONE, { width: 1440, height: 900 }])
  test(`the address of a section leads exactly to it, again after a reload and on the way back, ${viewport.width} wide`, async ({
    page,
    site,
  }) => {
    await page.setViewportSize(viewport);
    await page.goto(site.url + LONG);
    for (const id of await someSections(page)) {
      await page.goto('about:blank');
      await page.goto(`${site.url}${LONG}#${id}`);
      await settle(page);
      expect(Math.abs((await topOf(page, id)) - landing(page)), `${id} at first`).toBeLessThan(1.5);
      await page.reload();
      await settle(page);
      expect(Math.abs((await topOf(page, id)) - landing(page)), `${id} after reload`).toBeLessThan(1.5);
      await page.goto(`${site.url}${COURSE}/conclusion.html`);
      await page.goBack();
      await settle(page);
      expect(Math.abs((await topOf(page, id)) - landing(page)), `${id} on the way back`).toBeLessThan(1.5);
    }
  });

test('nothing moves while a page opens, at its beginning or at a section', async ({ page, site }) => {
  await page.setViewportSize(PHONE);
  // The reading face may come after the first paint; how it fits its stand-in is another matter.
  await page.route('**/*.woff2', (route) => route.abort());
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  for (const section of ['', '#hot-keys', '#database-scaling', '#summary']) {
    await page.goto('about:blank');
    await page.goto(site.url + LONG + section);
    await settle(page);
    expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts), section).toEqual(
      [],
    );
  }
});

test('a link within the page leads exactly to its section', async ({ page, site }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(site.url + LONG);
  for (const id of await someSections(page)) {
    await page.locator(`.on-this-page a[href="#${id}"]`).click();
    await settle(page);
    expect(Math.abs((await topOf(page, id)) - landing(page)), id).toBeLessThan(1.5);
    await expect(page.locator(`.on-this-page a[href="#${id}"]`)).toHaveAttribute('aria-current', 'true');
  }
});

test('so does a link to a question or a figure, which are laid out when they are near', async ({
  page,
  site,
}) => {
  await page.setViewportSize(PHONE);
  await page.goto(site.url + LONG);
  const ids = await page
    .locator('lectern-question, lectern-figure')
    .evaluateAll((parts) => parts.map(({ id }) => id));
  expect(ids.length).toBeGreaterThan(10);
  for (const id of ids) {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await follow(page, id);
    await settle(page);
    expect(Math.abs((await topOf(page, id)) - landing(page)), id).toBeLessThan(1.5);
  }
});

test('whoever has scrolled and reloads is where they were', async ({ page, site }) => {
  await page.setViewportSize(PHONE);
  await page.goto(site.url + LONG);
  for (let turn = 0; turn < 12; turn += 1) await page.mouse.wheel(0, 900).then(() => settle(page));
  // What can be seen; what is far above or below has only a supposed height until it comes near.
  const seen = (): Promise<{ block: number; top: number }> =>
    page.evaluate((selector) => {
      const blocks = [...document.querySelectorAll(selector)];
      const block = blocks.findIndex((each) => each.getBoundingClientRect().bottom > 0);
      return { block, top: blocks[block]?.getBoundingClientRect().top ?? NaN };
    }, BLOCKS);
  const before = await seen();
  expect(before.block).toBeGreaterThan(5);
  await page.reload();
  await settle(page);
  const after = await seen();
  expect(after.block).toBe(before.block);
  // The browser's own rounding, and no more.
  expect(Math.abs(after.top - before.top)).toBeLessThan(8);
});

test('whoever jumps to the end finds it standing still', async ({ page, site }) => {
  for (const name of ['scalability-and-performance', 'caching-strategies', 'database-design', 'glossary']) {
    await page.goto(`${site.url}${COURSE}/${name}.html`);
    const end = page.locator('.way-next, .glossary dl > :last-child');
    const tops = await end.evaluate(async (link) => {
      link.scrollIntoView({ block: 'center' });
      const seen = new Set<number>();
      for (let frame = 0; frame < 30; frame += 1) {
        seen.add(Math.round(link.getBoundingClientRect().top));
        await new Promise(requestAnimationFrame);
      }
      return [...seen];
    });
    expect(Math.max(...tops) - Math.min(...tops), tops.join(' ')).toBeLessThan(2);
  }
});

test('reading upwards from a section, the lines move as far as the wheel and no further', async ({
  page,
  site,
}) => {
  await page.setViewportSize(PHONE);
  await page.goto(site.url + LONG);
  const [, , id = ''] = await someSections(page);
  await page.evaluate((name) => document.getElementById(name)!.scrollIntoView(), id);
  await settle(page);
  for (let turn = 0; turn < 15; turn += 1) {
    const moved = await page.evaluate(async (blocks) => {
      const seen = [...document.querySelectorAll(blocks)].find((block) => {
        const { top, bottom } = block.getBoundingClientRect();
        return top >= 60 && bottom > top && top < innerHeight / 2;
      });
      if (!seen) return 200;
      const before = seen.getBoundingClientRect().top;
      scrollBy({ top: -200, behavior: 'instant' });
      for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
      return seen.getBoundingClientRect().top - before;
    }, BLOCKS);
    expect(Math.abs(moved - 200)).toBeLessThan(2);
  }
});

test('the browser’s own search and the Tab key reach what is not laid out yet', async ({ page, site }) => {
  await page.goto(site.url + LONG);
  const words = await page
    .locator('.prose > p')
    .last()
    .evaluate((block) => block.textContent?.slice(0, 40) ?? '');
  expect(
    await page.evaluate((text) => (window as unknown as { find(t: string): boolean }).find(text), words),
  ).toBe(true);
  await expect(page.locator('.prose > p').last()).toBeInViewport();
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await settle(page);
  const link = page.locator('.prose > p a').last();
  await link.focus();
  await expect(link).toBeInViewport();
});

test('being laid out apart changes no height and cuts nothing off', async ({ page, site }) => {
  await page.setViewportSize(PHONE);
  for (const chapter of ['scalability-and-performance', 'caching-strategies', 'database-design']) {
    await page.goto(`${site.url}${COURSE}/${chapter}.html`);
    const wrong = await page.evaluate(async (selector) => {
      await document.fonts.ready;
      const blocks = [...document.querySelectorAll<HTMLElement>(selector)].filter(
        (block) => getComputedStyle(block).contentVisibility === 'auto',
      );
      const heights = (containment: string): number[] => {
        for (const block of blocks) {
          block.style.setProperty('content-visibility', 'visible');
          block.style.setProperty('contain', containment);
        }
        return blocks.map((block) => block.getBoundingClientRect().height);
      };
      const apart = heights('layout style paint');
      const together = heights('none');
      const isCut = (block: HTMLElement): boolean => {
        const margin = Number.parseFloat(getComputedStyle(block).overflowClipMargin);
        const { left, right } = block.getBoundingClientRect();
        return [...block.querySelectorAll('*')]
          .filter((inner) => !inner.closest('pre, .table, .diagram-scroll > *, details:not([open])'))
          .map((inner) => inner.getBoundingClientRect())
          .some((inner) => inner.width > 0 && (inner.left < left - margin || inner.right > right + margin));
      };
      return blocks
        .filter((block, at) => Math.abs((apart[at] ?? 0) - (together[at] ?? 0)) > 0.5 || isCut(block))
        .map((block) => `${block.localName}.${block.className} ${block.textContent?.slice(0, 40)}`);
    }, BLOCKS);
    expect(wrong).toEqual([]);
  }
});

test('on paper everything is laid out', async ({ page, site }) => {
  await page.goto(site.url + LONG);
  await page.emulateMedia({ media: 'print' });
  const apart = await page
    .locator(`${BLOCKS}, .figure-picture`)
    .evaluateAll(
      (all) => all.filter((each) => getComputedStyle(each).contentVisibility !== 'visible').length,
    );
  expect(apart).toBe(0);
});
