// Ids that pages use themselves: in their frame, for scripts, footnotes, questions and diagrams. A heading or term whose words
// would give such an id gets another one, or the page's own buttons and links would find it instead.

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
  'own-tools',
  'help-title',
  'own-tools',
  'delete-title',
  'search-field',
  'search-list',
  'footnote-label',
]);
const NUMBERED =
  /^(?:(?:tab|diagram|search-group|search-hit)-\d|(?:figure|lab-task|note-fn|note-fnref|question|answer|user-content)-)/;

/** The id itself, or one that the page does not use. */
export function freeId(id: string): string {
  return FIXED.has(id) || NUMBERED.test(id) ? `section-${id}` : id;
}
