// The part of Pagefind's browser module that we use, as types; Pagefind ships none for it.
// Not here: using it (engine.ts), or its indexing side, which has types of its own.

/** A place that Pagefind can link to; we write one per section (search/index/records.ts). */
export interface PagefindAnchor {
  readonly element: string;
  readonly id: string;
  readonly title?: string;
  /** The number of words of the record's text before it. */
  readonly location: number;
}

/** What Pagefind knows of one record; the object is shared by all results that point to it. */
export interface PagefindFragment {
  /** The address as we indexed it, relative to the site's root. */
  readonly raw_url?: string;
  readonly url: string;
  /** The record's text, words separated by single spaces. */
  readonly content: string;
  readonly anchors: readonly PagefindAnchor[];
  readonly meta: Readonly<Record<string, string>>;
}

export interface PagefindResult {
  readonly id: string;
  readonly score: number;
  /** Which words of the record's text matched, by number. */
  readonly words: readonly number[];
  data(): Promise<PagefindFragment>;
}

export interface PagefindResponse {
  readonly results: readonly PagefindResult[];
}

export interface PagefindInstance {
  init(): Promise<void>;
  search(term: string, options?: { filters?: Record<string, string> }): Promise<PagefindResponse>;
  /** Loads what a search for the term needs, without searching. */
  preload(term: string): Promise<void>;
  /** Per filter, its values with the number of records that have them. */
  filters(): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>>;
  destroy(): Promise<void>;
}

export interface PagefindModule {
  createInstance(options: {
    basePath?: string;
    /** A worker would cost another 11 KB and answer no sooner. */
    noWorker?: boolean;
    /** Instead of the time of day in the address of the entry file, so that a cache can answer for it. */
    metaCacheTag?: string;
    ranking?: {
      termFrequency?: number;
      termSimilarity?: number;
      pageLength?: number;
      termSaturation?: number;
      metaWeights?: Record<string, number>;
    };
  }): PagefindInstance;
}
