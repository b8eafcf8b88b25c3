// Links by name, [[Page]], as Obsidian and GitHub's wiki write them: a page or a file anywhere in the course, by its name or
// the last part of its path; capitals do not count, and a space is a hyphen.
// Not here: their brackets in a text (dialects/wiki-links.ts), what is found (link-resolver.ts).
import { readdirSync, type Dirent } from 'node:fs';
import path from 'node:path';
import type { SourcePages } from './pages.ts';

export interface WikiTarget {
  /** '' for the file that the link stands in. */
  readonly name: string;
  readonly anchor: string;
  /** What readers see, where it is not what stands last. */
  readonly words?: string;
}

/** What a link may mean: Obsidian writes the page before its words, GitHub's wiki behind them. */
export function wikiTargets(written: string): readonly WikiTarget[] {
  const [first = '', second = ''] = written.split('|').map((part) => part.trim());
  const target = (text: string): { name: string; anchor: string } => {
    const [name = '', ...anchors] = text.split('#');
    return { name: name.trim(), anchor: (anchors.at(-1) ?? '').trim().replace(/^\^/, '') };
  };
  return [target(first), ...(second === '' ? [] : [{ ...target(second), words: first }])];
}

/** Things by their names; of several, the one beside the text that asks comes first. */
export class WikiNames<Found> {
  readonly #byName = new Map<string, { readonly way: string; readonly found: Found }[]>();

  add(file: string, found: Found): void {
    const way = wayOf(file);
    for (const name of new Set([path.posix.basename(way), withoutNumber(path.posix.basename(way))])) {
      const known = this.#byName.get(name);
      if (known) known.push({ way, found });
      else this.#byName.set(name, [{ way, found }]);
    }
  }

  find(written: string, from: string): Found | undefined {
    const wanted = wayOf(written.replace(/^(?:\.{0,2}\/)+/, ''));
    const folder = path.posix.dirname(wayOf(from));
    const named = (this.#byName.get(path.posix.basename(wanted)) ?? []).filter(
      ({ way }) => !wanted.includes('/') || `/${way}`.endsWith(`/${wanted}`),
    );
    return (named.find(({ way }) => path.posix.dirname(way) === folder) ?? named[0])?.found;
  }
}

/** Names of the pages of each course. */
export function pageNames(sources: Iterable<SourcePages>, course: string): WikiNames<SourcePages> {
  const names = new WikiNames<SourcePages>();
  for (const source of sources)
    if (source.pages.some((page) => page.course === course)) names.add(source.name, source);
  return names;
}

/** Names of the files in a course's folder and below; hidden ones are left out, links are not followed. */
export function fileNames(root: string, folder: string): WikiNames<string> {
  const names = new WikiNames<string>();
  const read = (below: string, depth: number): void => {
    if (depth > DEEPEST) return;
    for (const entry of entriesOf(path.join(root, below))) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const name = `${below}/${entry.name}`;
      if (entry.isDirectory()) read(name, depth + 1);
      else if (entry.isFile()) names.add(name, name);
    }
  };
  read(folder, 0);
  return names;
}

const DEEPEST = 20;

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function wayOf(file: string): string {
  return file
    .normalize('NFC')
    .toLowerCase()
    .replace(/\.(?:md|markdown|mdx)$/, '')
    .replace(/[ _-]+/g, '-');
}

function withoutNumber(name: string): string {
  return name.replace(/^\d+[-.]+(?=.)/, '');
}
