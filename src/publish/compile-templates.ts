// Astro's part of `npm run build`, a process of its own: its memory is free before pages are written.
// Not here: everything before and after (build.ts).
import { build } from 'astro';
import { sayFailure } from '../cli/build-failure.ts';
import { endWithParent } from './end-with-parent.ts';

const done = endWithParent();
try {
  await build({ logLevel: process.argv.includes('--verbose') ? 'info' : 'warn' });
} catch (error) {
  console.error(`\n${sayFailure(error)}\n`);
  process.exitCode = 1;
}
done();
