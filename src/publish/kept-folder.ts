// A folder of many small files that two builds share: its files are linked, because making 2,000 anew takes longer than
// all the rest. Where a file system has no links they are copied. Anybody who writes into a linked file writes into the
// kept one too, so a kept folder is only used while its files are as they were left.
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** Keeps the folder under the name, in place of an earlier one; never half of it. */
export function keepFolder(folder: string, name: string): void {
  rmSync(name, { recursive: true, force: true });
  share(folder, name);
  writeFileSync(listOf(name), describe(name));
}

/** Puts the kept folder there; false if there is none, or not as it was left. */
export function takeFolder(name: string, target: string): boolean {
  if (!existsSync(listOf(name)) || readFileSync(listOf(name), 'utf8') !== describe(name)) return false;
  share(name, target);
  return true;
}

function listOf(name: string): string {
  return `${name}.files`;
}

function share(from: string, to: string): void {
  for (const file of filesBelow(from)) {
    const target = path.join(to, file);
    mkdirSync(path.dirname(target), { recursive: true });
    try {
      linkSync(path.join(from, file), target);
    } catch {
      cpSync(path.join(from, file), target, { preserveTimestamps: true });
    }
  }
}

function describe(folder: string): string {
  const files = existsSync(folder) ? filesBelow(folder) : [];
  return files
    .map((file) => {
      const { size, mtimeMs } = statSync(path.join(folder, file));
      return `${file} ${size} ${mtimeMs}\n`;
    })
    .join('');
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
