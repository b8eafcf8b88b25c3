// The engines that readers have, and what of each is on this machine. Playwright's own Firefox and WebKit where they are
// installed, else Debian's packages with their own drivers. Not here: Chromium's installation (../ensure-browser.ts).
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chromium, firefox, webkit } from '@playwright/test';
import { findBrowser } from '../ensure-browser.ts';
import { launchFirefox } from './bidi.ts';
import { launchPlaywright } from './playwright.ts';
import { launchWebKit } from './webdriver.ts';
import type { Engine } from './wire.ts';

export const ENGINE_NAMES = ['Chromium', 'Firefox', 'WebKit'] as const;
type EngineName = (typeof ENGINE_NAMES)[number];

/** Where Debian keeps MiniBrowser: below the folder of the machine's architecture, by the generation of the library. */
const LIBRARIES = '/usr/lib';
const WEBKIT_FOLDERS = ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'];

const PACKAGES: Readonly<Record<Exclude<EngineName, 'Chromium'>, readonly string[]>> = {
  Firefox: ['firefox-esr'],
  WebKit: ['webkit2gtk-driver', 'xvfb'],
};

/** The engine as it can be started here, or undefined. */
export function findEngine(name: EngineName): Engine | undefined {
  if (name === 'Chromium') {
    const path = findBrowser();
    if (!path) return undefined;
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'];
    return { name, launch: (options) => launchPlaywright(chromium, path, args, options) };
  }
  if (name === 'Firefox') {
    const own = firstOf([firefox.executablePath()]);
    if (own) return { name, launch: (options) => launchPlaywright(firefox, own, [], options) };
    const path = firstOf(['/usr/bin/firefox-esr', '/usr/bin/firefox']);
    return path ? { name, launch: (options) => launchFirefox(path, options) } : undefined;
  }
  const own = firstOf([webkit.executablePath()]);
  if (own) return { name, launch: (options) => launchPlaywright(webkit, own, [], options) };
  const [driver, xvfb, miniBrowser] = ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb', findMiniBrowser()];
  if (!miniBrowser || !existsSync(driver) || !existsSync(xvfb)) return undefined;
  return { name, launch: (options) => launchWebKit({ driver, xvfb, miniBrowser }, options) };
}

/** Installs Firefox and WebKit where that is possible, and says of each that is missing why its tests are skipped. */
export function ensureEngines(): void {
  for (const name of ['Firefox', 'WebKit'] as const) {
    if (findEngine(name)) continue;
    console.log(`No ${name} found; trying to install it.`);
    if (run('playwright', ['install', name.toLowerCase()]) && findEngine(name)) continue;
    if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
      run('apt-get', ['update', '-qq']);
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES[name]]);
    }
    if (!findEngine(name))
      console.log(
        `${name} cannot be had here, so the tests with it are skipped.\nInstall it (npx playwright install ${name.toLowerCase()}; Debian: sudo apt-get install ${PACKAGES[name].join(' ')}).`,
      );
  }
}

function run(command: string, args: readonly string[]): boolean {
  const { status } = spawnSync(command, args, {
    stdio: 'ignore',
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    shell: process.platform === 'win32',
  });
  return status === 0;
}

function findMiniBrowser(): string | undefined {
  if (!existsSync(LIBRARIES)) return undefined;
  const architectures = readdirSync(LIBRARIES).filter((name) => name.includes('-linux-'));
  return firstOf(
    architectures.flatMap((architecture) =>
      WEBKIT_FOLDERS.map((folder) => `${LIBRARIES}/${architecture}/${folder}/MiniBrowser`),
    ),
  );
}

function firstOf(paths: readonly string[]): string | undefined {
  return paths.find((path) => path !== '' && existsSync(path));
}
