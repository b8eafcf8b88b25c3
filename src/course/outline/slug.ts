// Words → the ids of headings, as rehype-slug gives them. The outline needs them before a page is rendered, since links to
// headings are checked across the course, so one heading at a time goes through the plugin here; MDX files run it as a
// plugin. Not here: addresses of pages (source/addresses.ts).
import rehypeSlug from 'rehype-slug';

const addId = rehypeSlug();

/** Words → id by GitHub's rule; a title with no letter in it (such as an emoji) is called by its number. */
export function slugOf(words: string, number: number, noun = 'chapter'): string {
  const properties: { id?: string } = {};
  const text = { type: 'text' as const, value: words.trim() };
  addId({ type: 'root', children: [{ type: 'element', tagName: 'h2', properties, children: [text] }] });
  const slug = withoutHyphens(properties.id ?? '');
  return slug === '' ? `${noun}-${number}` : slug;
}

/** Without those at both ends. A pattern for the end would be tried at each hyphen of a long row. */
function withoutHyphens(slug: string): string {
  let [start, end] = [0, slug.length];
  while (slug.charAt(start) === '-') start += 1;
  while (end > start && slug.charAt(end - 1) === '-') end -= 1;
  return slug.slice(start, end);
}
