// A course's folder, with all below it → its cover, its glossary and its chapters in reading order. Sub-folders are parts.
// Order: a list that another tool keeps, else the number in a name, else front matter, else names as people sort them.
// Not here: which folders are courses (content-folder.ts), what the texts mean (read-course.ts).
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { addressOf, freeAddresses } from './addresses.ts';
import { readHabits, type Habits } from './front-matter-of-others.ts';
import {
  MARKDOWN_LISTS,
  bookTitle,
  readCategory,
  readMarkdownList,
  readYamlList,
  YAML_LISTS,
  type OrderEntry,
} from './reading-order.ts';
import type { Problem } from '../problems.ts';
import { isFolder, listed as filesIn, MARKDOWN, readSource, type SourceFile } from './source-file.ts';

export interface ChapterFile {
  readonly id: string;
  /** For want of a title in the text. */
  readonly fallbackTitle: string;
  readonly source: SourceFile;
  /** Title of the part that it belongs to; '' for none. */
  readonly part: string;
}

export interface CourseFolder {
  /** As another tool's settings say it; '' for none. */
  readonly title: string;
  readonly index: SourceFile | undefined;
  readonly glossary: SourceFile | undefined;
  readonly chapters: readonly ChapterFile[];
  /** True if there is no file in it at all. */
  readonly isEmpty: boolean;
}

/** Pages of each course besides its chapters, its cover and its glossary. */
export const RESERVED_CHAPTERS = ['topics', 'figures', 'print'];

/** A file of Markdown before its place in the course is known. */
interface Leaf {
  readonly source: SourceFile;
  /** Its name without number and extension. */
  readonly bare: string;
  readonly number: number | undefined;
  readonly habits: Habits;
}

interface Branch {
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
  /** What another tool calls the folder; '' if nothing does. */
  readonly stated: { readonly title: string; readonly order: number | undefined };
}

const COVERS = /^(?:index|_index|readme)$/i;
const DEEPEST_FOLDER = 20;

export function readCourseFolder(root: string, folder: string, problems: Problem[]): CourseFolder {
  const top = readBranch(root, folder, problems, new Set());
  // A whole project was put here: its chapters lie in "docs" or "src", or further down.
  const way = [top];
  for (let at = top; at.leaves.length === 0 && at.branches.length === 1;) {
    const [only] = at.branches;
    if (!only || isBundle(only)) break;
    way.push((at = only));
  }
  const trunk = way.at(-1) ?? top;
  const covers = way.flatMap((each) => (each.index ? [{ source: each.index, bare: each.bare }] : []));
  const listed = [...top.leaves, ...trunk.leaves].find(
    ({ source }) => source.name.replace(MARKDOWN, '') === trunk.cover,
  );
  const index = covers[0]?.source ?? listed?.source;
  const glossary = [...top.leaves, ...trunk.leaves].find((leaf) => isGlossary(leaf))?.source;
  const isChapter = (leaf: Leaf): boolean =>
    leaf.source !== glossary && leaf.source !== index && !leaf.habits.isDraft;
  const inner = covers.slice(1).map(({ source, bare }) => leafOf(source, bare));
  const list = top.list.length > 0 ? top : trunk;
  const found = [...inner.map((leaf) => ({ leaf, part: '' })), ...flatten(trunk, '', isChapter)];
  const ordered = inListedOrder(found, list, problems);
  return {
    title: way.map(({ stated }) => stated.title).findLast(Boolean) ?? '',
    index,
    glossary,
    chapters: withIds(ordered, folder, glossary !== undefined, problems),
    isEmpty: filesIn(path.join(root, folder), []).length === 0,
  };
}

function readBranch(root: string, folder: string, problems: Problem[], seen: Set<string>): Branch {
  const full = path.join(root, folder);
  seen.add(realpathSync(full));
  const names = filesIn(full, problems);
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
    } else if ([...MARKDOWN_LISTS, ...YAML_LISTS, ...CATEGORIES, BOOK].includes(lower)) {
      lists.set(lower, readSource(root, below, problems)?.text ?? '');
    } else if (MARKDOWN.test(name) && (!name.startsWith('_') || /^_index\./i.test(name))) {
      const source = readSource(root, below, problems);
      if (!source) continue;
      if (COVERS.test(name.replace(MARKDOWN, ''))) covers.push(source);
      else leaves.push(leafOf(source, name.replace(MARKDOWN, '')));
    }
  }
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
    stated: category(lists, order.title, index),
  };
}

const BOOK = 'book.toml';
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
}

/** The first list that names files, with its paths below the content folder. */
function orderIn(lists: ReadonlyMap<string, string>, folder: string): FoundOrder {
  let title = bookTitle(lists.get(BOOK) ?? '');
  let cover = '';
  const found = (name: string, entries: readonly OrderEntry[], base: string): FoundOrder => ({
    name,
    title,
    cover: cover === '' ? '' : path.posix.join(base, cover.replace(MARKDOWN, '')),
    entries: entries.map((entry) => ({
      ...entry,
      path: path.posix.normalize(path.posix.join(base, entry.path)),
    })),
  });
  for (const name of YAML_LISTS) {
    const text = lists.get(name);
    const list = text === undefined ? undefined : readYamlList(name, text);
    title ||= list?.title ?? '';
    cover ||= list?.cover ?? '';
    if (list && list.entries.length > 0)
      return found(name, list.entries, path.posix.join(folder, list.folder));
  }
  for (const name of MARKDOWN_LISTS) {
    const entries = readMarkdownList(lists.get(name) ?? '');
    if (entries.length > 0) return found(name, entries, folder);
  }
  return { entries: [], name: '', title, cover: '' };
}

function leafOf(source: SourceFile, base: string): Leaf {
  return { source, ...numbered(base), habits: readHabits(source.text) };
}

function numbered(base: string): { readonly bare: string; readonly number: number | undefined } {
  const [, number, bare] = /^(\d+)[-_. ]+(.+)$/s.exec(base) ?? [];
  return bare === undefined ? { bare: base, number: undefined } : { bare, number: Number(number) };
}

function isGlossary({ source }: Leaf): boolean {
  return /^glossary$/i.test(path.posix.basename(source.name).replace(MARKDOWN, ''));
}

interface Placed {
  readonly leaf: Leaf;
  readonly part: string;
}

const SORTED = new Intl.Collator('en', { numeric: true });

/** The chapters of a folder and of those below it, in order, each with the title of its part. */
function flatten(branch: Branch, part: string, isChapter: (leaf: Leaf) => boolean): Placed[] {
  const items = [
    ...branch.leaves.filter(isChapter).map((leaf) => ({
      key: leaf.number ?? leaf.habits.order ?? Infinity,
      isFolder: false,
      name: path.posix.basename(leaf.source.name),
      chapters: (): Placed[] => [{ leaf, part }],
    })),
    ...branch.branches.map((each) => ({
      key: each.number ?? each.stated.order ?? Infinity,
      isFolder: true,
      name: path.posix.basename(each.name),
      chapters: (): Placed[] => chaptersOf(each, part, isChapter),
    })),
  ];
  items.sort(
    (a, b) =>
      (a.key === b.key ? 0 : a.key - b.key) ||
      Number(a.isFolder) - Number(b.isFolder) ||
      SORTED.compare(a.name, b.name),
  );
  return items.flatMap(({ chapters }) => chapters());
}

/** A folder that holds a chapter and what belongs to it, such as its pictures (Hugo, Docusaurus). */
function isBundle({ leaves, branches, index }: Branch): boolean {
  return index !== undefined && leaves.length === 0 && branches.length === 0;
}

function chaptersOf(branch: Branch, above: string, isChapter: (leaf: Leaf) => boolean): Placed[] {
  const { index } = branch;
  if (index && isBundle(branch)) {
    const leaf = leafOf(index, branch.bare);
    return isChapter(leaf) ? [{ leaf, part: above }] : [];
  }
  const title = branch.stated.title || (index && titleIn(index.text)) || humanise(branch.bare);
  const part = above === '' ? title : `${above} · ${title}`;
  const opening = index && hasText(index.text) ? [{ leaf: leafOf(index, branch.bare), part }] : [];
  return [...opening, ...flatten(branch, part, isChapter)];
}

/** What a list names, in its order and with its groups as parts; the rest behind it. */
function inListedOrder(
  found: readonly Placed[],
  { list, listName, name }: Branch,
  problems: Problem[],
): Placed[] {
  if (list.length === 0) return [...found];
  const byPath = new Map<string, Placed>();
  for (const placed of found) {
    const file = placed.leaf.source.name;
    byPath.set(file, placed);
    const bare = file.replace(MARKDOWN, '');
    byPath.set(bare, placed);
    if (COVERS.test(path.posix.basename(bare))) byPath.set(path.posix.dirname(file), placed);
  }
  const hasParts = list.some(({ part }) => part !== '');
  const placed = new Map<Leaf, Placed>();
  for (const entry of list) {
    const there = byPath.get(entry.path) ?? byPath.get(entry.path.replace(/\/$|\.\w+$/, ''));
    if (!there || placed.has(there.leaf)) continue;
    const habits = { ...there.leaf.habits, label: there.leaf.habits.label || entry.title };
    placed.set(there.leaf, { leaf: { ...there.leaf, habits }, part: hasParts ? entry.part : there.part });
  }
  const rest = found.filter(({ leaf }) => !placed.has(leaf));
  const [first] = rest;
  if (first && placed.size > 0) {
    const names = rest.slice(0, 5).map(({ leaf }) => `"${path.posix.relative(name, leaf.source.name)}"`);
    const more = rest.length > names.length ? ` and ${rest.length - names.length} more` : '';
    problems.push({
      grade: 'warning',
      code: 'chapter-unlisted',
      place: { file: first.leaf.source.file, line: 1, column: 1 },
      text: `The list in "${listName}" does not name ${names.join(', ')}${more}, so ${rest.length === 1 ? 'it comes' : 'they come'} last.`,
      hint: 'Add it to the list, or begin its name with "_" to leave it out.',
    });
  }
  return [...placed.values(), ...rest];
}

/** Addresses: names where they are unique, else with the folder's name before them, else with a number. */
function withIds(
  chapters: readonly Placed[],
  course: string,
  hasGlossary: boolean,
  problems: Problem[],
): ChapterFile[] {
  const wanted = chapters.map(({ leaf: { habits, bare } }, index) =>
    addressOf(habits.slug.split('/').filter(Boolean).at(-1) ?? bare, index + 1),
  );
  const counts = new Map<string, number>();
  for (const id of wanted) counts.set(id, (counts.get(id) ?? 0) + 1);
  const ids = wanted.map((id, index) => {
    const folder = path.posix.dirname(chapters[index]?.leaf.source.name ?? '');
    if ((counts.get(id) ?? 0) < 2 || folder === course) return id;
    return `${addressOf(numbered(path.posix.basename(folder)).bare, index + 1)}-${id}`;
  });
  const reserved = [...RESERVED_CHAPTERS, 'index', ...(hasGlossary ? ['glossary'] : [])];
  const free = freeAddresses(
    chapters.map(({ leaf }, index) => ({ id: ids[index] ?? '', file: leaf.source.file })),
    reserved,
    problems,
  );
  return chapters.map(({ leaf, part }, index) => ({
    id: free[index] ?? '',
    fallbackTitle: leaf.habits.label || humanise(leaf.bare),
    source: leaf.source,
    part,
  }));
}

const FRONT_MATTER = /^\uFEFF?(?:---|\+\+\+)[ \t]*\r?\n[\s\S]*?^(?:---|\+\+\+)[ \t]*$/m;

/** The title that a folder's own page gives it; '' for none. */
function titleIn(text: string): string {
  const head = FRONT_MATTER.exec(text)?.[0] ?? '';
  const [, stated] = /^title[ \t]*[:=][ \t]*["']?(.*?)["']?[ \t]*\r?$/m.exec(head) ?? [];
  if (stated) return stated;
  const [, heading = ''] = /^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*\r?$/m.exec(text.slice(head.length)) ?? [];
  return heading
    .replace(/\s*[{[]#?[^}\]]*[}\]]$/, '')
    .replace(/[*_`]+/g, '')
    .replace(/<[^>]*>/g, '')
    .trim();
}

/** True if something is to be read below the title. */
function hasText(text: string): boolean {
  const body = text.slice(FRONT_MATTER.exec(text)?.[0].length ?? 0);
  return body
    .split(/\r?\n/)
    .some((line) => /\S/.test(line) && !/^\s*(?:#{1,6}\s|<!--.*-->\s*$|\uFEFF?\s*$)/.test(line));
}

/** A file's or folder's name made readable. */
export function humanise(base: string): string {
  const words = base.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
