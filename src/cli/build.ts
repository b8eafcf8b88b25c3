// `npm run build`: checks and builds into a staging folder, finishes every page, indexes it for search, and only then
// puts it in the place of the old output. If anything fails, the old output stays as it was.
// `--strict` treats warnings as errors. CONTENT_DIR, OUT_DIR and SITE in the environment choose what and where.
import { existsSync, rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { openBuildCache } from '../publish/build-cache.ts';
import { sayFailure } from './build-failure.ts';
import { collectSoon } from '../publish/collect-soon.ts';
import { isUpToDate, rememberBuild } from '../publish/last-build.ts';
import { makeSite, stopMaking } from '../publish/make-site.ts';
import { realPlace, refuseDangerousOutput, rememberOutput, type OutputPlace } from '../integrations/output-folder.ts';
import { beginIndex, closePagefind } from '../search/index/pagefind-index.ts';
import { besideOutput, clearUpAfterKilled, replaceFolder } from '../integrations/replace-folder.ts';
import { openSearchPages } from '../publish/search-page-cache.ts';
import { recordsOf } from '../search/index/records.ts';
import { writeSitemap } from '../publish/sitemap.ts';
import { onStop } from './stop-signals.ts';

const contentDir = path.resolve(process.env['CONTENT_DIR'] ?? 'content');
const outDir = realPlace(process.env['OUT_DIR'] ?? 'dist');
const shownOut = path.relative('.', outDir) || '.';
const ownFolder = path.resolve('.lectern');
const staging = path.join(ownFolder, `staging-${process.pid}`);
const place: OutputPlace = {
  outDir,
  contentDir: realPlace(contentDir),
  projectDir: realPlace('.'),
  memory: path.join(ownFolder, 'outputs.json'),
};
const site = process.env['SITE'] ?? '';
const isStrict = process.argv.includes('--strict');
const { folder: cache, close: closeCache } = openBuildCache(contentDir, ownFolder);
process.env['LECTERN_CACHE'] = cache;
// Node keeps what it makes of our sources: for this process and, by the environment, for those that it starts.
process.env['NODE_COMPILE_CACHE'] ??= path.join(cache, 'compiled');
enableCompileCache(process.env['NODE_COMPILE_CACHE']);

const startedAt = performance.now();
const input = { cache, contentDir, outDir, settings: [site, String(isStrict)] };
let isStopped = false;
let isReplaced = false;
onStop(async (signal) => {
  if (isReplaced) return false;
  isStopped = true;
  await stopMaking();
  await closePagefind();
  await clearUp(staging, besideOutput(outDir, 'new'));
  closeCache();
  console.error(`\nStopped by ${signal}. ${nothingBuilt()}`);
  // What this process itself wrote meanwhile; after this it ends at once.
  rmSync(staging, { recursive: true, force: true });
  return true;
});
try {
  refuseDangerousOutput(place);
  clearUpAfterKilled(outDir, ownFolder);
  if (isUpToDate(input)) console.log(`Nothing has changed since the last build: ${shownOut}/ is up to date.`);
  else if (!(await buildSite())) fail();
} catch (error) {
  if (!isStopped) console.error(`\n${sayFailure(error)}\n`);
  fail();
} finally {
  await closePagefind();
  await clearUp(staging);
  closeCache();
}

/** False if there is nothing new, which has been explained. */
async function buildSite(): Promise<boolean> {
  await mkdir(ownFolder, { recursive: true });
  collectSoon();
  const args = process.argv.slice(2);
  const making = makeSite({ cache, contentDir, staging, site, isStrict, args });
  // Read meanwhile; it takes as long as rendering a chapter.
  const searchPages = await openSearchPages(path.join(cache, 'search-pages'));
  const begun = searchPages.last.length > 0 ? beginIndex(recordsOf(searchPages.last)) : undefined;
  const made = await making;
  if (!made) return false;
  const { problems, digests, found } = made;
  searchPages.add(found);
  const { writeSearchIndex } = await import('../search/index/write-index.ts');
  if (isStopped) return false;
  const index = await writeSearchIndex(staging, {
    cacheDir: path.join(cache, 'search'),
    searchPages,
    digests,
    begun,
  });
  if (site) await writeSitemap(staging, site);
  // From here on a signal comes too late: the answer and the swap are one step.
  if (!(await replaceFolder(staging, outDir, () => (isReplaced = !isStopped)))) return false;
  rememberOutput(place);
  if (problems === 0) rememberBuild(input);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `${counted(index.pages, 'page')}, ${counted(index.records, 'section')} indexed for search, in ${seconds} s → ${shownOut}/`,
  );
  return true;
}

async function clearUp(...begun: readonly string[]): Promise<void> {
  await Promise.all(begun.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 3 })));
}

function fail(): void {
  if (isStopped) return;
  console.error(nothingBuilt());
  process.exitCode = 1;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function nothingBuilt(): string {
  return existsSync(outDir) ? 'Nothing was built; the previous output is untouched.' : 'Nothing was built.';
}
