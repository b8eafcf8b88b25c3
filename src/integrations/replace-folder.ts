// Replaces the output folder by two renames in direct succession, so that a complete site is there at any time. Everything slow,
// such as copying from another disk, comes before. A temporary folder beside the output holds the new and the old site; it is
// identified by a file in it, so that no other folder is mistaken for one.
// Not here: which folders may be replaced (output-folder.ts).
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { BuildRefused } from './build-failure.ts';
import { reasonOf } from './output-folder.ts';

const PREFIX = '.lectern-';
const NOTE = 'lectern.json';

/** Puts `from` in the place of `to`. Throws BuildRefused if it cannot, and then `to` is as it was. */
export function replaceFolder(from: string, to: string): void {
  const parent = path.dirname(to);
  let aside: string | undefined;
  try {
    mkdirSync(parent, { recursive: true });
    aside = mkdtempSync(path.join(parent, PREFIX));
    writeFileSync(path.join(aside, NOTE), JSON.stringify({ output: path.basename(to) }));
    const fresh = path.join(aside, 'new');
    if (statSync(from).dev === statSync(aside).dev) renameSync(from, fresh);
    else cpSync(from, fresh, { recursive: true, preserveTimestamps: true });
    swap(fresh, to, path.join(aside, 'old'));
  } catch (error) {
    if (aside) remove(aside);
    throw new BuildRefused(
      `The output folder "${to}" could not be replaced (${reasonOf(error)}): the disk may be full, or the folder in use or a disk of its own.\nMake room, or name another folder in OUT_DIR that can be renamed, such as one inside it.`,
    );
  }
  remove(aside);
}

/** Recovers from a build that was killed while it replaced the folder: moves an old output back into its place. */
export function finishReplacing(to: string): void {
  const parent = path.dirname(to);
  const names = existsSync(parent) ? readdirSync(parent) : [];
  for (const name of names.filter((each) => each.startsWith(PREFIX))) {
    const aside = path.join(parent, name);
    if (outputOf(aside) !== path.basename(to)) continue;
    const old = path.join(aside, 'old');
    if (!existsSync(to) && existsSync(old)) renameSync(old, to);
    remove(aside);
  }
}

/** Synchronous, so that no signal handler can run in between. */
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

/** The name of the output that the folder was made for; undefined if a build did not make it. */
function outputOf(aside: string): unknown {
  try {
    const note = JSON.parse(readFileSync(path.join(aside, NOTE), 'utf8')) as { readonly output?: unknown };
    return note.output;
  } catch {
    return undefined;
  }
}

/** A failure does no harm, and the next build tries again. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    return;
  }
}
