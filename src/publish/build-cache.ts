// Where a build keeps what the next one can use again: compiled templates, rendered courses,
// finished pages, the search index.
// Each content folder has its own, which one build uses at a time, and it belongs to one version of the program: what
// another one made is thrown away.
// Not here: what is kept (site-templates.ts, course/course-keeper.ts, site-pages.ts, search-index.ts).
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isRunning } from './running-process.ts';

export interface BuildCache {
  /** Ready to be used. */
  readonly folder: string;
  /** Lets other builds use it. */
  close(): void;
}

/** While another build is at work in the cache, a new one in `ownFolder`, for this build alone. */
export function openBuildCache(contentDir: string, ownFolder: string): BuildCache {
  const name = path.relative('.', path.resolve(contentDir)).replace(/[^a-z0-9]+/gi, '-') || 'root';
  const folder = path.resolve('node_modules/.astro', name);
  const lock = `${folder}.lock`;
  mkdirSync(path.dirname(folder), { recursive: true });
  if (!takeLock(lock)) {
    const alone = path.join(ownFolder, `cache-${process.pid}`);
    mkdirSync(alone, { recursive: true });
    return { folder: alone, close: () => rmSync(alone, { recursive: true, force: true, maxRetries: 3 }) };
  }
  const stamp = path.join(folder, 'program');
  const program = digestOfProgram();
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== program) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(stamp, program);
  }
  return { folder, close: () => rmSync(lock, { force: true }) };
}

/** False if a process that is still at work has it. */
function takeLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const owner = ownerOf(lock);
    if (owner > 0 && isRunning(owner)) return false;
    // Its owner was killed.
    writeFileSync(lock, String(process.pid));
    return true;
  }
}

/** 0 if nobody has it any more. */
function ownerOf(lock: string): number {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return 0;
  }
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
