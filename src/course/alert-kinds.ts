// What other tools call their boxes → the five kinds of alert that there are here, with the word that such a box has for
// its title. Data only. Not here: how boxes are written (source/dialects/) and drawn (markdown/blocks/alerts.ts).

export type AlertKind = 'note' | 'tip' | 'important' | 'warning' | 'caution';

/** By kind the words for it: those of GitHub, Docusaurus, VitePress, MkDocs Material, Quarto, MyST, GitBook and Obsidian. */
const WORDS: Readonly<Record<AlertKind, string>> = {
  note:
    'note info information seealso abstract summary tldr question help faq example examples exercise quote cite todo ' +
    'definition remark details admonition callout notice primary secondary default theorem lemma corollary proposition ' +
    'proof axiom algorithm problem conclusion observation aside topic objectives keypoints agenda instructor discussion message',
  tip: 'tip hint success check done solution answer new highlight testimonial spoiler',
  important: 'important attention key prereq prerequisites',
  warning: 'warning warn caution-soft deprecated',
  caution: 'caution danger error bug failure fail missing alert critical',
};

const KINDS: ReadonlyMap<string, AlertKind> = new Map(
  (Object.entries(WORDS) as [AlertKind, string][]).flatMap(([kind, words]) =>
    words.split(' ').map((word): [string, AlertKind] => [word, kind]),
  ),
);
const TITLES: ReadonlyMap<string, string> = new Map([
  ['seealso', 'See also'],
  ['tldr', 'TL;DR'],
  ['faq', 'FAQ'],
  ['todo', 'To do'],
  ['keypoints', 'Key points'],
  ['prereq', 'Prerequisites'],
]);
/** Words that say only that it is a box. */
const MERE_BOXES: ReadonlySet<string> = new Set([
  'admonition',
  'callout',
  'notice',
  'primary',
  'secondary',
  'default',
  'aside',
  'details',
  'message',
]);

/** The kind of alert, or undefined for a word that names no box. */
export function alertKind(word: string): AlertKind | undefined {
  return KINDS.get(word.toLowerCase());
}

/** The title of a box that has none of its own. */
export function alertTitle(word: string): string {
  const lower = word.toLowerCase();
  if (MERE_BOXES.has(lower)) return 'Note';
  return TITLES.get(lower) ?? `${lower.charAt(0).toUpperCase()}${lower.slice(1)}`;
}
