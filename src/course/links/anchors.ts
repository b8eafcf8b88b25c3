// Finds the heading that an anchor means, in the pages of a file: by its id, by an id that differs in capitals or punctuation, or
// by a label that the author gave anywhere in the course. Not here: which file a link names (link-resolver.ts).
import type { Page, SourcePages } from './pages.ts';
import { looseAnchor } from './written-forms.ts';

export interface FoundSection {
  readonly page: Page;
  /** '' for the page's beginning. */
  readonly section: string;
}

export class Anchors {
  readonly #sources: ReadonlyMap<string, SourcePages>;
  /** Headings of a file by the letters and digits of their ids; made when one is looked for. */
  readonly #loose = new WeakMap<
    SourcePages,
    ReadonlyMap<string, { readonly page: Page; readonly section: string }>
  >();
  /** By course: names that authors gave → their page, or nothing where several have the name. */
  readonly #labels = new Map<string, Map<string, Page | undefined>>();

  constructor(sources: ReadonlyMap<string, SourcePages>) {
    this.#sources = sources;
  }

  /** The section that the anchor means; `course` is given for a link within its own file, which may name labels elsewhere. */
  find(anchor: string, source: SourcePages, course?: string): FoundSection | undefined {
    const inFile = source.fileIds.get(anchor);
    const page = inFile
      ? source.pages.find(({ page: id }) => id === inFile.chapter)
      : source.pages.find(({ anchors }) => anchors.has(anchor));
    if (page) return { page, section: inFile ? inFile.section : (page.anchors.get(anchor) ?? '') };
    const loose = this.#looseIds(source).get(looseAnchor(anchor));
    if (loose) return loose;
    // Browsers scroll to the top of the page.
    if (anchor.toLowerCase() === 'top') return firstPage(source);
    const labelled = course === undefined ? undefined : this.#labelled(anchor, course);
    return labelled && { page: labelled, section: labelled.anchors.get(anchor) ?? '' };
  }

  /** All anchors that the file's pages have, for suggestions. */
  allIn(source: SourcePages): string[] {
    return [...source.fileIds.keys(), ...source.pages.flatMap(({ anchors }) => [...anchors.keys()])];
  }

  /** The only page of the course whose author gave this name to a place of it. */
  #labelled(anchor: string, course: string): Page | undefined {
    let labels = this.#labels.get(course);
    if (!labels) {
      labels = new Map();
      for (const source of this.#sources.values()) {
        for (const page of source.pages.filter((each) => each.course === course))
          for (const label of page.labels) labels.set(label, labels.has(label) ? undefined : page);
      }
      this.#labels.set(course, labels);
    }
    return labels.get(anchor);
  }

  #looseIds(source: SourcePages): ReadonlyMap<string, { readonly page: Page; readonly section: string }> {
    const made = this.#loose.get(source);
    if (made) return made;
    const ids = new Map<string, { page: Page; section: string }>();
    const add = (anchor: string, page: Page, section: string): void => {
      const key = looseAnchor(anchor);
      if (key !== '' && !ids.has(key)) ids.set(key, { page, section });
    };
    const pages = new Map(source.pages.map((page) => [page.page, page]));
    for (const [anchor, { chapter, section }] of source.fileIds) {
      const page = pages.get(chapter);
      if (page) add(anchor, page, section);
    }
    for (const page of source.pages) for (const [anchor, section] of page.anchors) add(anchor, page, section);
    this.#loose.set(source, ids);
    return ids;
  }
}

/** The beginning of the first page that a file became. */
export function firstPage(source: SourcePages): FoundSection | undefined {
  const page = source.pages.find(({ page: id }) => id === 'index') ?? source.pages[0];
  return page && { page, section: '' };
}
