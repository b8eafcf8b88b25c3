// Whether two words are forms of one word, roughly and for English unless another `root` is given (pure): enough to compare a query with a heading.
// Not here: the stemming of the index, which is Pagefind's.

const ENDING = /(?:ions?|ings?|ies|ied|ers?|ors?|ed|es|s|y|e)$/;

/**
 * A word without its ending: `caches`, `cached`, `caching` → `cach`; `invalidate`, `invalidation` → `invalid`. At least
 * three letters stay. American and British spellings (`optimize`, `optimise`) have one root.
 */
export function rootOf(word: string): string {
  const root = word.replace(/iz(?=[eai])/, 'is').replace(ENDING, '');
  if (root.length < 3) return word;
  if (root.length > 5 && root.endsWith('at')) return root.slice(0, -2);
  return /([bdgklmnprtv])\1$/.test(root) ? root.slice(0, -1) : root;
}

/** Whether a word of the text answers to a word of the query, which may still be being typed. */
export function answersTo(textWord: string, queryWord: string, root = rootOf): boolean {
  return closeness(textWord, queryWord, root) > 0;
}

/**
 * How well it answers, from 0 to 1: 1 for the word or a form of it; less for a longer word with the same beginning, since
 * what is typed so far may be all (`slo`, but also `slow`).
 */
export function closeness(textWord: string, queryWord: string, root = rootOf): number {
  if (!textWord.startsWith(queryWord)) return root(textWord) === root(queryWord) ? 1 : 0;
  const ending = textWord.slice(queryWord.length);
  return ['', 's', 'es'].includes(ending) || (root !== rootOf && root(textWord) === root(queryWord))
    ? 1
    : (queryWord.length / textWord.length) ** 0.25;
}

/** Whether two words may belong to one family: `available`, `availability`. */
export function isRelated(textWord: string, queryWord: string, root = rootOf): boolean {
  const needed = Math.max(4, Math.ceil(queryWord.length / 2));
  return answersTo(textWord, queryWord, root) || textWord.slice(0, needed) === queryWord.slice(0, needed);
}
