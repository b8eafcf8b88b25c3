// A digest of the code that turns Markdown into HTML: when it changes, kept pages are rendered again.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOMS = ['src/markdown', 'src/figures', 'src/sim', 'src/course', 'src/languages'];
const LOCK = 'package-lock.json';

/** Computed once a process; the working folder is the project's, as in every npm script. */
export const rendererVersion = digestOf(ROOMS.flatMap(filesBelow).concat(LOCK));

function digestOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
