// A Chromium for the tests: Debian's headless shell, which is the same engine without windows and opens a page in a third
// of the time; else the system's browser, else Playwright's, else a sentence that says what to do.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const SHELL = '/usr/bin/chromium-headless-shell';
const SYSTEM = [
  SHELL,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of a browser that exists, or undefined after saying what to install. */
export function ensureBrowser(): string | undefined {
  if (!process.env['LECTERN_BROWSER'] && !existsSync(SHELL)) installShell();
  return findBrowser() ?? installed('playwright', ['install', 'chromium']) ?? refuse();
}

/** What is on the machine: the one that is named, else the first that tests run well with. */
export function findBrowser(): string | undefined {
  const wanted = process.env['LECTERN_BROWSER'];
  return [...(wanted ? [wanted] : []), ...SYSTEM, chromium.executablePath()].find((path) => existsSync(path));
}

function installed(command: string, args: readonly string[]): string | undefined {
  console.log(`Installing a browser for the tests: ${command} ${args.join(' ')}`);
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 300_000,
    shell: process.platform === 'win32',
  });
  return findBrowser();
}

/** Where we may; what else is on the machine serves too. */
function installShell(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
  installed('apt-get', ['install', '-y', '-qq', 'chromium-headless-shell']);
}

function refuse(): undefined {
  console.error(
    'The browser tests need Chromium, and none is installed.\nInstall it (Debian, Ubuntu: sudo apt-get install chromium-headless-shell) or set LECTERN_BROWSER to its path.',
  );
}
