// Lighthouse's mobile scores for every kind of page, and first paint and blocking time of a chapter beside those of a bare
// page of the same text. On a shared machine a task takes longer than it works, so that even a bare page blocks: the two
// are measured in turn, and compared by their medians.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { startServer } from '../../src/cli/static-server.ts';
import { ensureBrowser } from '../browser/ensure-browser.ts';
import { freePort } from '../free-port.ts';
import { courseSite, seedSite } from './sites.ts';
import { printTable, type Row } from './table.ts';

const CHAPTER = 'backend-architecture/caching-strategies.html';
const PAGES: Readonly<Record<string, string>> = {
  library: 'index.html',
  cover: 'backend-architecture/index.html',
  chapter: CHAPTER,
  glossary: 'backend-architecture/glossary.html',
  topics: 'backend-architecture/topics.html',
  figures: 'backend-architecture/figures.html',
  search: 'search/index.html',
};
const BARE = '.lectern/bench/bare-page';
const ROUNDS = 5;

interface Audit {
  readonly scores: string;
  readonly fcp: number;
  readonly shift: number;
  readonly blocked: number;
}

export async function benchLighthouse(): Promise<void> {
  const site = await courseSite();
  const executablePath = ensureBrowser();
  if (executablePath === undefined) throw new Error('There is no browser to measure with.');
  const port = await freePort();
  const args = ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ executablePath, args });
  const ours = await startServer(site, { port: 0 });
  try {
    const rows: Row[] = [];
    for (const [kind, address] of Object.entries(PAGES)) {
      const { scores, fcp, shift, blocked } = await audit(ours.url + address, port);
      rows.push(
        { what: `${kind}: performance/accessibility/practices/SEO`, measured: scores },
        { what: `${kind}: layout shift`, measured: shift, budget: 0 },
        { what: `${kind}: blocking time`, measured: blocked, unit: 'ms', budget: 0 },
        { what: `${kind}: first contentful paint`, measured: fcp, unit: 'ms' },
      );
    }
    rows.push(...(await overBare('our chapter', site, port)));
    const seed = await seedSite();
    if (seed) rows.push(...(await overBare('the seed’s chapter', seed, port)));
    printTable('Lighthouse, mobile', rows);
  } finally {
    await browser.close();
    await ours.close();
  }
}

/** A chapter beside the same words alone. */
async function overBare(what: string, site: string, port: number): Promise<Row[]> {
  writeBarePage(`${site}/${CHAPTER}`);
  const whole = await startServer(site, { port: 0 });
  const bare = await startServer(BARE, { port: 0 });
  try {
    const ours: Audit[] = [];
    const least: Audit[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await audit(whole.url + CHAPTER, port));
      least.push(await audit(bare.url, port));
    }
    const row = (figure: string, key: 'fcp' | 'blocked', budget: number): Row[] => {
      const [our, bares] = [median(ours, key), median(least, key)];
      return [
        { what: `${what}: ${figure}, median of ${ROUNDS}`, measured: our, unit: 'ms' },
        { what: `${what}, as a bare page`, measured: bares, unit: 'ms' },
        { what: `${what}: over the bare page`, measured: our - bares, unit: 'ms', budget },
      ];
    };
    return [...row('first contentful paint', 'fcp', 100), ...row('blocking time', 'blocked', 0)];
  } finally {
    await whole.close();
    await bare.close();
  }
}

function median(audits: readonly Audit[], key: 'fcp' | 'blocked'): number {
  return audits.map((each) => each[key]).sort((a, b) => a - b)[Math.floor(audits.length / 2)] ?? Number.NaN;
}

async function audit(url: string, port: number): Promise<Audit> {
  const result = await lighthouse(url, { port, output: 'json', logLevel: 'error' });
  if (!result) throw new Error(`Lighthouse gave nothing for ${url}.`);
  const { audits, categories } = result.lhr;
  const value = (id: string): number => audits[id]?.numericValue ?? Number.NaN;
  return {
    scores: ['performance', 'accessibility', 'best-practices', 'seo']
      .map((id) => Math.round((categories[id]?.score ?? 0) * 100))
      .join('/'),
    fcp: value('first-contentful-paint'),
    shift: value('cumulative-layout-shift'),
    blocked: value('total-blocking-time'),
  };
}

/** The same words and nothing else: the floor that a generator without any design reaches. */
function writeBarePage(chapter: string): void {
  const article = /<article\b[\s\S]*<\/article>/.exec(readFileSync(chapter, 'utf8'))?.[0] ?? '';
  mkdirSync(BARE, { recursive: true });
  writeFileSync(
    `${BARE}/index.html`,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bare</title></head><body>${article}</body></html>`,
  );
}
