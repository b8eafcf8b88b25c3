// Which output folders a build refuses, and why: the build replaces the whole folder, so it must hold nothing but a built site.
// Not here: replacing it (replace-folder.ts).
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { BuildRefused } from './build-failure.ts';

export interface OutputPlace {
  /** As `realPlace` gives it. */
  readonly outDir: string;
  readonly contentDir: string;
  /** The program's folder, in which `public` and `src` lie. */
  readonly projectDir: string;
  /** File that records which entries the builds of this project have written. */
  readonly memory: string;
}

/** Entries at the root of every site; a course's folder is recognized by its cover. */
const SITE_ENTRIES = [
  'index.html',
  '404.html',
  'llms.txt',
  'llms-full.txt',
  'manifest.webmanifest',
  'offline.html',
  'service-worker.js',
  'sitemap-index.xml',
  'sitemap-0.xml',
  'assets',
  'fonts',
  'pagefind',
  'search',
  'notebook',
];
/** Files that file managers create by themselves. */
const LITTER = ['.DS_Store', 'Thumbs.db', 'desktop.ini'];
const REMEDY = 'Name another folder in OUT_DIR: an empty one, a new one, or one that an earlier build made.';

/** The folder with symbolic links resolved, also for one that does not exist yet. */
export function realPlace(folder: string): string {
  const whole = path.resolve(folder);
  const parent = path.dirname(whole);
  if (existsSync(whole)) return realpathSync(whole);
  return parent === whole ? whole : path.join(realPlace(parent), path.basename(whole));
}

/** Throws BuildRefused if a build must not replace this folder, or cannot. */
export function refuseDangerousOutput(place: OutputPlace): void {
  const { outDir, contentDir, projectDir } = place;
  if (holds(outDir, projectDir)) refuse(outDir, 'holds this project');
  if (holds(outDir, homedir())) refuse(outDir, 'holds your home folder');
  if (holds(outDir, contentDir)) refuse(outDir, 'holds the texts of the courses');
  for (const read of [contentDir, path.join(projectDir, 'public'), path.join(projectDir, 'src')]) {
    if (holds(realPlace(read), outDir)) refuse(outDir, `lies in "${read}", which a build reads`);
  }
  // Astro's cache and the staging folder are there.
  for (const used of ['.astro', 'node_modules'].map((name) => path.join(projectDir, name))) {
    if (holds(realPlace(used), outDir)) refuse(outDir, `lies in "${used}", in which a build works`);
  }
  for (const used of ['.astro', 'node_modules/.astro']) refuseUnwritableWork(path.join(projectDir, used));
  if (!existsSync(outDir)) {
    refuseUnusable(outDir);
    return refuseUnwritable(outDir);
  }
  if (!statSync(outDir).isDirectory()) refuse(outDir, 'is a file');
  const entries = readdirSync(outDir).filter((name) => !LITTER.includes(name));
  if (entries.length > 0 && !isOurPage(path.join(outDir, 'index.html')))
    refuse(outDir, 'holds files that are no built site');
  const foreign = foreignEntries(entries, place);
  if (foreign.length > 0)
    refuse(
      outDir,
      `holds ${listed(foreign)}, which no build made`,
      'What hosts ask for belongs into public/, from where each build copies it.',
    );
  refuseUnwritable(outDir);
}

/** Records the site's entries, so that the next build recognizes them even when their source is gone. */
export function rememberOutput({ outDir, memory }: OutputPlace): void {
  const others = Object.entries(recall(memory)).filter(([folder]) => existsSync(folder));
  mkdirSync(path.dirname(memory), { recursive: true });
  writeFileSync(memory, JSON.stringify({ ...Object.fromEntries(others), [outDir]: readdirSync(outDir) }));
}

function foreignEntries(
  entries: readonly string[],
  { outDir, contentDir, projectDir, memory }: OutputPlace,
): string[] {
  const sources = [contentDir, path.join(projectDir, 'public')].filter((folder) => existsSync(folder));
  const known = new Set([
    ...SITE_ENTRIES,
    ...(recall(memory)[outDir] ?? []),
    ...sources.flatMap((folder) => readdirSync(folder)),
  ]);
  return entries.filter((name) => !known.has(name) && !isOurPage(path.join(outDir, name, 'index.html')));
}

function recall(memory: string): Readonly<Record<string, readonly string[]>> {
  try {
    return JSON.parse(readFileSync(memory, 'utf8')) as Record<string, readonly string[]>;
  } catch {
    return {}; // Nothing was built here yet, or the record was lost.
  }
}

/** Recognized by the attribute that layouts/Base.astro writes on every page. */
function isOurPage(file: string): boolean {
  return existsSync(file) && /<html\b[^>]*\sdata-root="/.test(readFileSync(file, 'utf8').slice(0, 2_000));
}

/** Refuses names that no folder can have, and broken links, before the build instead of after it. */
function refuseUnusable(outDir: string): void {
  let isLink = false;
  try {
    isLink = lstatSync(outDir, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  } catch (error) {
    if (reasonOf(error) !== 'ENAMETOOLONG') return;
    throw new BuildRefused(`The output folder "${outDir}" cannot be made (${reasonOf(error)}).\n${REMEDY}`);
  }
  if (isLink) refuse(outDir, 'is a link that leads nowhere');
}

/** Astro writes there from a timer, where a failure could only be reported as a stack trace. */
function refuseUnwritableWork(folder: string): void {
  let there = folder;
  while (!existsSync(there)) there = path.dirname(there);
  try {
    rmdirSync(mkdtempSync(path.join(there, '.lectern-')));
  } catch (error) {
    throw new BuildRefused(
      `Nothing can be written into "${there}" (${reasonOf(error)}), where a build keeps its work.\nChange its permissions, or build in a copy of the project.`,
    );
  }
}

/** Tries to write where the folder will be created, which reveals permissions, read-only disks and files in the way. */
function refuseUnwritable(outDir: string): void {
  let parent = path.dirname(outDir);
  while (!existsSync(parent)) parent = path.dirname(parent);
  try {
    rmdirSync(mkdtempSync(path.join(parent, '.lectern-')));
  } catch (error) {
    throw new BuildRefused(
      `The output folder "${outDir}" cannot be made: nothing can be written into "${parent}" (${reasonOf(error)}).\nName a folder in OUT_DIR that you may write beside.`,
    );
  }
}

export function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code ?? String(error);
}

function holds(folder: string, inner: string): boolean {
  const way = path.relative(folder, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `"${name}"`);
  const rest = names.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}

function refuse(outDir: string, what: string, hint = ''): never {
  throw new BuildRefused(
    [`The output folder "${outDir}" ${what}. A build replaces its output folder as a whole.`, hint, REMEDY]
      .filter(Boolean)
      .join('\n'),
  );
}
