// What a lab costs: time from *Run* to the first result with nothing kept and with everything kept, the bytes for it, what a
// page at rest has of it, and memory after fifty runs.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page, Worker } from '@playwright/test';
import { median, printTable, type Row } from './table.ts';
import { withSite } from './reader.ts';
import { courseSite } from './sites.ts';

const PAGE = 'backend-architecture/database-design.html';
const RUNS = 50;
const WAIT = { timeout: 120_000 };

export async function benchLabs(built?: string): Promise<void> {
  const site = built ?? (await courseSite());
  const rows: Row[] = [atRest(readFileSync(`${site}/${PAGE}`, 'utf8'))];
  await withSite(site, async (url, open) => {
    const { page } = await open();
    // The worker's files, too, of which the page's own session hears nothing.
    let came: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      came.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.addInitScript(() => localStorage.setItem('lectern:lab-engine', 'loaded'));
    for (const cache of ['cold', 'warm']) {
      await page.goto(url + PAGE, { waitUntil: 'networkidle' });
      await prepare(page);
      came = [];
      const seconds = await run(page);
      rows.push({ what: `Run to first result, ${cache}`, measured: seconds, unit: 's' });
      const bytes = (await Promise.all(came)).reduce((sum, each) => sum + each, 0);
      rows.push({ what: `bytes for it, ${cache}`, measured: bytes / 1024 / 1024, unit: 'MB' });
    }
    const times: number[] = [];
    const [worker] = page.workers();
    const before = await memory(page, worker);
    for (let count = 0; count < RUNS; count++) times.push(await run(page));
    const after = await memory(page, worker);
    rows.push({ what: 'a further run', measured: median(times) * 1000, unit: 'ms' });
    for (const [name, grown] of [
      ['the engine', after.engine - before.engine],
      ['the page', after.page - before.page],
    ] as const)
      rows.push({ what: `${name} grows with ${RUNS} runs by`, measured: grown / 1024 / 1024, unit: 'MB' });
    rows.push({ what: 'memory of the engine', measured: after.engine / 1024 / 1024, unit: 'MB' });
    await page.context().close();
  });
  printTable('Labs', rows);
}

/** The example: one that reads, so that it is run again as it stands. */
const EXAMPLE = 'figure[data-lab="sql"]:has-text("hundred_thousand_dimes")';

async function prepare(page: Page): Promise<void> {
  await page.locator(EXAMPLE).scrollIntoViewIfNeeded();
  await page.locator(`${EXAMPLE} .lab-bar button`).first().waitFor();
}

async function run(page: Page): Promise<number> {
  const figure = page.locator(EXAMPLE);
  const began = performance.now();
  await figure.locator('.lab-bar button').first().click();
  await figure.locator('.lab-busy').waitFor({ state: 'detached', ...WAIT });
  await figure.locator('.lab-statement').waitFor(WAIT);
  return (performance.now() - began) / 1000;
}

async function memory(page: Page, worker: Worker | undefined): Promise<{ engine: number; page: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const engine = await worker?.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const post = globalThis.postMessage;
        globalThis.postMessage = ((message: { id?: number; gives?: number }) => {
          if (message.id === -1) resolve(message.gives ?? 0);
          else post(message);
        }) as typeof post;
        dispatchEvent(new MessageEvent('message', { data: { id: -1, call: 'memory' } }));
      }),
  );
  return { engine: engine ?? 0, page: usedSize };
}

/** What the page itself carries for its labs: attributes, the room for the buttons, a longer policy. */
function atRest(html: string): Row {
  const without = html
    .replaceAll(/ data-(?:lab|database|setup|check)(?:="[^"]*")?(?=[ >])/g, '')
    .replace(/ lectern-labs/, '')
    .replace(/@layer code\{[^@]*?\.code\[data-lab\][\s\S]*?(?=@layer|<\/style>)/, '');
  const size = (text: string): number => gzipSync(text).length;
  return {
    what: 'a page with labs at rest, more',
    measured: size(html) - size(without),
    unit: 'B',
    budget: 614,
  };
}
