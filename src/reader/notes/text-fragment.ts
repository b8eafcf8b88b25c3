/**
 * The directive by which browsers find a passage in a page by its words, to be put behind an address's hash; a long passage
 * is named by its beginning and its end. Specification: https://wicg.github.io/scroll-to-text-fragment/
 */
export function textFragment(passage: string): string {
  // A dash and a comma have a meaning of their own there.
  const encode = (words: string): string => encodeURIComponent(words.toWellFormed()).replaceAll('-', '%2D');
  const words = passage.split(' ');
  return words.length <= 12
    ? `:~:text=${encode(passage)}`
    : `:~:text=${encode(words.slice(0, 5).join(' '))},${encode(words.slice(-5).join(' '))}`;
}
