// A course's folder and all below it, as a tree: the pages of each folder, its own page, and what another tool's files say
// of order and names. Not here: which of them become chapters, and in which order (course-folder.ts).
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { readHabits, type Habits } from './front-matter-of-others.ts';
import {
  MARKDOWN_LISTS,
  readCategory,
  readMarkdownList,
  readYamlList,
  siteCollections,
  siteTitle,
  tomlTitle,
  YAML_LISTS,
  type OrderEntry,
} from './reading-order.ts';
import { withoutMarks } from './page-text.ts';
import type { Problem } from '../problems.ts';
import { readSettingsList } from './settings-lists.ts';
import { isFolder, listed as filesIn, MARKDOWN, readSource, type SourceFile } from './source-file.ts';

/** A file of Markdown before its place in the course is known. */
export interface Leaf {
  readonly source: SourceFile;
  /** Its name without number and extension. */
  readonly bare: string;
  readonly number: number | undefined;
  readonly habits: Habits;
}

export interface Branch {
  /** Path below the content folder. */
  readonly name: string;
  readonly bare: string;
  readonly number: number | undefined;
  readonly index: SourceFile | undefined;
  readonly leaves: readonly Leaf[];
  readonly branches: readonly Branch[];
  readonly list: readonly OrderEntry[];
  /** The file that its list calls the first of all, without extension; '' for none. */
  readonly cover: string;
  readonly listName: string;
  /** Where another tool's settings say that the pages lie, as a path below the content folder; '' for none. */
  readonly home: string;
  /** What another tool calls the folder; '' if nothing does. */
  readonly stated: { readonly title: string; readonly order: number | undefined };
}

export const COVERS = /^(?:index|_index|readme)$/i;
const DEEPEST_FOLDER = 20;

export function readBranch(
  root: string,
  folder: string,
  problems: Problem[],
  seen = new Set<string>(),
): Branch {
  const full = path.join(root, folder);
  seen.add(realpathSync(full));
  const names = withCollections(root, folder, filesIn(full, problems), problems);
  const leaves: Leaf[] = [];
  const branches: Branch[] = [];
  const covers: SourceFile[] = [];
  const lists = new Map<string, string>();
  for (const name of names) {
    const below = `${folder}/${name}`;
    const lower = name.toLowerCase();
    if (isFolder(root, below)) {
      // A link may lead back up.
      if (seen.has(realpathSync(path.join(root, below))) || folder.split('/').length > DEEPEST_FOLDER)
        continue;
      const branch = readBranch(root, below, problems, seen);
      if (branch.index || branch.leaves.length > 0 || branch.branches.length > 0) branches.push(branch);
    } else if (isSettings(lower)) {
      lists.set(lower, readSource(root, below, problems)?.text ?? '');
    } else if (MARKDOWN.test(name) && (!name.startsWith('_') || /^_index\./i.test(name))) {
      const source = readSource(root, below, problems);
      if (!source) continue;
      if (COVERS.test(name.replace(MARKDOWN, ''))) covers.push(source);
      else leaves.push(leafOf(source, name.replace(MARKDOWN, '')));
    }
  }
  for (const name of filesIn(path.join(full, VITEPRESS), []).filter((each) =>
    /^config\.m?[jt]s$/.test(each),
  )) {
    if (isFolder(root, `${folder}/${VITEPRESS}`))
      lists.set(VITEPRESS, readSource(root, `${folder}/${VITEPRESS}/${name}`, problems)?.text ?? '');
  }
  adoptPages(branches, leaves);
  const index = covers.find(({ name }) => !/readme\.\w+$/i.test(name)) ?? covers[0];
  const rest = covers.filter((cover) => cover !== index);
  const base = path.posix.basename(folder);
  const order = orderIn(lists, folder);
  return {
    name: folder,
    ...numbered(base),
    index,
    leaves: [
      ...leaves,
      ...rest.map((source) => leafOf(source, path.posix.basename(source.name).replace(MARKDOWN, ''))),
    ],
    branches,
    list: order.entries,
    cover: order.cover,
    listName: order.name,
    home: order.home,
    stated: category(lists, order.title, index),
  };
}

/** Jekyll keeps the pages of a collection in a folder whose name begins with "_", which elsewhere means a draft. */
function withCollections(root: string, folder: string, names: string[], problems: Problem[]): string[] {
  if (!names.includes(JEKYLL)) return names;
  const collections = siteCollections(readSource(root, `${folder}/${JEKYLL}`, problems)?.text ?? '');
  return [
    ...names,
    ...collections.map((name) => `_${name}`).filter((name) => isFolder(root, `${folder}/${name}`)),
  ];
}

/** A folder's own page may have its name, in it (Docusaurus) or beside it (Notion, notes). */
function adoptPages(branches: Branch[], leaves: Leaf[]): void {
  const isNamed = (branch: Branch, { source }: Leaf): boolean =>
    path.posix.basename(source.name).replace(MARKDOWN, '') === path.posix.basename(branch.name);
  for (const [at, branch] of branches.entries()) {
    if (branch.index) continue;
    const place = [branch.leaves, leaves].find((each) => each.some((leaf) => isNamed(branch, leaf)));
    const own = place?.find((leaf) => isNamed(branch, leaf));
    if (!own || own.habits.isDraft) continue;
    const { order, label } = own.habits;
    branches[at] = {
      ...branch,
      index: own.source,
      leaves: branch.leaves.filter((leaf) => leaf !== own),
      stated: { title: branch.stated.title || label, order: branch.stated.order ?? order },
    };
    if (place === leaves) leaves.splice(leaves.indexOf(own), 1);
  }
}

/** Settings with the book's title; where its pages lie. */
const BOOKS: ReadonlyMap<string, string> = new Map([
  ['book.toml', 'src'],
  ['hugo.toml', 'content'],
  ['config.toml', 'content'],
]);
const VITEPRESS = '.vitepress';
/** Settings in JavaScript, and where their pages lie. */
const SETTINGS: readonly (readonly [name: RegExp, home: string])[] = [
  [/^sidebars\.[cm]?[jt]s$/, 'docs'],
  [/^docusaurus\.config\.[cm]?[jt]s$/, 'docs'],
  [/^astro\.config\.[cm]?[jt]s$/, 'src/content/docs'],
];
const JEKYLL = '_config.yml';

function isSettings(name: string): boolean {
  return (
    [...MARKDOWN_LISTS, ...YAML_LISTS, ...CATEGORIES, JEKYLL].includes(name) ||
    BOOKS.has(name) ||
    SETTINGS.some(([each]) => each.test(name))
  );
}

/** Docusaurus names a folder and its place here. */
const CATEGORIES = ['_category_.json', '_category_.yml', '_category_.yaml'];

function category(
  lists: ReadonlyMap<string, string>,
  listTitle: string,
  index: SourceFile | undefined,
): Branch['stated'] {
  const { label, position } = readCategory(CATEGORIES.map((name) => lists.get(name) ?? '').join(''));
  const order = position ?? (index ? readHabits(index.text).order : undefined);
  return { title: label || listTitle, order };
}

interface FoundOrder {
  readonly entries: readonly OrderEntry[];
  readonly name: string;
  readonly title: string;
  readonly cover: string;
  readonly home: string;
}

/** The first list that names files, with its paths below the content folder. */
function orderIn(lists: ReadonlyMap<string, string>, folder: string): FoundOrder {
  let title = '';
  let cover = '';
  let home = '';
  for (const [name, pages] of BOOKS) {
    const text = lists.get(name);
    if (text === undefined) continue;
    title ||= tomlTitle(text);
    home ||= path.posix.join(folder, pages);
  }
  const found = (name: string, entries: readonly OrderEntry[], base: string): FoundOrder => ({
    name,
    title,
    home,
    cover: cover === '' ? '' : path.posix.join(base, cover.replace(MARKDOWN, '')),
    entries: entries.map((entry) => ({
      ...entry,
      path: path.posix.normalize(path.posix.join(base, entry.path)),
    })),
  });
  for (const name of YAML_LISTS) {
    const text = lists.get(name);
    const list = text === undefined ? undefined : readYamlList(name, text);
    if (!list) continue;
    title ||= list.title;
    cover ||= list.cover;
    const base = path.posix.join(folder, list.folder);
    if (list.folder !== '') home ||= base;
    if (list.entries.length > 0) return found(name, list.entries, base);
  }
  for (const name of MARKDOWN_LISTS) {
    const entries = readMarkdownList(lists.get(name) ?? '');
    if (entries.length > 0) return found(name, entries, folder);
  }
  let settings: FoundOrder | undefined;
  for (const [name, text] of lists) {
    const pages = name === VITEPRESS ? '' : SETTINGS.find(([each]) => each.test(name))?.[1];
    if (pages === undefined) continue;
    const list = readSettingsList(text, name.startsWith('sidebars'));
    if (pages !== '' && (name !== ASTRO || /starlight/.test(text))) home ||= path.posix.join(folder, pages);
    if (!list) continue;
    title ||= list.title;
    if (list.entries.length > 0) settings ??= found(name, list.entries, path.posix.join(folder, pages));
  }
  title ||= siteTitle(lists.get(JEKYLL) ?? '');
  return settings ? { ...settings, title, home } : { entries: [], name: '', title, cover: '', home };
}

const ASTRO = 'astro.config.mjs';

export function leafOf(source: SourceFile, base: string): Leaf {
  return { source, ...numbered(base), habits: readHabits(source.text) };
}

export function numbered(base: string): { readonly bare: string; readonly number: number | undefined } {
  const name = withoutMarks(base).replace(/^_(?=[a-z])/i, '');
  // The day of a post, by which Jekyll orders.
  const [, year, month, day, post] = /^(\d{4})-(\d\d)-(\d\d)-(.+)$/s.exec(name) ?? [];
  if (post !== undefined) return { bare: post, number: Number(`${year}${month}${day}`) };
  const [, number, bare] = /^(\d+)[-_. ]+(.+)$/s.exec(name) ?? [];
  return bare === undefined ? { bare: name, number: undefined } : { bare, number: Number(number) };
}
