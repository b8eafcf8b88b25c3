// What the index and the search agree on: how a record's sections are marked. Pagefind keeps, per anchor, the name of
// its element, its id and a title, and nothing else; so the element says what kind of section begins (`section`,
// `aside` for practice, `dfn` for a term) and the title holds the way to it: number of the chapter (0: no chapter),
// course, chapter, headings above, heading.

/** Between the parts of a title; no heading contains it. */
export const TITLE_SEPARATOR = ' ⁝ ';

/** The id of a chapter's opening, which has none on the page; browsers take #top to the beginning. */
export const OPENING_ID = 'top';
