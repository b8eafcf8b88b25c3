// Astro's part of `npm run build`, a process of its own: its memory is free before pages are written.
// Not here: everything before and after (build.ts).
import { build } from 'astro';
import { sayFailure } from './build-failure.ts';

let isDone = false;
// Without the process that started it, it would go on for nobody.
process.once('disconnect', () => {
  if (!isDone) process.exit(1);
});
try {
  await build({ logLevel: process.argv.includes('--verbose') ? 'info' : 'warn' });
} catch (error) {
  console.error(`\n${sayFailure(error)}\n`);
  process.exitCode = 1;
}
isDone = true;
process.disconnect?.();
