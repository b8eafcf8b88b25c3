// `npm run build`: checks and builds into a staging folder, finishes every page, indexes it for search, and only then
// puts it in the place of the old output. If anything fails, the old output stays as it was.
// `--strict` treats warnings as errors. CONTENT_DIR, OUT_DIR and SITE in the environment choose what and where.
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { openBuildCache } from './build-cache.ts';
import { BuildRefused, sayFailure } from './build-failure.ts';
import { isUpToDate, rememberBuild } from './last-build.ts';
import { collectSoon } from './collect-soon.ts';
import { makeSite } from './make-site.ts';
import { openSearchPages } from './search-page-cache.ts';
import { writeSitemap } from './sitemap.ts';

const contentDir = path.resolve(process.env['CONTENT_DIR'] ?? 'content');
const outDir = path.resolve(process.env['OUT_DIR'] ?? 'dist');
const shownOut = path.relative('.', outDir) || '.';
const staging = path.resolve('.lectern', `staging-${process.pid}`);
const site = process.env['SITE'] ?? '';
const isStrict = process.argv.includes('--strict');
const cache = openBuildCache(contentDir);
process.env['LECTERN_CACHE'] = cache;
// Node keeps what it makes of our sources: for this process and, by the environment, for those that it starts.
process.env['NODE_COMPILE_CACHE'] ??= path.join(cache, 'compiled');
enableCompileCache(process.env['NODE_COMPILE_CACHE']);

const startedAt = performance.now();
const input = { cache, contentDir, outDir, settings: [site, String(isStrict)] };
try {
  refuseDangerousOutput(outDir);
  if (isUpToDate(input)) console.log(`Nothing has changed since the last build: ${shownOut}/ is up to date.`);
  else if (!(await buildSite())) fail();
} catch (error) {
  console.error(`\n${sayFailure(error)}\n`);
  fail();
} finally {
  await rm(staging, { recursive: true, force: true });
}

/** False if there is nothing new, which has been explained. */
async function buildSite(): Promise<boolean> {
  await mkdir(path.dirname(staging), { recursive: true });
  collectSoon();
  const args = process.argv.slice(2);
  const making = makeSite({ cache, contentDir, staging, site, isStrict, args });
  // Read meanwhile; it takes as long as rendering a chapter.
  const searchPages = await openSearchPages(path.join(cache, 'search-pages'));
  const made = await making;
  if (!made) return false;
  const { problems, digests, found } = made;
  searchPages.add(found);
  const { writeSearchIndex } = await import('./search-index.ts');
  const index = await writeSearchIndex(staging, {
    cacheDir: path.join(cache, 'search'),
    searchPages,
    digests,
  });
  if (site) await writeSitemap(staging, site);
  await replaceFolder(staging, outDir);
  if (problems === 0) rememberBuild(input);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `${index.pages} pages, ${index.records} sections indexed for search, in ${seconds} s → ${shownOut}/`,
  );
  return true;
}

function fail(): void {
  console.error(
    existsSync(outDir) ? 'Nothing was built; the previous output is untouched.' : 'Nothing was built.',
  );
  process.exitCode = 1;
}

/** The output folder is replaced as a whole, so it must not be one that holds anything else. */
function refuseDangerousOutput(folder: string): void {
  const inside = path.relative(folder, process.cwd());
  const holdsProject = inside === '' || (!inside.startsWith('..') && !path.isAbsolute(inside));
  const isForeign =
    existsSync(folder) && !existsSync(path.join(folder, 'index.html')) && readdirSync(folder).length > 0;
  if (!holdsProject && !isForeign) return;
  throw new BuildRefused(
    `OUT_DIR is "${folder}", which ${holdsProject ? 'holds this project' : 'holds files that are no built site'}, and a build replaces its output folder.\nName an empty folder, a new one, or one that an earlier build made.`,
  );
}

/** Moves the new folder into the place of the old one; the old one is gone only when the new one is there. */
async function replaceFolder(from: string, to: string): Promise<void> {
  const old = `${to}.old-${process.pid}`;
  await mkdir(path.dirname(to), { recursive: true });
  if (existsSync(to)) await rename(to, old);
  try {
    await rename(from, to).catch(() => cp(from, to, { recursive: true }));
  } catch (error) {
    await rm(to, { recursive: true, force: true });
    if (existsSync(old)) await rename(old, to);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}
