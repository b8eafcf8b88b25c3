// One Markdown tree → cover and chapters with their sections. Pure: a tree in, plain data and problems out.
// Chapters are cut by parsed headings, so fences that contain "## …" stay whole.
// Not here: where a link leads (addresses.ts), what a chapter's text becomes (markdown/).
import GithubSlugger from 'github-slugger';
import type { Heading, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { readContentsList, type ContentsEntry } from './contents-list.ts';
import { freeId } from './page-ids.ts';
import { nearest, type Problem } from '../problems.ts';
import type { Section } from '../types.ts';

/** A stretch of a file that becomes one page. */
export interface Part {
  readonly title: string;
  /** Line of its heading, or where its text begins. */
  readonly line: number;
  readonly tree: Root;
  readonly sections: readonly Section[];
}

export interface ChapterPart extends Part {
  readonly id: string;
  /** Former addresses from a hand-written contents list. */
  readonly anchors: readonly string[];
}

export interface Outline {
  /** The first `#` heading's words, if there is one. */
  readonly title: string | undefined;
  readonly cover: Part;
  readonly chapters: readonly ChapterPart[];
  /** Ids that headings would have in the one file, as links in it use them → where they are now. */
  readonly fileIds: ReadonlyMap<string, { readonly chapter: string; readonly section: string }>;
}

/** Page names a course needs for itself; a chapter of that title gets a numbered address. */
export const RESERVED_IDS = ['index', 'glossary', 'topics', 'figures'];

/** A single-file course: each `##` is a chapter; text before the first is the cover; without `##` there is one chapter. */
export function outlineCourse(root: Root, file: string, fallbackTitle: string, problems: Problem[]): Outline {
  const { nodes, entries } = takeContentsList(root, file);
  const firstTitle = nodes.findIndex((node) => node.type === 'heading' && node.depth === 1);
  const title = firstTitle < 0 ? undefined : headingText(nodes[firstTitle] as Heading);
  const body = nodes.filter((_, index) => index !== firstTitle);
  const isCut = (node: RootContent): node is Heading => node.type === 'heading' && node.depth <= 2;
  const cuts = body.flatMap((node, index) => (isCut(node) ? [index] : []));

  if (cuts.length === 0) {
    const name = title ?? fallbackTitle;
    const only = cutPart(name, body, 1, file, problems);
    const id = slugOf(name, 1).replace(/-{2,}/g, '-');
    const chapters = body.some(isText) ? [{ ...only, id, anchors: [] }] : [];
    return { title, cover: emptyPart(name), chapters, fileIds: fileIdsOf(chapters) };
  }

  const cover = cutPart(title ?? fallbackTitle, body.slice(0, cuts[0]), 1, file, problems);
  const slugger = new GithubSlugger();
  for (const id of RESERVED_IDS) slugger.slug(id);
  const seen = new Map<string, { words: string; line: number }>();
  const parts = cuts.map((start, index): ChapterPart => {
    const heading = body[start] as Heading;
    const words = headingText(heading) || `Chapter ${index + 1}`;
    const line = lineOf(heading);
    const slug = slugOf(words, index + 1).replace(/-{2,}/g, '-');
    const before = seen.get(slug);
    if (!before) seen.set(slug, { words, line });
    const id = slugger.slug(slug);
    if (before) {
      const same = before.words.toLowerCase() === words.toLowerCase();
      problems.push({
        grade: 'warning',
        code: 'chapter-title-repeated',
        place: { file, line, column: 1 },
        text: same
          ? `The chapter "${words}" has the same title as the one on line ${before.line}, so its address is "${id}".`
          : `The chapter "${words}" makes the same address as "${before.words}" on line ${before.line}, so its address is "${id}".`,
        hint: 'Give one of them another title: the number follows the order and changes with it.',
      });
    }
    return {
      ...cutPart(words, body.slice(start + 1, cuts[index + 1]), 2, file, problems, line),
      id,
      anchors: [],
    };
  });
  const fileIds = fileIdsOf(parts);
  const chapters = attachContents(parts, entries, fileIds, problems);
  return { title, cover, chapters, fileIds };
}

/** One file of a folder course: its first `#` heading, if it stands before all text, is the title. */
export function outlineChapter(
  root: Root,
  file: string,
  problems: Problem[],
): { readonly title: string | undefined; readonly part: Part } {
  const { nodes } = takeContentsList(root, file);
  const first = nodes.findIndex((node) => node.type !== 'definition' && node.type !== 'html');
  const heading = nodes[first];
  if (heading?.type !== 'heading' || heading.depth !== 1) {
    return { title: undefined, part: cutPart('', nodes, 1, file, problems) };
  }
  const body = nodes.filter((_, index) => index !== first);
  return {
    title: headingText(heading),
    part: cutPart(headingText(heading), body, 1, file, problems, lineOf(heading)),
  };
}

/** `rank` is that of the page's own title in the file: 1 or 2. Sections come out from depth 2 down, without gaps. */
function cutPart(
  title: string,
  nodes: readonly RootContent[],
  rank: number,
  file: string,
  problems: Problem[],
  titleLine?: number,
): Part {
  const slugger = new GithubSlugger();
  const sections: Section[] = [];
  // The headings that the current one lies below, as written and as shown.
  const above = [{ written: rank, shown: 1 }];
  for (const node of nodes) {
    if (node.type !== 'heading') continue;
    const words = headingText(node);
    while (above.length > 1 && (above.at(-1)?.written ?? 0) >= node.depth) above.pop();
    const parent = above.at(-1) ?? { written: rank, shown: 1 };
    const expected = parent.written + 1;
    const depth = Math.min(parent.shown + 1, 6);
    if (node.depth > expected) {
      problems.push({
        grade: 'warning',
        code: 'heading-level-skipped',
        place: { file, line: lineOf(node), column: 1 },
        text: `The heading "${words}" skips a level: it is "${'#'.repeat(node.depth)}" where "${'#'.repeat(expected)}" comes next, so the outline is mended.`,
        hint: `Write "${'#'.repeat(expected)} ${words}".`,
      });
    }
    above.push({ written: node.depth, shown: depth });
    sections.push({
      id: slugger.slug(freeId(slugOf(words, sections.length + 1, 'section'))),
      title: words,
      depth,
      line: lineOf(node),
    });
  }
  const line = titleLine ?? (nodes[0] ? lineOf(nodes[0]) : 1);
  return { title, line, tree: { type: 'root', children: [...nodes] }, sections };
}

/** Removes every heading whose section is nothing but a list of links into the file, and returns its entries. */
function takeContentsList(root: Root, file: string): { nodes: RootContent[]; entries: ContentsEntry[] } {
  const entries: ContentsEntry[] = [];
  const nodes: RootContent[] = [];
  const heads = root.children.flatMap((node, index) => (node.type === 'heading' ? [index] : []));
  for (const node of root.children.slice(0, heads[0])) nodes.push(node);
  for (const [at, head] of heads.entries()) {
    const stretch = root.children.slice(head, heads[at + 1]);
    const found = readContentsList(stretch.slice(1), file);
    for (const entry of found ?? []) entries.push(entry);
    if (!found) for (const node of stretch) nodes.push(node);
  }
  return { nodes, entries };
}

/** Entries whose chapter is guessed from its title: each is compared with all titles. */
const MOST_GUESSES = 200;

/** Gives each chapter the addresses that the replaced contents list had for it: by heading id, by title, by place. */
function attachContents(
  parts: readonly ChapterPart[],
  entries: readonly ContentsEntry[],
  fileIds: Outline['fileIds'],
  problems: Problem[],
): ChapterPart[] {
  const anchors = new Map<string, string[]>();
  const places = new Map(entries.filter(({ depth }) => depth === 0).map((entry, place) => [entry, place]));
  const byId = new Map(parts.map((part) => [part.id, part]));
  const byTitle = new Map(
    parts.map((part) => [slugOf(part.title, 0), part]).reverse() as [string, ChapterPart][],
  );
  const bySection = new Map<string, ChapterPart>();
  for (const part of parts) {
    for (const { title } of part.sections) {
      const slug = slugOf(title, 0);
      if (!bySection.has(slug)) bySection.set(slug, part);
    }
  }
  let guesses = 0;
  for (const entry of entries) {
    if (fileIds.has(entry.anchor)) continue;
    const slug = slugOf(entry.text, 0);
    const place = places.get(entry);
    const byPlace = place !== undefined && places.size === parts.length ? parts[place] : undefined;
    const guessed = (): ChapterPart | undefined =>
      guesses++ < MOST_GUESSES ? byId.get(nearest(slug, byId.keys()) ?? '') : undefined;
    const target = byTitle.get(slug) ?? guessed() ?? byPlace ?? bySection.get(slug);
    if (target) {
      const known = anchors.get(target.id);
      if (known) known.push(entry.anchor);
      else anchors.set(target.id, [entry.anchor]);
    } else {
      problems.push({
        grade: 'warning',
        code: 'contents-entry-unknown',
        place: entry.place,
        text: `The contents list names "${entry.text}", and there is no such chapter.`,
        hint: 'Remove the entry: Lectern makes the list of contents itself.',
      });
    }
  }
  return parts.map((part) => ({ ...part, anchors: [...new Set(anchors.get(part.id) ?? [])] }));
}

/** As GitHub numbers heading ids over a whole file; the first `#` heading counts too, but has no chapter. */
function fileIdsOf(chapters: readonly ChapterPart[]): Outline['fileIds'] {
  const slugger = new GithubSlugger();
  const ids = new Map<string, { chapter: string; section: string }>();
  for (const chapter of chapters) {
    ids.set(slugger.slug(chapter.title), { chapter: chapter.id, section: '' });
    for (const section of chapter.sections) {
      ids.set(slugger.slug(section.title), { chapter: chapter.id, section: section.id });
    }
  }
  return ids;
}

/** Words → address: GitHub's rule; a title with no letter in it (such as an emoji) is called by its number. */
export function slugOf(words: string, number: number, noun = 'chapter'): string {
  const slug = withoutHyphens(new GithubSlugger().slug(words.trim()));
  return slug === '' ? `${noun}-${number}` : slug;
}

/** Without those at both ends. A pattern for the end would be tried at each hyphen of a long row. */
function withoutHyphens(slug: string): string {
  let [start, end] = [0, slug.length];
  while (slug.charAt(start) === '-') start += 1;
  while (end > start && slug.charAt(end - 1) === '-') end -= 1;
  return slug.slice(start, end);
}

export function headingText(heading: Heading): string {
  return toString(heading, { includeHtml: false }).replace(/\s+/g, ' ').trim();
}

/** Something a reader would see. */
function isText(node: RootContent): boolean {
  return (
    node.type !== 'definition' && !(node.type === 'html' && /^(?:\s*<!--[\s\S]*?-->)*\s*$/.test(node.value))
  );
}

function lineOf(node: RootContent): number {
  return node.position?.start.line ?? 1;
}

function emptyPart(title: string): Part {
  return { title, line: 1, tree: { type: 'root', children: [] }, sections: [] };
}
