// The word that was probably meant (pure); loaded with the first word that is not found. Not here: when that is
// (engine.ts), the list of words (search/index/vocabulary.ts).
import { isSymbolWord } from './symbols.ts';

/**
 * Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours, each 1; anything
 * above `limit` counts as `limit + 1`.
 */
export function distanceOf(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let cost = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next[j] = cost;
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    [before, row] = [row, next];
  }
  return Math.min(row[b.length] ?? limit + 1, limit + 1);
}

/** How many slips a word of a length may hold: none below four letters, where everything is near everything. */
function slipsIn(word: string): number {
  return word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
}

/**
 * The nearest of the words, which come in order of importance; the beginning of one, if the word is still being typed.
 * Nothing if none is near, or the word is among them.
 */
export function nearestWord(word: string, words: Iterable<string>): string | undefined {
  const limit = slipsIn(word);
  let nearest: string | undefined;
  let least = limit + 1;
  for (const candidate of words) {
    if (candidate === word) return undefined;
    if (candidate[0] !== word[0] && candidate[1] !== word[0]) continue;
    const whole = distanceOf(word, candidate, limit);
    // Half a slip more than a whole word: what is typed so far may end anywhere.
    const begun =
      candidate.length > word.length ? distanceOf(word, candidate.slice(0, word.length), limit) + 0.5 : whole;
    const distance = Math.min(whole, begun);
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

/** The nearest known word, or the word itself if none is near or it is no plain word. */
export function correctWord(word: string, known: readonly string[]): string {
  const canBeMisspelt = /^\p{L}+$/u.test(word) && !isSymbolWord(word);
  return (canBeMisspelt && nearestWord(word, known)) || word;
}
