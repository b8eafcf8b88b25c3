// Pages as links see them: which course and page they are, and the anchors on them. Not here: resolving (link-resolver.ts).

/** A page that links may name. */
export interface Page {
  readonly course: string;
  /** `index`, `glossary` or a chapter's id. */
  readonly page: string;
  /** Ids as links in Markdown write them (GitHub's rule) → ids on our pages; the page itself is ''. */
  readonly anchors: ReadonlyMap<string, string>;
  /** Those of them that the author gave: other tools know such a name in the whole book. */
  readonly labels: ReadonlySet<string>;
}

/** A source file with the pages it became; a single-file course has many. */
export interface SourcePages {
  readonly name: string;
  readonly pages: readonly Page[];
  /** Ids that are unique over the whole file, for a file with several pages. */
  readonly fileIds: ReadonlyMap<string, { readonly chapter: string; readonly section: string }>;
}

/** Address of a page, or of a section of it, from another page; both lie one folder below the site's root. */
export function toPage(
  to: Pick<Page, 'course' | 'page'>,
  section: string,
  from: Pick<Page, 'course' | 'page'>,
): string {
  const hash = section === '' ? '' : `#${encodeURIComponent(section)}`;
  if (to.course === from.course && to.page === from.page) return hash || '#';
  const folder = to.course === from.course ? '' : `../${encodeURIComponent(to.course)}/`;
  return `${folder}${encodeURIComponent(to.page)}.html${hash}`;
}
