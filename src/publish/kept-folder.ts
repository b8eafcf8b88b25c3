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
  shareFolder(folder, name);
  rememberFolder(name);
}

/** From now on the folder is to stay as it is. */
export function rememberFolder(name: string): void {
  writeFileSync(listOf(name), describe(name));
}

/** False if there is no such folder, or if it is not as it was left. */
export function isAsLeft(name: string): boolean {
  return existsSync(listOf(name)) && readFileSync(listOf(name), 'utf8') === describe(name);
}

/** Puts the kept folder there; false if there is none, or not as it was left. */
export function takeFolder(name: string, target: string): boolean {
  if (!isAsLeft(name)) return false;
  shareFolder(name, target);
  return true;
}

function listOf(name: string): string {
  return `${name}.files`;
}

/** Puts all files of a folder into another one. */
export function shareFolder(from: string, to: string): void {
  for (const file of filesBelow(from)) {
    const target = path.join(to, file);
    mkdirSync(path.dirname(target), { recursive: true });
    shareFile(path.join(from, file), target);
  }
}

/** Where a file system has no links, or both lie on different ones, the file is copied. */
export function shareFile(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    cpSync(from, to, { preserveTimestamps: true });
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
