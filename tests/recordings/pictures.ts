// Takes pictures from the built site: the README's two, of a chapter with a figure and of the search, and the social card with
// the glyphs of the course. Run by itself, after a build: node tests/recordings/pictures.ts. Look at them before they are
// committed.
import { mkdirSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { startServer } from '../../src/cli/static-server.ts';
import { ensureBrowser } from '../browser/ensure-browser.ts';

const FOLDER = '.github/pictures';
const WINDOW = { width: 1280, height: 760 };
const CHAPTER = 'backend-architecture/introduction-to-systems-design.html';

async function takeFigure(page: Page, url: string): Promise<void> {
  await page.goto(url + CHAPTER);
  const figure = page.locator('#figure-queue');
  await figure.scrollIntoViewIfNeeded();
  await figure.and(page.locator('[data-awake]')).waitFor();
  await figure.evaluate((element) =>
    window.scrollTo({ top: element.getBoundingClientRect().top + scrollY - 90 }),
  );
  await page.screenshot({ path: `${FOLDER}/figure.png` });
}

async function takeSearch(page: Page, url: string): Promise<void> {
  await page.goto(`${url}backend-architecture/index.html`);
  await page.keyboard.press('/');
  await page.getByRole('combobox').fill('what happens when the cache is empty');
  await page.getByRole('option').nth(3).waitFor();
  await page.screenshot({ path: `${FOLDER}/search.png` });
}

/** Built in the library's page, which has the faces. */
const CARD = `
  <style>
    body { display: flex; flex-direction: column; justify-content: center; gap: 1.5rem; padding-inline: 6rem 4rem;
      border-inline-start: 34px solid var(--accent); background: var(--paper); }
    .icon { inline-size: 130px; block-size: 130px; color: var(--accent); }
    h1 { font-size: 7.5rem; line-height: 1; }
    .lede { font-size: 2.6rem; }
    .row { display: flex; gap: 2.4rem; color: var(--accent); margin-block-start: 1.5rem; }
    .row .glyph { inline-size: 64px; block-size: 64px; }
  </style>
  <h1>Lectern</h1><p class="lede">Courses to read, search, try and keep</p><div class="row"></div>`;

async function takeCard(page: Page, url: string): Promise<void> {
  await page.setViewportSize({ width: 1200, height: 630 });
  await page.goto(`${url}backend-architecture/index.html`);
  const glyphs = await page
    .locator('.contents .glyph')
    .evaluateAll((all) => all.map((glyph) => glyph.outerHTML).join(''));
  await page.goto(`${url}index.html`);
  await page.evaluate(
    ([card, glyphs]) => {
      const mark = document.querySelector('.site-mark .icon')?.outerHTML ?? '';
      document.body.innerHTML = mark + card;
      const row = document.querySelector('.row');
      if (row) row.innerHTML = glyphs;
    },
    [CARD, glyphs] as const,
  );
  await page.screenshot({ path: 'public/social-card.png' });
}

const executablePath = ensureBrowser();
if (executablePath === undefined) process.exit(1);
mkdirSync(FOLDER, { recursive: true });
const server = await startServer(process.env['LECTERN_SITE'] ?? 'dist', { port: 0 });
const browser = await chromium.launch({ executablePath });
try {
  // The card is put into a page whose policy would not have it.
  const page = await browser.newPage({
    viewport: WINDOW,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    bypassCSP: true,
  });
  await takeFigure(page, server.url);
  await takeSearch(page, server.url);
  await takeCard(page, server.url);
} finally {
  await browser.close();
  await server.close();
}
