// Addresses that the site uses itself, and that no course or chapter may have.

/** Folders and pages of the site. */
export const RESERVED_COURSES = ['search', 'notebook', 'index', '404', 'pagefind', 'assets', 'fonts'];

/** Pages of each course besides its chapters, its cover and its glossary. */
export const RESERVED_CHAPTERS = ['topics', 'figures', 'print'];

/** The same with the cover and the glossary. */
export const RESERVED_PAGES = ['index', 'glossary', ...RESERVED_CHAPTERS];
