// Writes the pages and files of the site that the templates make of the courses. A page whose key an earlier build saw
// is taken from there. Not here: the templates (site-templates.ts), what a page is made of (src/pages).
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { shareFile } from './kept-folder.ts';
import type { SitePage } from './page-renderer.ts';

interface KeptPage {
  readonly key: string;
  /** Of its bytes. */
  readonly digest: string;
  readonly size: number;
  readonly mtimeMs: number;
}

type Manifest = Readonly<Record<string, KeptPage>>;

/** Where pages are written to, where those with a key are kept for the next build, and who hears of new ones. */
export interface PageOutput {
  readonly target: string;
  readonly kept: string;
  onNew(name: string, digest: string, bytes: Uint8Array): void;
}

/**
 * Writes all pages and gives the digest of each by its name. A kept page is used while its file is as it was left: it
 * may be the same file as the one in the last output.
 */
export async function writePages(
  pages: readonly SitePage[],
  { target, kept, onNew }: PageOutput,
): Promise<ReadonlyMap<string, string>> {
  const before = readManifest(kept);
  const now: Record<string, KeptPage> = {};
  const digests = new Map<string, string>();
  const folders = new Set<string>();
  const prepare = (file: string): string => {
    const folder = path.dirname(file);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    return file;
  };
  for (const page of pages) {
    const { name, key } = page;
    if (digests.has(name)) continue;
    const file = prepare(path.join(target, name));
    const keptFile = path.join(kept, name);
    const old = before[name];
    if (key !== undefined && old?.key === key && isAsLeft(keptFile, old)) {
      now[name] = old;
      digests.set(name, old.digest);
      shareFile(keptFile, file);
      continue;
    }
    const bytes = await page.render();
    const digest = createHash('sha1').update(bytes).digest('base64url');
    digests.set(name, digest);
    if (key === undefined) writeFileSync(file, bytes);
    else {
      now[name] = { key, digest, ...keep(prepare(keptFile), bytes) };
      shareFile(keptFile, file);
    }
    onNew(name, digest, bytes);
  }
  for (const name of Object.keys(before)) if (!(name in now)) rmSync(path.join(kept, name), { force: true });
  mkdirSync(kept, { recursive: true });
  writeFileSync(manifestOf(kept), JSON.stringify(now));
  return digests;
}

/** A new file, never the old one with other bytes: that may be part of the last output, which stays as it is. */
function keep(file: string, bytes: Uint8Array): Pick<KeptPage, 'size' | 'mtimeMs'> {
  rmSync(file, { force: true });
  writeFileSync(file, bytes);
  const { size, mtimeMs } = statSync(file);
  return { size, mtimeMs };
}

function isAsLeft(file: string, { size, mtimeMs }: KeptPage): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.size === size && found.mtimeMs === mtimeMs;
}

function manifestOf(kept: string): string {
  return `${kept}.json`;
}

/** One that cannot be read is as good as none. */
function readManifest(kept: string): Manifest {
  try {
    return JSON.parse(readFileSync(manifestOf(kept), 'utf8')) as Manifest;
  } catch {
    return {};
  }
}
