// The tags of a built page; text in attributes and comments that looks like a tag is skipped. Relies on quoted attributes, which
// built pages have. Not here: parsing HTML of unknown origin.

const ATTRIBUTES = `(?:[^"'>]|"[^"]*"|'[^']*')*`;
const PIECE = new RegExp(
  `<!--[\\s\\S]*?-->|<(script|style)\\b(${ATTRIBUTES})>([\\s\\S]*?)</\\1\\s*>|<[a-z]${ATTRIBUTES}>`,
  'gi',
);

/** The page with each opening tag changed. */
export function mapOpeningTags(html: string, change: (tag: string) => string): string {
  return html.replace(PIECE, (piece: string, name?: string, attributes?: string) => {
    if (piece.startsWith('<!--')) return piece;
    if (name === undefined) return change(piece);
    const end = `<${name}${attributes ?? ''}>`.length;
    return change(piece.slice(0, end)) + piece.slice(end);
  });
}

/** The opening tags, in order. */
export function openingTagsOf(html: string): string[] {
  const tags: string[] = [];
  mapOpeningTags(html, (tag) => {
    tags.push(tag);
    return tag;
  });
  return tags;
}

export interface TextElement {
  readonly name: 'script' | 'style';
  /** Everything between the name and the `>`. */
  readonly attributes: string;
  readonly text: string;
}

/** Scripts and styles, in order. */
export function textElementsOf(html: string): TextElement[] {
  return [...html.matchAll(PIECE)].flatMap(([, name, attributes = '', text = '']): TextElement[] =>
    name === undefined
      ? []
      : [{ name: name.toLowerCase() === 'script' ? 'script' : 'style', attributes, text }],
  );
}
