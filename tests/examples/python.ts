// Python fences: compiled by python3; run as well where a result fence follows.
import type { Fence } from './fences.ts';
import { ExampleFailure, compareResult, type Outcome } from './outcome.ts';
import { isInstalled, run } from './process.ts';

const COMPILE = 'import sys; compile(sys.stdin.read(), "fence", "exec", dont_inherit=True)';
let installed: Promise<boolean> | undefined;

export async function checkPython(fence: Fence): Promise<Outcome> {
  installed ??= isInstalled('python3');
  if (!(await installed)) return { did: 'skipped', reason: 'python3 is not installed' };
  const compiled = await run('python3', ['-I', '-c', COMPILE], { input: fence.code });
  if (compiled.code !== 0)
    throw new ExampleFailure(fence, `python3 does not compile it:\n${compiled.stderr}`);
  if (!fence.result) return { did: 'validated' };
  const ran = await run('python3', ['-I', '-'], { input: fence.code, env: { TZ: 'UTC' } });
  if (ran.timedOut) throw new ExampleFailure(fence, 'python3 did not end within 15 s.');
  if (ran.code !== 0)
    throw new ExampleFailure(fence, `python3 ends with ${String(ran.code)}:\n${ran.stderr}`);
  return { did: 'executed', rewrite: compareResult(fence, ran.stdout) };
}
