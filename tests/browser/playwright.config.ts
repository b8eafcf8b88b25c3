// How the browser tests run: Chromium only, against the built site, which each worker serves to itself (reader.ts).
import { defineConfig } from '@playwright/test';
import { findBrowser } from './ensure-browser.ts';

const executablePath = findBrowser();

export default defineConfig({
  testDir: '.',
  outputDir: '../../.lectern/test/playwright',
  fullyParallel: true,
  workers: 2,
  // A machine that others use is slow, and slowness is no fault; what waits for something that does not come ends sooner.
  timeout: 120_000,
  // On a shared machine a page may come later than a key; what fails twice is wrong. The list names what needed two tries.
  retries: process.env['CI'] ? 1 : 0,
  // The machines are shared: a page may be slow, but a wrong one stays wrong.
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json']],
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
