// Takes the README's two pictures from the built site: a chapter with a figure that runs, and the search. Run by itself, after
// a build: node tests/recordings/readme-pictures.ts. Not here: judging them; look at them before they are committed.
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

const executablePath = ensureBrowser();
if (executablePath === undefined) process.exit(1);
mkdirSync(FOLDER, { recursive: true });
const server = await startServer(process.env['LECTERN_SITE'] ?? 'dist', { port: 0 });
const browser = await chromium.launch({ executablePath });
try {
  const page = await browser.newPage({ viewport: WINDOW, colorScheme: 'light', reducedMotion: 'reduce' });
  await takeFigure(page, server.url);
  await takeSearch(page, server.url);
} finally {
  await browser.close();
  await server.close();
}
