/**
 * The text fragment directive by which browsers find a passage, to be appended to an address's hash; a long passage is given
 * by its beginning and its end. Specification: https://wicg.github.io/scroll-to-text-fragment/
 */
export function textFragment(passage: string): string {
  // Dash and comma are part of the syntax.
  const encode = (words: string): string => encodeURIComponent(words.toWellFormed()).replaceAll('-', '%2D');
  const words = passage.split(' ');
  return words.length <= 12
    ? `:~:text=${encode(passage)}`
    : `:~:text=${encode(words.slice(0, 5).join(' '))},${encode(words.slice(-5).join(' '))}`;
}
