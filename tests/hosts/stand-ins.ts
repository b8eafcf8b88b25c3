// Runs a recipe's shell commands in a folder of its own, with stand-ins for the commands that would build or publish:
// they do nothing and write down how they were called. Not here: what the calls should be.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeServerFolder, type HostRoot } from './host-root.ts';

export interface ShellRun {
  /** Where the commands ran; to be removed. */
  readonly place: HostRoot;
  /** Each call of a stand-in: its name and arguments. */
  readonly calls: readonly (readonly string[])[];
}

/** `prepare` puts into the folder what the commands expect there. Throws with the shell's words if a command fails. */
export function runShell(
  commands: readonly string[],
  standIns: readonly string[],
  prepare: (folder: string) => void = () => undefined,
): ShellRun {
  const place = makeServerFolder();
  const tools = path.join(place.folder, '.tools');
  const log = path.join(tools, 'calls');
  mkdirSync(tools);
  writeFileSync(log, '');
  for (const name of standIns) {
    const file = path.join(tools, name);
    writeFileSync(file, `#!/bin/sh\nprintf '%s\\n' ${name} "$@" >> '${log}'\necho >> '${log}'\n`);
    chmodSync(file, 0o755);
  }
  prepare(place.folder);
  const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', commands.join('\n')], {
    cwd: place.folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${tools}${path.delimiter}${process.env['PATH'] ?? ''}` },
  });
  if (status !== 0) {
    place.remove();
    throw new Error(`The recipe's commands ended with ${String(status)}:\n${stdout}${stderr}`);
  }
  const calls = readFileSync(log, 'utf8').split('\n\n').filter(Boolean);
  return { place, calls: calls.map((call) => call.split('\n')) };
}
