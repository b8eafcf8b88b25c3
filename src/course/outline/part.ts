// A part of a file that becomes one page, with its sections: heading levels without gaps, unique ids.
// Not here: where a file is cut into parts (outline.ts), the words of a title (title.ts).
import GithubSlugger from 'github-slugger';
import type { Root, RootContent } from 'mdast';
import type { Problem } from '../problems.ts';
import type { Section, TitlePart } from '../types.ts';
import { freeId } from './page-ids.ts';
import { slugOf } from './slug.ts';
import { headingText } from './title.ts';

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

export function emptyPart(title: string): Part {
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

/** `rank` is the heading level of the page's title in the file. Sections get depths from 2 on, without gaps. */
export function cutPart(
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

export function lineOf(node: RootContent): number {
  return node.position?.start.line ?? 1;
}
