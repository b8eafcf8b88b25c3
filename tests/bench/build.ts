// What a build of many plain chapters costs: new, again, with one chapter changed; beside the least Astro site of the
// same chapters, built in the same run. `--large` does it with 5,000, `--quick` with 200.
import { appendFileSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildBareSite, writeBareSite } from './bare-astro.ts';
import { writeLibrary } from './library.ts';
import { costOf, type Cost } from './process-cost.ts';
import { printTable } from './table.ts';

const WORK = '.lectern/bench';

/** Budgets, as shares of what bare Astro with Pagefind needs in the same run. */
const SHARE = { cold: 1.6, again: 0.6, changed: 0.9, memory: 1.1 };

export async function benchBuild(args: readonly string[]): Promise<void> {
  const chapters = args.includes('--large') ? 5000 : args.includes('--quick') ? 200 : 1000;
  const content = `${WORK}/library-${chapters}`;
  const site = `${WORK}/site-${chapters}`;
  const bare = path.resolve(WORK, `bare-${chapters}`);
  writeLibrary(content, chapters);
  rmSync('node_modules/.astro', { recursive: true, force: true });
  const build = (): Promise<Cost> =>
    costOf('node', ['src/cli/build.ts'], { env: { CONTENT_DIR: content, OUT_DIR: site } });
  const cold = await build();
  const again = await build();
  appendFileSync(`${content}/course-001/07-chapter-7.md`, '\nOne more sentence about a bounded queue.\n');
  const changed = await build();

  writeBareSite(bare, content);
  const bareCold = await buildBareSite(bare);
  const bareAgain = await buildBareSite(bare);

  const row = (what: string, cost: Cost, than: Cost, share: number) => ({
    what: `${what}: processor time beside bare Astro's (${cost.cpu.toFixed(1)} s and ${than.cpu.toFixed(1)} s; by the clock ${cost.wall.toFixed(1)} s and ${than.wall.toFixed(1)} s)`,
    measured: cost.cpu / than.cpu,
    unit: '',
    budget: share,
  });
  printTable(`Build of ${chapters} chapters`, [
    row('cold', cold, bareCold, SHARE.cold),
    row('unchanged', again, bareAgain, SHARE.again),
    row('one chapter changed', changed, bareAgain, SHARE.changed),
    {
      what: `peak memory beside bare Astro's (${Math.round(cold.peakMb)} MB and ${Math.round(bareCold.peakMb)} MB)`,
      measured: cold.peakMb / bareCold.peakMb,
      unit: '',
      budget: SHARE.memory,
    },
    { what: 'search index', measured: sizeOf(`${site}/pagefind`) / 1e6, unit: 'MB' },
    { what: 'whole site', measured: sizeOf(site) / 1e6, unit: 'MB' },
  ]);
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
