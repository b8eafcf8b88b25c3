// Old anchors of a single-file course: the ids that its headings would have in the one file, and those in a hand-written contents
// list, mapped to the pages of today. Not here: finding the list (contents-list.ts), following links (links/anchors.ts).
import GithubSlugger from 'github-slugger';
import { nearest, type Problem } from '../problems.ts';
import type { Section } from '../types.ts';
import type { ContentsEntry } from './contents-list.ts';
import type { ChapterPart } from './part.ts';
import { slugOf } from './slug.ts';

/** Ids that are unique over the whole file → chapter and section. */
export type FileIds = ReadonlyMap<string, { readonly chapter: string; readonly section: string }>;

/**
 * Ids as GitHub numbers them over a whole file; the first `#` heading counts too, but has no chapter. An id that the author
 * wrote counts in addition to the one derived from the words.
 */
export function fileIdsOf(
  chapters: readonly ChapterPart[],
  coverSections: readonly Section[],
  formerIds: readonly string[] = [],
): FileIds {
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

/** How many entries may be matched by similarity, since each is compared with all titles. */
const MOST_GUESSES = 200;

/** Gives each chapter the anchors by which the replaced contents list named it: by title, by similarity, by place. */
export function attachContents(
  parts: readonly ChapterPart[],
  entries: readonly ContentsEntry[],
  fileIds: FileIds,
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
