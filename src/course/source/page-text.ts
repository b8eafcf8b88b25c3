// What a page's first lines say before it is parsed: its title, and whether anything stands below it; names made readable.
// Not here: parsing (parse.ts), what front matter says of order (front-matter-of-others.ts).

const FRONT_MATTER = /^\uFEFF?(?:---|\+\+\+)[ \t]*\r?\n[\s\S]*?^(?:---|\+\+\+)[ \t]*$/m;

/** The title that a folder's own page gives it; '' for none. */
export function titleIn(text: string): string {
  const head = FRONT_MATTER.exec(text)?.[0] ?? '';
  const [, stated] = /^title[ \t]*[:=][ \t]*["']?(.*?)["']?[ \t]*\r?$/m.exec(head) ?? [];
  if (stated) return stated;
  const [, heading = ''] = /^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*\r?$/m.exec(text.slice(head.length)) ?? [];
  return heading
    .replace(/\s*[{[]#?[^}\]]*[}\]]$/, '')
    .replace(/[*_`]+/g, '')
    .replace(/<[^>]*>/g, '')
    .trim();
}

/** True if something is to be read below the title. */
export function hasText(text: string): boolean {
  const body = text.slice(FRONT_MATTER.exec(text)?.[0].length ?? 0);
  return body
    .split(/\r?\n/)
    .some((line) => /\S/.test(line) && !/^\s*(?:#{1,6}\s|<!--.*-->\s*$|\uFEFF?\s*$)/.test(line));
}

/** A file's or folder's name made readable. */
export function humanise(base: string): string {
  const words = base.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
