// A Chromium for the tests: the system's, else Playwright's, else Playwright's newly installed, else Debian's package
// where we may install it, else a sentence that says what to do.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const SYSTEM = [
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
  return found() ?? installed('playwright', ['install', 'chromium']) ?? installedByDebian() ?? refuse();
}

function found(): string | undefined {
  const wanted = process.env['LECTERN_BROWSER'];
  return [...(wanted ? [wanted] : []), ...SYSTEM, chromium.executablePath()].find((path) => existsSync(path));
}

function installed(command: string, args: readonly string[]): string | undefined {
  console.log(`No Chromium found; trying: ${command} ${args.join(' ')}`);
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 300_000,
    shell: process.platform === 'win32',
  });
  return found();
}

function installedByDebian(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
  return installed('apt-get', ['install', '-y', '-qq', 'chromium']);
}

function refuse(): undefined {
  console.error(
    'The browser tests need Chromium, and none is installed.\nInstall it (Debian, Ubuntu: sudo apt-get install chromium) or set LECTERN_BROWSER to its path.',
  );
}
