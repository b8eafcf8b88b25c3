// The new output takes the place of the old: two renamings with nothing between them, so whoever looks finds a whole
// site. Everything slow, such as copying from another disk, is done before. Also clears up after builds that were killed.
// Not here: which folders may be replaced (output-folder.ts).
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { BuildRefused } from '../cli/build-failure.ts';
import { reasonOf } from './output-folder.ts';
import { isRunning } from '../publish/running-process.ts';

/** Where this process keeps the new output beside the old, and the old while the new takes its place. */
export function besideOutput(outDir: string, role: 'new' | 'old', process = pid): string {
  return `${outDir}.${role}-${process}`;
}
const { pid } = process;

/**
 * `mayReplace` is asked when all is ready, and nothing can come between its answer and the end of the swap: if it says
 * no, the old folder stays. True if the new folder is in its place; the old one is removed by then.
 */
export async function replaceFolder(from: string, to: string, mayReplace: () => boolean): Promise<boolean> {
  const [fresh, old] = [besideOutput(to, 'new'), besideOutput(to, 'old')];
  await mkdir(path.dirname(to), { recursive: true });
  try {
    const isFar = statSync(from).dev !== statSync(path.dirname(to)).dev;
    if (isFar) await cp(from, fresh, { recursive: true, preserveTimestamps: true });
    if (!mayReplace()) return false;
    swap(isFar ? fresh : from, to, old);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw new BuildRefused(
      `The output folder "${to}" could not be replaced (${reasonOf(error)}): the disk may be full, or the folder in use or a disk of its own.\nMake room, or name another folder in OUT_DIR that can be renamed, such as one inside it.`,
    );
  }
  await rm(old, { recursive: true, force: true });
  return true;
}

/** Without a pause, so that no signal comes between. */
function swap(fresh: string, to: string, old: string): void {
  const isThere = existsSync(to);
  if (isThere) renameSync(to, old);
  try {
    renameSync(fresh, to);
  } catch (error) {
    if (isThere) renameSync(old, to);
    throw error;
  }
}

/** Removes what builds left that no longer run; an old output that was just out of its place is put back. */
export function clearUpAfterKilled(outDir: string, stagingFolder: string): void {
  const begun = ['staging-', 'cache-'].flatMap((beginning) => leftIn(stagingFolder, beginning));
  for (const { file, owner } of begun) if (!isRunning(owner)) remove(file);
  const beside = path.dirname(outDir);
  for (const { file, owner } of leftIn(beside, `${path.basename(outDir)}.new-`))
    if (!isRunning(owner)) remove(file);
  for (const { file, owner } of leftIn(beside, `${path.basename(outDir)}.old-`)) {
    if (isRunning(owner)) continue;
    if (existsSync(outDir)) remove(file);
    else renameSync(file, outDir);
  }
}

function leftIn(folder: string, beginning: string): { file: string; owner: number }[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => name.startsWith(beginning) && /^\d+$/.test(name.slice(beginning.length)))
    .map((name) => ({ file: path.join(folder, name), owner: Number(name.slice(beginning.length)) }));
}

function remove(file: string): void {
  rmSync(file, { recursive: true, force: true });
}
