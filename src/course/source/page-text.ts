// What a page's first lines say before it is parsed: its title, and whether anything stands below it; names made readable.
// Not here: parsing (parse.ts), what front matter says of order (front-matter-of-others.ts).
import { LONGEST_TITLE } from './schema.ts';

const FRONT_MATTER = /^\uFEFF?(?:---|\+\+\+)[ \t]*\r?\n[\s\S]*?^(?:---|\+\+\+)[ \t]*$/m;

/** The title that a folder's own page gives it; '' for none. */
export function titleIn(text: string): string {
  const head = FRONT_MATTER.exec(text)?.[0] ?? '';
  const [, stated = ''] = /^title[ \t]*[:=](.*)$/m.exec(head) ?? [];
  // Patterns that look for the end of a line try again at each of its blanks, so a long one is cut before.
  const title = stated.slice(0, LONGEST_LINE).trim().replace(/^["']/, '').replace(/["']$/, '');
  if (title) return title;
  const [, heading = ''] = /^ {0,3}#{1,6}[ \t](.*)$/m.exec(text.slice(head.length)) ?? [];
  return heading
    .slice(0, LONGEST_LINE)
    .trim()
    .replace(/[ \t]+#*$/, '')
    .replace(/\s*[{[]#?[^}\]]*[}\]]$/, '')
    .replace(/[*_`]+/g, '')
    .replace(/<[^>]*>/g, '')
    .trim();
}

const LONGEST_LINE = 2 * LONGEST_TITLE;

/** A title of another tool's, which has no place where its length could be told. */
export function shortTitle(title: string): string {
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE)}…` : title;
}

/** True if something is to be read below the title. */
export function hasText(text: string): boolean {
  const body = text.slice(FRONT_MATTER.exec(text)?.[0].length ?? 0);
  return body
    .split(/\r?\n/)
    .some((line) => /\S/.test(line) && !/^(?:#{1,6}(?:\s|$)|<!--.*-->$|\uFEFF?$)/.test(line.trim()));
}

/** A name without what other tools add to it: Notion a number of 32 digits, GitHub the ending of a wiki. */
export function withoutMarks(base: string): string {
  return base.replace(/(?<=.)[ -][0-9a-f]{32}$/, '').replace(/(?<=.)\.wiki$/i, '');
}

/** A file's or folder's name made readable. */
export function humanise(base: string): string {
  const words = base.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
