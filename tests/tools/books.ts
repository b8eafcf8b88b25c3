// The books of this folder, each a project of another tool as its author would have it, in one file: `-- path --` begins a
// file of it. Not here: what must come of them (tools.test.ts).
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface BookFile {
  readonly name: string;
  readonly text: string;
}

/** Names of the tools of which there is a book. */
export const TOOLS: readonly string[] = readdirSync(import.meta.dirname, { withFileTypes: true }).flatMap(
  (entry) => (entry.isDirectory() ? [entry.name] : []),
);

export function filesOf(tool: string): BookFile[] {
  const text = readFileSync(path.join(import.meta.dirname, tool, 'book.txt'), 'utf8');
  const [, ...parts] = text.split(/^-- (\S+) --\n/m);
  return parts.flatMap((name, index) => (index % 2 === 0 ? [{ name, text: parts[index + 1] ?? '' }] : []));
}

/** Writes the book as a folder, which is a course when its parent is the content folder. */
export function writeBook(tool: string, folder: string): void {
  for (const { name, text } of filesOf(tool)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
