// Astro's part of `npm run build`, a process of its own: its memory is free before the search index is made.
// Tells the process that started it how many warnings there were. Not here: everything before and after (build.ts).
import { subscribe } from 'node:diagnostics_channel';
import { build } from 'astro';
import { sayFailure } from './build-failure.ts';

let problems = 0;
let isDone = false;
// Without the process that started it, a build would go on for nobody.
process.once('disconnect', () => {
  if (!isDone) process.exit(1);
});
subscribe('lectern:content-problems', (message) => (problems = (message as readonly unknown[]).length));
try {
  await build({ logLevel: process.argv.includes('--verbose') ? 'info' : 'warn' });
  process.send?.({ problems });
} catch (error) {
  console.error(`\n${sayFailure(error)}\n`);
  process.exitCode = 1;
}
isDone = true;
process.disconnect?.();
