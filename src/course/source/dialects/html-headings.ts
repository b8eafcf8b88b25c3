// Headings that authors write as HTML, mostly to center them: <h1 align="center">Words</h1> → the heading in Markdown, which
// has a place in the outline. Lines in, lines out. Not here: headings over several lines (pairs.ts joins them).
import { attribute } from './attribute.ts';

const HEADING =
  /^\s*(?:<(center|div|p)(?:\s[^<>]{0,200})?>\s*)?<h([1-6])((?:\s[^<>]{0,300})?)>(.{1,2000}?)<\/h\2>\s*(?:<\/\1>)?(?:\s*<br\s*\/?>)*\s*$/i;
const FRAMES = /<\/?(?:br|p|div|center|font|big|b|strong|span)(?:\s[^<>]{0,200})?\/?>/gi;

/** The heading and the pictures above it; undefined for other lines, and for a line that is set like a heading for its looks. */
export function headingInHtml(text: string): readonly string[] | undefined {
  if (!/<h[1-6][\s>]/i.test(text)) return undefined;
  const [, , rank = '', rest = '', inner = ''] = HEADING.exec(text) ?? [];
  if (rank === '' || /<h[1-6]/i.test(inner)) return undefined;
  const level = Number(rank);
  // Below a title, small headings in the middle are what a book says under its name.
  if (level > 2 && attribute(rest, 'align') !== '') return undefined;
  const hasPictures = /<(?:img|picture)\b/i.test(inner);
  const bare = inner.replace(FRAMES, ' ').replace(/\s+/g, ' ').trim();
  const spoken = hasPictures
    ? bare
        .replace(/<[^<>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
    : bare;
  const words = spoken || (level === 1 ? attribute(/<img\b([^<>]*)>/i.exec(inner)?.[1] ?? '', 'alt') : '');
  if (words === '') return undefined;
  const id = attribute(rest, 'id');
  const heading = `${'#'.repeat(level)} ${words}${/^[\w:.-]+$/.test(id) ? ` {#${id}}` : ''}`;
  if (!hasPictures) return [heading];
  const pictures = inner.replace(/(^|>)[^<>]+(?=<|$)/g, '$1');
  return [`<p${attribute(rest, 'align') === '' ? '' : ' align="center"'}>${pictures}</p>`, '', heading];
}
