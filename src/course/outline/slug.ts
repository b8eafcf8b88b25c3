// Words → the ids of headings, by GitHub's rule. Not here: addresses of pages (source/addresses.ts).
import GithubSlugger from 'github-slugger';

/** Words → id: GitHub's rule; a title with no letter in it (such as an emoji) is called by its number. */
export function slugOf(words: string, number: number, noun = 'chapter'): string {
  const slug = withoutHyphens(new GithubSlugger().slug(words.trim()));
  return slug === '' ? `${noun}-${number}` : slug;
}

/** Without those at both ends. A pattern for the end would be tried at each hyphen of a long row. */
function withoutHyphens(slug: string): string {
  let [start, end] = [0, slug.length];
  while (slug.charAt(start) === '-') start += 1;
  while (end > start && slug.charAt(end - 1) === '-') end -= 1;
  return slug.slice(start, end);
}
