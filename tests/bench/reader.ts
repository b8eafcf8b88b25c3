// A reader's browser as the benchmarks use it: the site over HTTP with the best Brotli, and every byte that came.
import { chromium, type Browser, type Page } from '@playwright/test';
import { startServer } from '../../src/cli/static-server.ts';
import { ensureBrowser } from '../browser/ensure-browser.ts';

export const PHONE = { width: 390, height: 844 };

/** Compressed bytes over the wire, without headers, by kind. */
export interface Loaded {
  readonly page: number;
  readonly script: number;
  readonly style: number;
  readonly font: number;
  readonly other: number;
  readonly files: readonly string[];
  readonly fontFiles: number;
}

export interface Visit {
  readonly page: Page;
  /** What has come since the last time it was asked. */
  take(): Loaded;
}

/** Serves the site and opens a browser for the work; closes both. */
export async function withSite<Result>(
  folder: string,
  work: (url: string, open: () => Promise<Visit>) => Promise<Result>,
): Promise<Result> {
  const executablePath = ensureBrowser();
  if (executablePath === undefined) throw new Error('There is no browser to measure with.');
  const server = await startServer(folder, { port: 0, brotli: 11 });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    return await work(server.url, () => visit(browser));
  } finally {
    await browser.close();
    await server.close();
  }
}

/** A new reader with an empty cache. */
async function visit(browser: Browser): Promise<Visit> {
  const context = await browser.newContext({ viewport: PHONE });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const types = new Map<string, { readonly type: string; readonly url: string; headers: number }>();
  let came: { readonly type: string; readonly url: string; readonly bytes: number }[] = [];
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    types.set(requestId, { type, url: response.url, headers: response.encodedDataLength });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const known = types.get(requestId);
    if (known?.url.startsWith('http')) {
      came.push({ ...known, bytes: Math.max(0, encodedDataLength - known.headers) });
    }
  });
  return {
    page,
    take() {
      const sum = (matches: (type: string) => boolean): number =>
        came.filter(({ type }) => matches(type)).reduce((total, { bytes }) => total + bytes, 0);
      const named = ['Document', 'Script', 'Stylesheet', 'Font'];
      const loaded = {
        page: sum((type) => type === 'Document'),
        script: sum((type) => type === 'Script'),
        style: sum((type) => type === 'Stylesheet'),
        font: sum((type) => type === 'Font'),
        other: sum((type) => !named.includes(type)),
        files: came.map(({ url, bytes }) => `${new URL(url).pathname} ${bytes}`),
        fontFiles: came.filter(({ type }) => type === 'Font').length,
      };
      came = [];
      return loaded;
    },
  };
}

/** All but fonts. */
export function withoutFonts({ page, script, style, other }: Loaded): number {
  return page + script + style + other;
}
