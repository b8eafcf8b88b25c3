// Options of the commands that do not exist.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test.each([
  ['src/cli/serve.ts', '--help', "Unknown option '--help'"],
  ['src/cli/serve.ts', '--port', "Option '--port <value>' argument missing"],
  ['src/cli/build.ts', '--strikt', "Unknown option '--strikt'"],
])('%s %s is refused with a sentence and the options', (command, option, reason) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [command, option], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain(`${reason}.\nThe options are --strict, `);
  expect(stderr).not.toMatch(/^ +at /m);
});
