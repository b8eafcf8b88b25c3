// A course's folder, with all below it → its cover, its glossary and its chapters in reading order. Sub-folders are parts.
// Order: a list that another tool keeps, else the number in a name, else front matter, else names as people sort them.
// Not here: which folders are courses (content-folder.ts), what the texts mean (read-course.ts).
import path from 'node:path';
import { addressOf, freeAddresses } from './addresses.ts';
import { COVERS, leafOf, numbered, readBranch, type Branch, type Leaf } from './course-branch.ts';
import { hasText, humanise, shortTitle, titleIn } from './page-text.ts';
import { decode } from '../outline/contents-list.ts';
import { readMarkdownList, type OrderEntry } from './reading-order.ts';
import type { Problem } from '../problems.ts';
import { listed as filesIn, MARKDOWN, type SourceFile } from './source-file.ts';
import { RESERVED_CHAPTERS } from './reserved.ts';

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

export function readCourseFolder(root: string, folder: string, problems: Problem[]): CourseFolder {
  const top = readBranch(root, folder, problems);
  const stated = top.home === '' ? undefined : branchAt(top, top.home);
  const way = trunkOf(stated ?? top, top);
  const trunk = way.at(-1) ?? top;
  const covers = way.flatMap((each) => (each.index ? [{ source: each.index, bare: each.bare }] : []));
  const near = stated ? trunk.leaves : [...top.leaves, ...trunk.leaves];
  const listed = near.find(({ source }) => source.name.replace(MARKDOWN, '') === trunk.cover);
  // Docusaurus names its first page by this address.
  const atRoot = trunk.leaves.find(({ habits }) => habits.slug === '/');
  // The first page of a wiki, and of many a vault of notes.
  const home = near.find(({ source }) => /(?:^|\/)home\.\w+$/i.test(source.name));
  const index = covers[0]?.source ?? listed?.source ?? atRoot?.source ?? home?.source;
  const glossary = near.find((leaf) => isGlossary(leaf))?.source;
  const isChapter = (leaf: Leaf): boolean =>
    leaf.source !== glossary && leaf.source !== index && !leaf.habits.isDraft;
  const inner = covers
    .slice(1)
    .filter(({ source }) => hasText(source.text))
    .map(({ source, bare }) => leafOf(source, bare));
  const list = [...(stated ? [top] : []), ...way].find((each) => each.list.length > 0) ?? trunk;
  const found = [...inner.map((leaf) => ({ leaf, part: '' })), ...flatten(trunk, '', isChapter)];
  const ordered =
    list.list.length === 0 && index && !isOrdered(trunk)
      ? inOrderOfLinks(found, index)
      : inListedOrder(found, list, new Set(sourcesIn(top).map(({ name }) => name)), problems);
  if (stated) reportOutside(top, stated, problems);
  return {
    title: shortTitle([top, ...way].map((each) => each.stated.title).findLast(Boolean) ?? ''),
    index,
    glossary,
    chapters: withIds(ordered, folder, glossary !== undefined, problems),
    isEmpty: filesIn(path.join(root, folder), []).length === 0,
  };
}

/** A whole project was put here: its chapters lie in "docs" or "src", or further down. */
function trunkOf(from: Branch, top: Branch): Branch[] {
  const way = [from];
  for (let at = from; at.leaves.length === 0 && at.branches.length === 1;) {
    const [only] = at.branches;
    if (!only || isBundle(only) || (at !== top && at.list.length > 0)) break;
    way.push((at = only));
  }
  return way;
}

function branchAt(top: Branch, name: string): Branch | undefined {
  if (top.name === name) return top;
  const next = top.branches.find((each) => name === each.name || name.startsWith(`${each.name}/`));
  return next && branchAt(next, name);
}

/** All pages of a tree. */
function sourcesIn(branch: Branch): SourceFile[] {
  return [
    ...(branch.index ? [branch.index] : []),
    ...branch.leaves.map(({ source }) => source),
    ...branch.branches.flatMap(sourcesIn),
  ];
}

/** What a project holds beside its book, but for the page that tells programmers what the project is. */
function reportOutside(top: Branch, home: Branch, problems: Problem[]): void {
  const outside = sourcesIn(top).filter(
    ({ name }) =>
      !name.startsWith(`${home.name}/`) &&
      !/^(?:readme|contributing|license|changelog|code_of_conduct|security)\.md$/i.test(
        path.posix.basename(name),
      ),
  );
  const [first] = outside;
  if (!first) return;
  problems.push({
    grade: 'warning',
    code: 'file-outside-book',
    place: { file: first.file, line: 1, column: 1 },
    text: `The book lies in "${path.posix.relative(top.name, home.name)}", as its settings say, so ${named(outside, top.name)} ${outside.length === 1 ? 'is' : 'are'} not read.`,
    hint: 'Move what belongs to the book there.',
  });
}

function named(sources: readonly SourceFile[], base: string): string {
  const names = sources.slice(0, 5).map(({ name }) => `"${path.posix.relative(base, name)}"`);
  const more = sources.length > names.length ? ` and ${sources.length - names.length} more` : '';
  return `${names.join(', ')}${more}`;
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

/** True if a number or front matter says the place of any chapter. */
function isOrdered({ leaves, branches }: Branch): boolean {
  return (
    leaves.some(({ number, habits }) => number !== undefined || habits.order !== undefined) ||
    branches.some((each) => each.number !== undefined || each.stated.order !== undefined || isOrdered(each))
  );
}

/** Where nothing else says the order: that of a list of links on the cover, if it names nearly all chapters. */
function inOrderOfLinks(found: readonly Placed[], cover: SourceFile): readonly Placed[] {
  const byPath = pathsOf(found);
  const base = path.posix.dirname(cover.name);
  const linked = readMarkdownList(cover.text).flatMap((entry) => {
    const name = path.posix.normalize(path.posix.join(base, decode(entry.path)));
    return byPath.get(name) ?? byPath.get(name.replace(/\/$|\.\w+$/, '')) ?? [];
  });
  const placed = new Set(linked);
  return placed.size * 4 >= found.length * 3
    ? [...placed, ...found.filter((each) => !placed.has(each))]
    : found;
}

/** What a list names, in its order and with its groups as parts; the rest behind it. */
function inListedOrder(
  found: readonly Placed[],
  { list, listName, name }: Branch,
  files: ReadonlySet<string>,
  problems: Problem[],
): Placed[] {
  if (list.length === 0) return [...found];
  const byPath = pathsOf(found);
  const known = new Set([...files].flatMap(namesOfFile));
  const hasParts = list.some(({ part }) => part !== '');
  const placed = new Map<Leaf, Placed>();
  const put = (there: Placed, entry: OrderEntry): void => {
    if (placed.has(there.leaf)) return;
    const habits = { ...there.leaf.habits, label: there.leaf.habits.label || entry.title };
    placed.set(there.leaf, { leaf: { ...there.leaf, habits }, part: hasParts ? entry.part : there.part });
  };
  const missing: string[] = [];
  for (const entry of list) {
    if (entry.path.endsWith('/*')) {
      const folder = entry.path.slice(0, -1);
      for (const there of found) if (there.leaf.source.name.startsWith(folder)) put(there, entry);
      continue;
    }
    const written = entry.path.replace(/\/$|\.\w+$/, '');
    const there = byPath.get(entry.path) ?? byPath.get(written);
    if (there) put(there, entry);
    else if (!known.has(entry.path) && !known.has(written) && entry.path !== name) missing.push(entry.path);
  }
  const rest = found.filter(({ leaf }) => !placed.has(leaf));
  const [first] = rest;
  if (first && placed.size > 0) {
    const sources = rest.map(({ leaf }) => leaf.source);
    problems.push({
      grade: 'warning',
      code: 'chapter-unlisted',
      place: { file: first.leaf.source.file, line: 1, column: 1 },
      text: `The list in "${listName}" does not name ${named(sources, name)}, so ${rest.length === 1 ? 'it comes' : 'they come'} last.`,
      hint: 'Add it to the list, or begin its name with "_" to leave it out.',
    });
  }
  const [listed] = placed.values();
  const [absent] = missing;
  if (absent !== undefined && listed) {
    const names = missing.slice(0, 5).map((each) => `"${path.posix.relative(name, each)}"`);
    const more = missing.length > names.length ? ` and ${missing.length - names.length} more` : '';
    problems.push({
      grade: 'warning',
      code: 'list-entry-unknown',
      place: { file: listed.leaf.source.file, line: 1, column: 1 },
      text: `The list in "${listName}" names ${names.join(', ')}${more}, and there is no page in Markdown of ${missing.length === 1 ? 'that name' : 'these names'}.`,
      hint: 'Take it out of the list, or write the page; notebooks are not read.',
    });
  }
  return [...placed.values(), ...rest];
}

/** The names under which lists know a file: its path with and without its ending and its numbers, a folder for its page. */
function namesOfFile(file: string): string[] {
  const bare = file.replace(MARKDOWN, '');
  const plain = bare.replace(/(?<=\/)\d+[-_. ]+(?=[^/])/g, '');
  const folder = COVERS.test(path.posix.basename(bare)) ? [path.posix.dirname(file)] : [];
  return [file, bare, plain, ...folder];
}

function pathsOf(found: readonly Placed[]): ReadonlyMap<string, Placed> {
  const byPath = new Map<string, Placed>();
  for (const placed of found) {
    for (const name of namesOfFile(placed.leaf.source.name)) if (!byPath.has(name)) byPath.set(name, placed);
  }
  return byPath;
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
    fallbackTitle: shortTitle(leaf.habits.label || humanise(leaf.bare)),
    source: leaf.source,
    part: shortTitle(part),
  }));
}
