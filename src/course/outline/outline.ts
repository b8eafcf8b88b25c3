// One Markdown tree → cover and chapters with their sections. Pure: a tree in, plain data and problems out.
// Chapters are cut by parsed headings, so fences that contain "## …" stay whole.
// Not here: where a link leads (link-resolver.ts), what a chapter's text becomes (markdown/).
import GithubSlugger from 'github-slugger';
import { withoutComments } from '../source/html-comments.ts';
import type { Heading, Root, RootContent } from 'mdast';
import { takeContentsLists, type ContentsEntry } from './contents-list.ts';
import { freeId } from './page-ids.ts';
import { slugOf } from './slug.ts';
import { headingText, standsAboveTitle, titleParts } from './title.ts';
import { addressOf } from '../source/addresses.ts';
import { nearest, type Problem } from '../problems.ts';
import type { Section, TitlePart } from '../types.ts';
import { visit } from 'unist-util-visit';
import { addressKind } from '../links/address-kind.ts';

export { slugOf };

/** A stretch of a file that becomes one page. */
export interface Part {
  readonly title: string;
  /** The title with its marks, where it has any. */
  readonly titleParts: readonly TitlePart[] | undefined;
  /** The id that the author wrote behind the title; '' for none. */
  readonly titleId: string;
  /** Line of its heading, or where its text begins. */
  readonly line: number;
  readonly tree: Root;
  readonly sections: readonly Section[];
  /** Ids of headings and labels that are not on the page, such as that of a contents list: links to them lead to its top. */
  readonly formerIds: readonly string[];
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
export const RESERVED_IDS = ['index', 'glossary', 'topics', 'figures', 'print'];

/**
 * A single-file course. Its chapters are the `##` headings, or the `#` headings where several follow the title; text
 * before the first is the cover; without any there is one chapter. `statedTitle` is that of its front matter.
 */
export function outlineCourse(
  root: Root,
  file: string,
  {
    statedTitle,
    fallbackTitle,
  }: { readonly statedTitle: string | undefined; readonly fallbackTitle: string },
  problems: Problem[],
): Outline {
  const firstOfAll = root.children.find((node) => node.type === 'heading' && node.depth === 1);
  const contents = takeContentsLists(root.children, file, (heading) => heading === firstOfAll);
  const { nodes, entries } = contents;
  const found = nodes.findIndex((node) => node.type === 'heading' && node.depth === 1);
  const heading = nodes[found] as Heading | undefined;
  // Where the data gives the course another title, the first heading is a chapter like the others.
  const titles = nodes.filter((node) => node.type === 'heading' && node.depth === 1).length;
  const isChapter =
    heading && titles > 1 && statedTitle !== undefined && statedTitle !== headingText(heading);
  const firstTitle = isChapter ? -1 : found;
  const title = firstTitle < 0 ? undefined : headingText(heading as Heading);
  const body = nodes.filter((_, index) => index !== firstTitle);
  const rank = titles - (firstTitle < 0 ? 0 : 1) > 1 ? 1 : 2;
  const isCut = (node: RootContent): node is Heading => node.type === 'heading' && node.depth <= rank;
  const cuts = body.flatMap((node, index) => (isCut(node) ? [index] : []));
  const formerIds = contents.titles.map((words) => slugOf(words, 0));

  if (cuts.length === 0) {
    const name = title || fallbackTitle;
    const only = cutPart(name, body, 1, file, problems);
    const chapters = body.some(isText)
      ? [{ ...only, ...titleOf(heading), id: addressOf(name, 1), anchors: [], formerIds }]
      : [];
    return { title, cover: emptyPart(name), chapters, fileIds: fileIdsOf(chapters, []) };
  }

  const cover = {
    ...cutPart(title || fallbackTitle, body.slice(0, cuts[0]), 1, file, problems),
    ...titleOf(firstTitle < 0 ? undefined : heading),
    formerIds,
  };
  const slugger = new GithubSlugger();
  for (const id of RESERVED_IDS) slugger.slug(id);
  const seen = new Map<string, { words: string; line: number }>();
  const parts = cuts.map((start, index): ChapterPart => {
    const chapterHeading = body[start] as Heading;
    const words = headingText(chapterHeading) || `Chapter ${index + 1}`;
    const line = lineOf(chapterHeading);
    const slug = addressOf(chapterHeading.data?.statedId ?? words, index + 1);
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
    reportNote(chapterHeading, file, problems);
    return {
      ...cutPart(words, body.slice(start + 1, cuts[index + 1]), rank, file, problems, line),
      ...titleOf(chapterHeading),
      id,
      anchors: [],
    };
  });
  const fileIds = fileIdsOf(parts, cover.sections, formerIds);
  const chapters = attachContents(parts, entries, fileIds, problems);
  return { title, cover, chapters, fileIds };
}

/** One file of a folder course: its first heading, if it stands before all text, is the title. */
export function outlineChapter(
  root: Root,
  file: string,
  statedTitle: string | undefined,
  problems: Problem[],
  isCover = false,
): { readonly title: string | undefined; readonly part: Part } {
  const first = root.children.find((node) => !standsAboveTitle(node));
  const heading = first?.type === 'heading' && headingText(first) !== '' ? first : undefined;
  const contents = takeContentsLists(root.children, file, (node) => node === heading, isCover);
  const formerIds = contents.titles.map((words) => slugOf(words, 0));
  // Below a title that is stated, a heading of a lower rank is a section, unless it says the same.
  const isTitle =
    heading &&
    contents.nodes.includes(heading) &&
    (heading.depth === 1 || statedTitle === undefined || statedTitle === headingText(heading));
  if (!isTitle) {
    const rank = Math.max(
      1,
      Math.min(...contents.nodes.flatMap((node) => (node.type === 'heading' ? [node.depth] : [])), 2) - 1,
    );
    return { title: undefined, part: { ...cutPart('', contents.nodes, rank, file, problems), formerIds } };
  }
  const body = contents.nodes.filter((node) => node !== heading);
  const words = headingText(heading);
  reportNote(heading, file, problems);
  return {
    title: words,
    part: {
      ...cutPart(words, body, heading.depth, file, problems, lineOf(heading)),
      ...titleOf(heading),
      formerIds,
    },
  };
}

function titleOf(heading: Heading | undefined): Pick<Part, 'titleParts' | 'titleId'> {
  return { titleParts: heading && titleParts(heading), titleId: heading?.data?.statedId ?? '' };
}

/** A title is shown in many places, where a note has none. */
/** HTML that a browser would run or that brings in another document. */
const ACTS =
  /<(?:script|style|iframe|object|embed|svg|math|form|template|base|meta|link)\b|\son[a-z]+\s*=|javascript:/i;

/** A title is shown as its words, so what else stands in it is left out; what would have done something is told. */
function reportNote(heading: Heading, file: string, problems: Problem[]): void {
  visit(heading, (node) => {
    const isCode = node.type === 'html' && ACTS.test(node.value);
    const leadsAstray = (node.type === 'link' || node.type === 'image') && addressKind(node.url) === 'unsafe';
    if (!isCode && !leadsAstray) return;
    const { line, column } = node.position?.start ?? { line: 1, column: 1 };
    problems.push({
      grade: 'warning',
      code: 'title-note',
      place: { file, line, column },
      text: `The title of a chapter is shown as its words, so ${isCode ? 'the HTML' : 'the address'} in it is left out.`,
      hint: 'Write only words into a title.',
    });
  });
  visit(heading, 'footnoteReference', (note) => {
    const { line, column } = note.position?.start ?? { line: 1, column: 1 };
    problems.push({
      grade: 'warning',
      code: 'title-note',
      place: { file, line, column },
      text: `The title of a chapter cannot have a footnote, so "[^${note.label ?? note.identifier}]" is left out of it.`,
      hint: 'Put the note behind a sentence of the text.',
    });
  });
}

/** `rank` is that of the page's own title in the file. Sections come out from depth 2 down, without gaps. */
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
    const stated = node.data?.statedId;
    sections.push({
      id: unique(
        slugger,
        freeId(stated ?? slugOf(words, sections.length + 1, 'section')),
        stated !== undefined,
      ),
      title: words,
      depth,
      line: lineOf(node),
    });
  }
  const line = titleLine ?? (nodes[0] ? lineOf(nodes[0]) : 1);
  const tree: Root = { type: 'root', children: [...nodes] };
  return { title, titleParts: undefined, titleId: '', line, tree, sections, formerIds: [] };
}

/** An id that the author wrote stays as it is, capitals and all, unless it is taken. */
function unique(slugger: GithubSlugger, id: string, isStated: boolean): string {
  if (!isStated || id in slugger.occurrences) return slugger.slug(id, isStated);
  slugger.occurrences[id] = 0;
  return id;
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
    if (entry.anchor === '' || fileIds.has(entry.anchor)) continue;
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

/**
 * As GitHub numbers heading ids over a whole file; the first `#` heading counts too, but has no chapter. An id that the
 * author wrote counts beside the one that follows from the words.
 */
function fileIdsOf(
  chapters: readonly ChapterPart[],
  coverSections: readonly Section[],
  formerIds: readonly string[] = [],
): Outline['fileIds'] {
  const slugger = new GithubSlugger();
  const ids = new Map<string, { chapter: string; section: string }>();
  const stated = new Map<string, { chapter: string; section: string }>();
  for (const { id, title } of coverSections) {
    ids.set(slugger.slug(title), { chapter: 'index', section: id });
    stated.set(id, { chapter: 'index', section: id });
  }
  for (const chapter of chapters) {
    ids.set(slugger.slug(chapter.title), { chapter: chapter.id, section: '' });
    if (chapter.titleId !== '') stated.set(chapter.titleId, { chapter: chapter.id, section: '' });
    for (const { id, title } of chapter.sections) {
      ids.set(slugger.slug(title), { chapter: chapter.id, section: id });
      if (!stated.has(id)) stated.set(id, { chapter: chapter.id, section: id });
    }
  }
  for (const id of formerIds) if (!ids.has(id)) ids.set(id, { chapter: 'index', section: '' });
  for (const [id, target] of stated) if (!ids.has(id)) ids.set(id, target);
  return ids;
}

/** Something a reader would see. */
function isText(node: RootContent): boolean {
  return node.type !== 'definition' && !(node.type === 'html' && withoutComments(node.value).trim() === '');
}

function lineOf(node: RootContent): number {
  return node.position?.start.line ?? 1;
}

function emptyPart(title: string): Part {
  return {
    title,
    titleParts: undefined,
    titleId: '',
    line: 1,
    tree: { type: 'root', children: [] },
    sections: [],
    formerIds: [],
  };
}
