// How long an author waits in `npm run dev`: from a save to the new words on the open page, on a copy of our own course.
import { appendFileSync, cpSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { startDevServer } from '../browser/dev-server.ts';
import { ensureBrowser } from '../browser/ensure-browser.ts';
import { median, printTable, type Row } from './table.ts';

// Not below .lectern, which the dev server does not watch.
const work = path.join(tmpdir(), 'lectern-bench-dev');
const content = path.join(work, 'content');
const course = path.join(content, 'backend-architecture');
const SAVES = 7;
/** A second is what one waits for without beginning something else. */
const BUDGET_MS = 1000;

export async function benchDev(): Promise<void> {
  const executablePath = ensureBrowser();
  if (executablePath === undefined) throw new Error('There is no browser to measure with.');
  rmSync(work, { recursive: true, force: true });
  cpSync('content', content, { recursive: true });
  const startedAt = performance.now();
  const server = await startDevServer(content, path.join(work, 'cache'));
  const started = performance.now() - startedAt;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    const open = (address: string) => page.goto(`${server.url}${address}`);
    const waitFor = async (change: () => void, ready: string): Promise<number> => {
      const from = performance.now();
      change();
      await page.waitForFunction(ready, undefined, { timeout: 60_000, polling: 10 }).catch(async (error) => {
        // A page that is loading again cannot be asked; the next one can.
        if (!/context|navigation/i.test(String(error))) throw error;
        await page.waitForFunction(ready, undefined, { timeout: 60_000, polling: 10 });
      });
      return performance.now() - from;
    };
    const says = (words: string): string => `document.body?.textContent.includes('${words}')`;
    const links = (href: string): string => `document.querySelector('main a[href="${href}"]') !== null`;

    await open('backend-architecture/caching-strategies.html');
    const saves: number[] = [];
    for (let save = 1; save <= SAVES; save++) {
      const words = `Saved for the ${save}. time.`;
      const file = path.join(course, '05-caching-strategies.md');
      saves.push(await waitFor(() => appendFileSync(file, `\n${words}\n`), says(words)));
    }
    await open('backend-architecture/index.html');
    const chapter = path.join(course, '20-new.md');
    const renamed = path.join(course, '20-renamed.md');
    const added = await waitFor(() => writeFileSync(chapter, '# New\n\nText.\n'), links('new.html'));
    const moved = await waitFor(() => renameSync(chapter, renamed), links('renamed.html'));
    const gone = await waitFor(() => rmSync(renamed), `!(${links('renamed.html')})`);
    await open('index.html');
    const single = path.join(content, 'other.md');
    const text = '# Other\n\n## First\n\nText.\n';
    const course2 = await waitFor(() => writeFileSync(single, text), links('other/index.html'));
    const end = await waitFor(() => rmSync(single), `!(${links('other/index.html')})`);

    const row = (what: string, measured: number): Row => ({ what, measured, unit: 'ms', budget: BUDGET_MS });
    printTable('Writing: from a save to the open page', [
      { what: 'the dev server answers', measured: started, unit: 'ms' },
      row('saved chapter, first time', saves[0] ?? Number.NaN),
      row(`saved chapter, median of ${SAVES}`, median(saves)),
      row('new chapter', added),
      row('renamed chapter', moved),
      row('deleted chapter', gone),
      row('new course', course2),
      row('deleted course', end),
    ]);
  } finally {
    await browser.close();
    await server.close();
  }
}
