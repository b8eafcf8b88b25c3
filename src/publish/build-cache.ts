// Where a build keeps what the next one can use again: compiled templates, rendered courses,
// finished pages, the search index.
// Each content folder has its own, and it belongs to one version of the program: what another one made is thrown away.
// Not here: what is kept (site-templates.ts, course/course-keeper.ts, site-pages.ts, search-index.ts).
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The cache's folder, ready to be used. */
export function openBuildCache(contentDir: string): string {
  const name = path.relative('.', path.resolve(contentDir)).replace(/[^a-z0-9]+/gi, '-') || 'root';
  const folder = path.resolve('node_modules/.astro', name);
  const stamp = path.join(folder, 'program');
  const program = digestOfProgram();
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== program) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(stamp, program);
  }
  return folder;
}

/** Changes with the sources, the public files, the packages and Node. */
function digestOfProgram(): string {
  const files = ['src', 'public']
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256').update(process.version);
  for (const file of [...files, 'astro.config.mjs', 'package-lock.json']) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}
