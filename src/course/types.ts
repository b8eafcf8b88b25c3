// The course as the rest of Lectern sees it: plain, serialisable data. What each field means is said here and nowhere else.
// Not here: how it is read (read-course.ts), cut (outline/), checked (checks/), kept (entry-schemas.ts) or shown (components/).

/** A place in an author's file; lines and columns count from 1. */
export interface Place {
  /** Path as the author would name it, relative to where they work, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A heading of a chapter with everything below it, up to the next heading of its rank. */
export interface Section {
  /** The heading's id on the page: unique in its chapter, stable as long as the heading's words are. */
  readonly id: string;
  /** The heading's words without markup. */
  readonly title: string;
  /** The rank it is shown at: 2 for a chapter's own sections, 3 below those … 6; skipped levels are mended. */
  readonly depth: number;
  /** The heading's line in the author's file. */
  readonly line: number;
}

/** What a section of rank 2 or 3 says, up to the next one. */
export interface SectionText {
  readonly id: string;
  readonly words: number;
  /** The same as long as its words are. */
  readonly digest: string;
}

/** What a reader can do after a chapter, and what its questions ask. */
export interface Objective {
  readonly id: string;
  readonly text: string;
}

/** One choice of a question, with the reason it is right or tempting. */
export interface Answer {
  readonly text: string;
  readonly correct: boolean;
  readonly why: string;
}

/** A question with its place; the kinds differ in what the reader does. */
export type Question = {
  readonly id: string;
  readonly objective: string;
  /** Markdown. */
  readonly ask: string;
  readonly line: number;
} & (
  | { readonly kind: 'choice'; readonly answers: readonly Answer[] }
  | {
      readonly kind: 'number';
      readonly number: number;
      readonly tolerance: number;
      readonly unit: string;
      readonly why: string;
    }
  | { readonly kind: 'order'; readonly order: readonly string[]; readonly why: string }
);

/** Something to do in a lab, which the lab can check: a result to be equal to, or a plan with conditions. */
export interface Task {
  readonly id: string;
  /** Markdown, as `hint` and `why`. */
  readonly ask: string;
  /** The database it works on; '' for the page's own. */
  readonly lab: string;
  /** SQL that the reader begins with; may be empty. */
  readonly start: string;
  /** SQL whose rows the reader's last result has to equal. */
  readonly result?: string | undefined;
  /** Whether in the same order. */
  readonly ordered: boolean;
  /** A query whose plan is looked at after the reader's SQL. */
  readonly plan?: string | undefined;
  /** What the plan must contain. */
  readonly uses: readonly string[];
  /** What it must not contain. */
  readonly avoids: readonly string[];
  readonly hint: string;
  /** SQL. */
  readonly solution: string;
  readonly why: string;
  readonly line: number;
}

/** An interactive figure where an author put it. */
export interface FigureUse {
  readonly name: string;
  /** Id of the section it stands in, or '' above the first. */
  readonly section: string;
  readonly line: number;
}

/** A glossary entry. */
export interface Term {
  /** Its id on the glossary page. */
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** One sentence, HTML as rendered from the author's Markdown. */
  readonly definition: string;
  /** Where the course introduces it: an address relative to the course folder, or '' if it does not say. */
  readonly introducedIn: string;
  readonly line: number;
}

/** A stretch of a title; stretches of all kinds together are its words. */
export interface TitlePart {
  readonly text: string;
  readonly kind: 'text' | 'code' | 'emphasis' | 'strong' | 'deleted';
}

/** One page of reading. */
export interface Chapter {
  /** Its address in the course folder, without `.html`. */
  readonly id: string;
  /** 1 for the first chapter. */
  readonly number: number;
  readonly title: string;
  /** The title with its code and emphasis; absent where it has none. */
  readonly titleParts?: readonly TitlePart[];
  /** Title of the part of the course that it belongs to, as several folders or a list's groups make them; absent for none. */
  readonly part?: string;
  /** For covers and search engines: the author's, else the first sentence that says something. */
  readonly description: string;
  /** What stands below the title: the author's description, or ''; a first sentence would only stand there twice. */
  readonly lede: string;
  /** Reading time in minutes, the author's or estimated from the words; at least 1. */
  readonly minutes: number;
  readonly objectives: readonly Objective[];
  /** Ids of chapters that should be read before. */
  readonly prerequisites: readonly string[];
  readonly sections: readonly Section[];
  readonly sectionTexts: readonly SectionText[];
  readonly questions: readonly Question[];
  /** Addresses this chapter had in a hand-written contents list (`#caching`), without the `#`. */
  readonly anchors: readonly string[];
  /** The interactive figures in the order they stand in. */
  readonly figures: readonly FigureUse[];
  /** The answers to its questions as list items, shown folded at its end; may be empty. */
  readonly answersHtml: string;
  readonly source: Place;
}

/** A course: a cover and its chapters in order. The text of each page is the rendered content of its entry. */
export interface Course {
  /** The first part of its addresses: the name of its file or folder. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** BCP 47 language tag, for `<html lang>`, hyphenation and search. */
  readonly language: string;
  readonly chapters: readonly Chapter[];
  readonly terms: readonly Term[];
  /** What stands above the glossary's first term, as HTML. */
  readonly glossaryHtml: string;
  /** Files beside the texts that its pages use. */
  readonly files: readonly CourseFile[];
  readonly source: Place;
}

/** A picture or a download. */
export interface CourseFile {
  /** Where it is published: a path below the site's root, beginning with the course's id. */
  readonly address: string;
  /** Where it lies: a path below the content folder. */
  readonly source: string;
}
