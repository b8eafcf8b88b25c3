// `npm run build`: `astro build` with words for what goes wrong. `--strict` treats warnings as errors, `--all` tells each of many problems; `--site`,
// `--content` and `--out` say what SITE, CONTENT_DIR and OUT_DIR say in the environment. Not here: the build itself
// (astro.config.mjs).
import { build } from 'astro';
import { nothingBuilt, sayFailure } from '../integrations/build-failure.ts';
import { readOptions } from './options.ts';

const { isStrict, isVerbose, showsAll, outDir } = readOptions(process.argv.slice(2));
if (isStrict) process.env['LECTERN_STRICT'] = '1';
if (showsAll) process.env['LECTERN_ALL'] = '1';
try {
  await build({ logLevel: isVerbose ? 'info' : 'warn' });
} catch (error) {
  console.error(`\n${sayFailure(error)}\n\n${nothingBuilt(outDir)}`);
  process.exitCode = 1;
}
