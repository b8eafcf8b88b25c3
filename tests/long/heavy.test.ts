// `npm run test:long`: each heavy input at its full size, in a process that may have 1.5 GB. Prints seconds and megabytes.
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { HEAVY_INPUTS } from '../security/heavy-inputs.ts';

/** A hang, on any machine. */
const HANGS_AFTER_MS = 120_000;
const WORKER = 'tests/security/heavy-worker.ts';

test.each(HEAVY_INPUTS)('$name ends, and within 1.5 GB', ({ name, refused }) => {
  const output = execFileSync(process.execPath, ['--max-old-space-size=1200', WORKER, name], {
    encoding: 'utf8',
    timeout: HANGS_AFTER_MS,
  });
  const { seconds, megabytes, codes } = JSON.parse(output) as {
    seconds: number;
    megabytes: number;
    codes: string[];
  };
  console.log(`${name}: ${seconds.toFixed(1)} s, ${Math.round(megabytes)} MB, ${codes.join(', ') || 'read'}`);
  expect(megabytes).toBeLessThan(1500);
  if (refused !== undefined) expect(codes).toEqual([refused]);
});
