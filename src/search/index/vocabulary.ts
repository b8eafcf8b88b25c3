// The words that the site uses, for correcting misspelt queries (pure). The reader loads them only when a word of a
// query is not found. Not here: choosing among them (src/search/engine/spelling.ts).
import { wordsOf } from '../engine/query.ts';
import type { SearchPage } from './sections.ts';

/** Words of headings and terms; words of the text. Each in alphabetical order, separated by spaces. */
export interface Vocabulary {
  readonly headings: string;
  readonly text: string;
}

/**
 * About 6 KB over the wire. More do not help: a word that few sections of a large site use is rarely meant. Of words
 * used equally often all are in or none, or the alphabet would decide.
 */
const MAX_WORDS = 2500;

/** Words worth correcting to: long enough to be misspelt, and words at all. */
const WORD = /^\p{L}{4,24}$/u;
const WORDS = /\p{L}{4,24}/gu;

export function vocabularyOf(pages: readonly SearchPage[], maxWords = MAX_WORDS): Vocabulary {
  const headings = new Set<string>();
  const uses = new Map<string, number>();
  for (const { title, also, passages } of pages.flatMap((page) => page.sections)) {
    for (const word of [title, ...also].flatMap(wordsOf)) if (WORD.test(word)) headings.add(word);
    const prose = passages.filter(({ kind }) => kind === 'prose').map(({ text }) => text.toLowerCase());
    for (const word of new Set(prose.flatMap((text) => text.match(WORDS) ?? []))) {
      uses.set(word, (uses.get(word) ?? 0) + 1);
    }
  }
  const room = Math.max(0, maxWords - headings.size);
  const text = [...uses]
    .flatMap(([used, count]) => wordsOf(used).map((word) => ({ word, count })))
    .filter(({ word }) => !headings.has(word))
    .sort((a, b) => b.count - a.count);
  const leftOut = text[room]?.count ?? 0;
  const kept = text.filter(({ count }) => count > leftOut).map(({ word }) => word);
  return { headings: sorted(headings), text: sorted(kept) };
}

function sorted(words: Iterable<string>): string {
  return [...new Set(words)].sort().join(' ');
}
