// What a search gives: plain data between the engine and the lists that show it. Not here: how it is found or shown.

/** A stretch of an excerpt; marked where a word answers to the query. */
export interface ExcerptPart {
  readonly text: string;
  readonly isMarked: boolean;
}

/** A section that answers to a query. */
export interface SearchHit {
  /** Relative to the site's root, with the anchor: `course/chapter.html#section`. */
  readonly address: string;
  readonly kind: 'section' | 'practice' | 'term';
  readonly title: string;
  /** Headings between the chapter's title and this one, outermost first. */
  readonly above: readonly string[];
  readonly chapter: {
    /** Relative to the site's root. */
    readonly address: string;
    /** 0 for a page that is no chapter. */
    readonly number: number;
    readonly title: string;
    readonly course: string;
  };
  readonly excerpt: readonly ExcerptPart[];
}

/** Why there can be no answer; the sentences are in messages.ts. */
export type Trouble = 'no-index' | 'offline' | 'broken' | 'incomplete';

/** What came of a search. */
export type SearchAnswer =
  | { readonly kind: 'nothing-asked' }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  | {
      readonly kind: 'hits';
      readonly query: string;
      /** The words looked for instead, if the query's were not in the index. */
      readonly corrected?: string;
      /** Words of the query that the index does not have; the hits answer to the others. */
      readonly missing: readonly string[];
      /** Whether parts of the index could not be read, so that there may be other and better hits. */
      readonly isPartial: boolean;
      /** The first and best; empty if nothing was found. */
      readonly hits: readonly SearchHit[];
      /** Sections or runs of sections that match, shown or not. */
      readonly total: number;
      /** Further hits, in order, up to so many in all; those before stay as they are. */
      more(count: number): Promise<readonly SearchHit[]>;
    };
