// Shell fences that do not say norun: their syntax is checked, nothing is run.
import type { Fence } from './fences.ts';
import { ExampleFailure, type Outcome } from './outcome.ts';
import { isInstalled, run } from './process.ts';

let installed: Promise<boolean> | undefined;

export async function checkShell(fence: Fence): Promise<Outcome> {
  installed ??= isInstalled('bash');
  if (!(await installed)) return { did: 'skipped', reason: 'bash is not installed' };
  const checked = await run('bash', ['-n'], { input: `${fence.code}\n` });
  if (checked.code !== 0) throw new ExampleFailure(fence, `bash does not accept it:\n${checked.stderr}`);
  return { did: 'validated' };
}
