// The words that the site uses, for correcting misspelt queries (pure). The reader loads them only when a word of a
// query is not found. Not here: choosing among them (src/search/spelling.ts).
import { wordsOf } from '../search/query.ts';
import type { SearchPage } from './search-records.ts';

/** Words of headings and terms; words of the text. Each in alphabetical order, separated by spaces. */
export interface Vocabulary {
  readonly headings: string;
  readonly text: string;
}

/** More do not help: a word that three sections of a large site use is rarely what was meant. */
const MAX_WORDS = 4000;

/** Words worth correcting to: long enough to be misspelt, and words at all. */
const WORD = /^\p{L}{4,24}$/u;

export function vocabularyOf(pages: readonly SearchPage[], maxWords = MAX_WORDS): Vocabulary {
  const sections = pages.flatMap((page) => page.sections);
  const headings = new Set<string>();
  for (const section of sections) {
    for (const word of [section.title, ...section.also].flatMap(wordsOf)) if (WORD.test(word)) headings.add(word);
  }
  const uses = new Map<string, number>();
  for (const section of sections) {
    const prose = section.passages.filter((passage) => passage.kind === 'prose').map((passage) => passage.text);
    for (const word of new Set(prose.flatMap((text) => wordsOf(text)))) {
      if (WORD.test(word) && !headings.has(word)) uses.set(word, (uses.get(word) ?? 0) + 1);
    }
  }
  const text = [...uses]
    .filter(([, count]) => count > 1)
    .sort(([a, usesOfA], [b, usesOfB]) => usesOfB - usesOfA || (a < b ? -1 : 1))
    .slice(0, Math.max(0, maxWords - headings.size))
    .map(([word]) => word);
  return { headings: sorted(headings), text: sorted(text) };
}

function sorted(words: Iterable<string>): string {
  return [...words].sort().join(' ');
}
