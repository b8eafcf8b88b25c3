// A file by the name that a text gives it. An accented letter can be one sign or a letter and its accent (NFC and NFD):
// macOS and some archives write the one, keyboards the other, and only some disks take them for the same.
// Not here: capitals, which hosts tell apart.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { statsOf } from '../source/source-file.ts';

/** The path as the disk has it, below the root; undefined if there is no such file. */
export function fileSpelled(root: string, name: string): string | undefined {
  if (statsOf(path.join(root, name))?.isFile()) return name;
  if (!/[^\0-\x7f]/.test(name)) return undefined;
  let found = '';
  for (const part of name.split('/')) {
    const next = entrySpelled(path.join(root, found), part);
    if (next === undefined) return undefined;
    found = path.posix.join(found, next);
  }
  return statsOf(path.join(root, found))?.isFile() ? found : undefined;
}

function entrySpelled(folder: string, name: string): string | undefined {
  if (statsOf(path.join(folder, name))) return name;
  const wanted = name.normalize('NFC');
  try {
    return readdirSync(folder).find((entry) => entry.normalize('NFC') === wanted);
  } catch {
    return undefined;
  }
}
