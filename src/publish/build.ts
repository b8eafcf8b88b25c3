// `npm run build`: checks and builds into a staging folder, finishes every page, indexes it for search, and only then
// puts it in the place of the old output. If anything fails, the old output stays as it was.
// `--strict` treats warnings as errors. CONTENT_DIR, OUT_DIR and SITE in the environment choose what and where.
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'astro';
import { openBuildCache } from './build-cache.ts';
import { writeSearchIndex } from './search-index.ts';
import { writeSitemap } from './sitemap.ts';

const outDir = path.resolve(process.env['OUT_DIR'] ?? 'dist');
const staging = path.resolve('.lectern', `staging-${process.pid}`);
if (process.argv.includes('--strict')) process.env['LECTERN_STRICT'] = '1';
process.env['LECTERN_STAGING'] = staging;
const cache = openBuildCache(process.env['CONTENT_DIR'] ?? 'content');
process.env['LECTERN_CACHE'] = cache;
process.env['ASTRO_TELEMETRY_DISABLED'] = '1';

const startedAt = performance.now();
try {
  refuseDangerousOutput(outDir);
  await mkdir(path.dirname(staging), { recursive: true });
  await build({ logLevel: process.argv.includes('--verbose') ? 'info' : 'warn' });
  const index = await writeSearchIndex(staging, { cacheDir: path.join(cache, 'search') });
  if (process.env['SITE']) await writeSitemap(staging, process.env['SITE']);
  await replaceFolder(staging, outDir);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `${index.pages} pages, ${index.records} sections indexed for search, in ${seconds} s → ${path.relative('.', outDir) || '.'}/`,
  );
} catch (error) {
  console.error(`\n${error instanceof Error ? sayError(error) : String(error)}\n`);
  console.error(
    existsSync(outDir) ? 'Nothing was built; the previous output is untouched.' : 'Nothing was built.',
  );
  process.exitCode = 1;
} finally {
  await rm(staging, { recursive: true, force: true });
}

/** Problems of the content are the whole message; anything else is a defect of Lectern and keeps its stack. */
function sayError(error: Error): string {
  return error.name === 'ContentProblems' || error.name === 'BuildRefused'
    ? error.message
    : (error.stack ?? error.message);
}

/** The output folder is replaced as a whole, so it must not be one that holds anything else. */
function refuseDangerousOutput(folder: string): void {
  const inside = path.relative(folder, process.cwd());
  const holdsProject = inside === '' || (!inside.startsWith('..') && !path.isAbsolute(inside));
  const isForeign =
    existsSync(folder) && !existsSync(path.join(folder, 'index.html')) && readdirSync(folder).length > 0;
  if (!holdsProject && !isForeign) return;
  const error = new Error(
    `OUT_DIR is "${folder}", which ${holdsProject ? 'holds this project' : 'holds files that are no built site'}, and a build replaces its output folder.\nName an empty folder, a new one, or one that an earlier build made.`,
  );
  error.name = 'BuildRefused';
  throw error;
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
