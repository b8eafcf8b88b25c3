// `npm run build`: `astro build` with readable errors. `--strict` treats warnings as errors, `--all` lists every problem in full,
// `--no-mdx` refuses courses that contain code; `--site`, `--content` and `--out` set SITE, CONTENT_DIR and OUT_DIR.
// Not here: the build itself (astro.config.mjs).
import { build } from 'astro';
import { BuildRefused, nothingBuilt, describeFailure } from '../integrations/build-failure.ts';
import { readOptions } from './options.ts';
import { refusedSite } from './site-address.ts';

const { isStrict, isVerbose, showsAll, outDir } = readOptions(process.argv.slice(2));
if (isStrict) process.env['LECTERN_STRICT'] = '1';
if (showsAll) process.env['LECTERN_ALL'] = '1';
// Astro also writes from timers, whose errors are not part of the awaited build.
process.once('uncaughtException', (error) => {
  console.error(`\n${describeFailure(error)}\n\n${nothingBuilt(outDir)}`);
  process.exit(1);
});
try {
  // Astro would say so with its own settings and a stack, or not at all.
  const refused = refusedSite(process.env['SITE'] ?? '');
  if (refused !== undefined) throw new BuildRefused(refused);
  await build({ logLevel: isVerbose ? 'info' : 'warn' });
} catch (error) {
  console.error(`\n${describeFailure(error)}\n\n${nothingBuilt(outDir)}`);
  process.exitCode = 1;
}
