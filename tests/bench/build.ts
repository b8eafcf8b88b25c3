// How long a build of many plain chapters takes and how much memory: new, again, with one chapter changed; beside the
// least Astro site of the same chapters, built in the same run, and beside what the libraries need by themselves, below
// which no build with them can come. `--large` does it with 5,000, `--quick` with 200.
import { appendFileSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readSearchPage } from '../../src/search/index/sections.ts';
import { recordsOf } from '../../src/search/index/records.ts';
import { STARLIGHT, buildBareSite, writeBareSite } from './bare-astro.ts';
import { writeLibrary } from './library.ts';
import { costOf, type Cost } from './process-cost.ts';
import { printTable } from './table.ts';

const WORK = '.lectern/bench';

export async function benchBuild(args: readonly string[]): Promise<void> {
  const chapters = args.includes('--large') ? 5000 : args.includes('--quick') ? 200 : 1000;
  const content = `${WORK}/library-${chapters}`;
  const site = `${WORK}/site-${chapters}`;
  const bare = path.resolve(WORK, `bare-${chapters}`);
  writeLibrary(content, chapters);
  rmSync(path.resolve('node_modules/.astro', content.replace(/[^a-z0-9]+/gi, '-')), {
    recursive: true,
    force: true,
  });
  const build = (): Promise<Cost> =>
    costOf('node', ['src/cli/build.ts'], { env: { CONTENT_DIR: content, OUT_DIR: site } });
  const cold = await build();
  const again = await build();
  appendFileSync(`${content}/course-001/07-chapter-7.md`, '\nOne more sentence about a bounded queue.\n');
  const changed = await build();

  const alone = (library: string, input: string): Promise<Cost> =>
    costOf('node', ['tests/bench/libraries-alone.ts', library, input]);
  const markdown = await alone('markdown', content);
  const pagefind = await alone('pagefind', writeRecords(site));

  writeBareSite(bare, content);
  const bareCold = await buildBareSite(bare);
  const bareAgain = await buildBareSite(bare);

  const row = (what: string, cost: Cost, than: Cost, starlight: number, share: number) => ({
    what: `${what}: processor seconds (by the clock ${cost.wall.toFixed(1)} s)`,
    measured: cost.cpu,
    unit: 's',
    budget: than.cpu * starlight * share,
  });
  printTable(
    `Build of ${chapters} chapters; budgets are shares of Starlight's time, taken from bare Astro's in this run`,
    [
      row('cold', cold, bareCold, STARLIGHT.cold, 1 / 2),
      row('unchanged', again, bareAgain, STARLIGHT.again, 1 / 8),
      row('one chapter changed', changed, bareAgain, STARLIGHT.again, 1 / 8),
      {
        what: `bare Astro, cold (by the clock ${bareCold.wall.toFixed(1)} s)`,
        measured: bareCold.cpu,
        unit: 's',
      },
      {
        what: `bare Astro, unchanged (by the clock ${bareAgain.wall.toFixed(1)} s)`,
        measured: bareAgain.cpu,
        unit: 's',
      },
      {
        what: `unified and Shiki alone, cold (by the clock ${markdown.wall.toFixed(1)} s)`,
        measured: markdown.cpu,
        unit: 's',
      },
      {
        what: `Pagefind alone, cold or changed (by the clock ${pagefind.wall.toFixed(1)} s)`,
        measured: pagefind.cpu,
        unit: 's',
      },
      { what: 'peak memory, cold', measured: cold.peakMb, unit: 'MB', budget: 800 },
      { what: 'peak memory, one chapter changed', measured: changed.peakMb, unit: 'MB', budget: 800 },
      { what: 'bare Astro, peak memory', measured: bareCold.peakMb, unit: 'MB' },
      { what: 'search index', measured: sizeOf(`${site}/pagefind`) / 1e6, unit: 'MB' },
      { what: 'whole site', measured: sizeOf(site) / 1e6, unit: 'MB' },
    ],
  );
}

/** What Pagefind is given of the site, in a file. */
function writeRecords(site: string): string {
  const names = (readdirSync(site, { recursive: true }) as string[]).filter((name) => name.endsWith('.html'));
  const pages = names
    .sort()
    .flatMap((name) => readSearchPage(name, readFileSync(path.join(site, name), 'utf8')) ?? []);
  const file = `${WORK}/records.json`;
  writeFileSync(file, JSON.stringify(recordsOf(pages)));
  return file;
}

function sizeOf(folder: string): number {
  return (readdirSync(folder, { recursive: true }) as string[])
    .map((name) => statSync(path.join(folder, name)))
    .filter((stat) => stat.isFile())
    .reduce((sum, { size }) => sum + size, 0);
}

/** A finished site of many chapters for other benchmarks; built if the last one is gone. */
export async function librarySite(chapters: number): Promise<string> {
  const content = `${WORK}/library-${chapters}`;
  const site = `${WORK}/site-${chapters}`;
  try {
    readFileSync(`${site}/index.html`);
  } catch {
    writeLibrary(content, chapters);
    await costOf('node', ['src/cli/build.ts'], { env: { CONTENT_DIR: content, OUT_DIR: site } });
  }
  return site;
}
