// Ids that every page has of its own: of its frame, its scripts, its notes, questions and diagrams. A heading or a term of
// that name gets another, or buttons and links of the page would find the author's words instead.

const FIXED: ReadonlySet<string> = new Set([
  'content',
  'chapters',
  'sections',
  'settings',
  'on-this-page',
  'aims-title',
  'answers',
  'contents-title',
  'take-away-title',
  'definition',
  'help-title',
  'own-tools',
  'delete-title',
  'search-field',
  'search-list',
  'footnote-label',
]);
const NUMBERED =
  /^(?:(?:tab|diagram|search-group|search-hit)-\d|(?:figure|lab-task|note-fn|note-fnref|question|answer|user-content)-)/;

/** The id itself, or one that nothing of the page's own has. */
export function freeId(id: string): string {
  return FIXED.has(id) || NUMBERED.test(id) ? `section-${id}` : id;
}
