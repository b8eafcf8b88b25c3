// One Markdown tree → cover and chapters with their sections. Pure: a tree in, plain data and problems out.
// Files are cut at parsed headings, so fences that contain "## …" stay whole.
// Not here: sections and ids (part.ts), old anchors (file-ids.ts), where a link leads (links/), rendering (markdown/).
import GithubSlugger from 'github-slugger';
import type { Heading, Root, RootContent } from 'mdast';
import type { Problem } from '../problems.ts';
import { addressOf } from '../source/addresses.ts';
import { withoutComments } from '../source/html-comments.ts';
import { RESERVED_PAGES } from '../source/reserved.ts';
import { takeContentsLists } from './contents-list.ts';
import { attachContents, fileIdsOf, type FileIds } from './file-ids.ts';
import { cutPart, emptyPart, lineOf, type ChapterPart, type Part } from './part.ts';
import { slugOf } from './slug.ts';
import { headingText, reportLostParts, reportReplaced, standsAboveTitle, titleParts } from './title.ts';

export interface Outline {
  /** The first `#` heading's words, if there is one. */
  readonly title: string | undefined;
  readonly cover: Part;
  readonly chapters: readonly ChapterPart[];
  /** Ids that headings would have in the one file, as links in it use them → where they are now. */
  readonly fileIds: FileIds;
}

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
  if (title !== undefined) reportReplaced(heading as Heading, statedTitle, file, problems);
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
  for (const id of RESERVED_PAGES) slugger.slug(id);
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
    reportLostParts(chapterHeading, file, problems);
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
  reportReplaced(heading, statedTitle, file, problems);
  reportLostParts(heading, file, problems);
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

/** Whether a reader would see anything of it. */
function isText(node: RootContent): boolean {
  return node.type !== 'definition' && !(node.type === 'html' && withoutComments(node.value).trim() === '');
}
