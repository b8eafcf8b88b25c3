// `npm run build`: `astro build` with words for what goes wrong. `--strict` treats warnings as errors, `--all` tells each
// of many problems, `--no-mdx` refuses courses that are code; `--site`,
// `--content` and `--out` say what SITE, CONTENT_DIR and OUT_DIR say in the environment. Not here: the build itself
// (astro.config.mjs).
import { build } from 'astro';
import { BuildRefused, nothingBuilt, describeFailure } from '../integrations/build-failure.ts';
import { readOptions } from './options.ts';

const { isStrict, isVerbose, showsAll, outDir } = readOptions(process.argv.slice(2));
if (isStrict) process.env['LECTERN_STRICT'] = '1';
if (showsAll) process.env['LECTERN_ALL'] = '1';
// What Astro writes from a timer fails outside of what is awaited here.
process.once('uncaughtException', (error) => {
  console.error(`\n${describeFailure(error)}\n\n${nothingBuilt(outDir)}`);
  process.exit(1);
});
try {
  refuseOtherAddress(process.env['SITE']);
  await build({ logLevel: isVerbose ? 'info' : 'warn' });
} catch (error) {
  console.error(`\n${describeFailure(error)}\n\n${nothingBuilt(outDir)}`);
  process.exitCode = 1;
}

/** Astro would say so with its own settings and a stack. */
function refuseOtherAddress(site = ''): void {
  if (site === '' || /^https?:$/.test(URL.parse(site)?.protocol ?? '')) return;
  const guess = `https://${site.replace(/^[^a-z0-9]+/i, '')}`;
  throw new BuildRefused(
    `SITE is "${site}", which is no address of a site.\n${
      URL.canParse(guess) && !site.includes(':')
        ? `Did you mean ${guess}?`
        : 'Write it whole, such as https://example.org/courses/.'
    }`,
  );
}
