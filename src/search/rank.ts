// Which section comes first (pure). Pagefind scores records by their words; what it cannot see is whether a heading is
// just what was asked, whether words stand side by side, and that summaries repeat. Not here: Pagefind's own weights.
import { answersTo, closeness } from './inflection.ts';
import { withoutStopWords, wordsOf, type Query } from './query.ts';
import type { RecordSection } from './sections.ts';

/** What is added to a section's share of Pagefind's best score. Found by trying tests/search/queries.yaml. */
const BONUS = {
  /** The heading answers every word of the query … */
  heading: 0.8,
  /** … and says nothing else. */
  exactHeading: 0.8,
  /** It does so in the query's own wording, small words included. */
  wording: 0.5,
  /** The heading begins with what was asked: "Sharding" before "Queries across shards". */
  begins: 0.1,
  /** The words stand side by side in the text, as asked. */
  phrase: 0.3,
  /** A chapter, or one of its own sections, answers by its heading: before those below it. */
  rank: [0.3, 0.2, 0.1],
};
/** A word that a heading above answers counts so much of one that the heading itself answers. */
const AROUND = 0.8;
const FACTOR = { section: 1, practice: 0.45, term: 1 };
/** A term's name counts less than the heading of the section that explains it; its aliases are found by no heading. */
const HEADING_FACTOR = { section: 1, practice: 1, term: 0.4 };

/** A section's worth, given its record's share of the best record's score (0 to 1). */
export function worthOf(section: RecordSection, query: Query, share: number): number {
  const { kind, above, chapter } = section.hit;
  const around = [...above, chapter.title].flatMap(wordsOf);
  const headings = section.names.map((name) => compare(wordsOf(name), around, query));
  const heading = headings.reduce((best, other) => (other.worth > best.worth ? other : best));
  let worth = share * literalness(section, query) + heading.worth * HEADING_FACTOR[kind];
  if (heading.isWhole) worth += BONUS.rank[above.length + (section.hit.address.includes('#') ? 1 : 0)] ?? 0;
  if (hasPhrase(section, query)) worth += BONUS.phrase;
  return worth * FACTOR[kind];
}

/** What of its worth a section keeps that has only longer words where others have the very word: "slow" for "SLO". */
const LONGER_WORD = 0.6;

/**
 * The worths of the sections that were found, each with its record's share of the best record's score, as `worthOf`
 * reckons them, less where another section has the query's very word.
 */
export function worthsOf(
  found: readonly { section: RecordSection; share: number }[],
  query: Query,
): number[] {
  const closest = found.map(({ section }) => {
    const words = [...section.names, ...section.matches.map((at) => section.words[at] ?? '')].flatMap(
      wordsOf,
    );
    return query.words.map((word) => nearest(word, words));
  });
  const isExact = query.words.map((_, at) => closest.some((worths) => worths[at] === 1));
  return found.map(({ section, share }, index) => {
    const isLonger = isExact.some((exact, at) => exact && isBetween(closest[index]?.[at]));
    return worthOf(section, query, share) * (isLonger ? LONGER_WORD : 1);
  });
}

/** What a heading is worth for a query, from 0 to the sum of the bonuses. */
function compare(
  heading: readonly string[],
  around: readonly string[],
  query: Query,
): { worth: number; isWhole: boolean } {
  const telling = withoutStopWords(heading);
  const answered = query.words.map((word) => nearest(word, telling));
  const above = query.words.map((word, at) => (answered[at] ? 0 : AROUND * nearest(word, around)));
  if (sum(answered) === 0) return { worth: 0, isWhole: false };
  const coverage = (sum(answered) + sum(above)) / query.words.length;
  const answering = telling.map((other) => query.words.some((word) => answersTo(other, word)));
  const exactness = answering.filter(Boolean).length / telling.length;
  const begins = answering[0] ? BONUS.begins : 0;
  const inWording = query.wording.filter((word) => nearest(word, heading) > 0);
  const wording = query.wording.length > query.words.length ? inWording.length / query.wording.length : 0;
  const said = BONUS.heading + BONUS.exactHeading * exactness + begins;
  return { worth: coverage ** 2 * said + coverage * BONUS.wording * wording, isWhole: !answered.includes(0) };
}

function isBetween(worth = 0): boolean {
  return worth > 0 && worth < 1;
}

/** How well the best of the words answers. */
function nearest(word: string, words: readonly string[]): number {
  return Math.max(0, ...words.map((other) => closeness(other, word)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * How much of a match is what it seems, from 0.4 to 1: the index drops punctuation, so `42.9` matches `429`, and cuts
 * endings, so `ordinal` matches `order`. Without matches in the text, the heading was the match.
 */
function literalness({ words, matches }: RecordSection, query: Query): number {
  if (matches.length === 0) return 1;
  const literal = matches.filter((at) => {
    const parts = wordsOf(words[at] ?? '');
    return query.words.some((word) => parts.some((part) => answersTo(part, word)));
  });
  return 0.4 + (0.6 * literal.length) / matches.length;
}

/** Whether the query stands in the text as it was typed, or its words in their order side by side. A single plain word
 * is no phrase. */
export function hasPhrase({ words, matches }: RecordSection, query: Query): boolean {
  if (/^\p{L}*$/u.test(query.text)) return false;
  const [first = '', ...others] = query.words;
  const typed = query.text.toLowerCase();
  const length = query.wording.length;
  return matches.some((start) => {
    const near = words.slice(start, start + length + 2);
    if (near.join(' ').toLowerCase().includes(typed)) return true;
    if (others.length === 0) return false;
    // A word of the text may be a compound: `Cache-Control` holds two words of the query.
    const parts = near.flatMap((word) => withoutStopWords(wordsOf(word)));
    const from = parts.findIndex((word) => answersTo(word, first));
    return from >= 0 && others.every((word, index) => answersTo(parts[from + 1 + index] ?? '', word));
  });
}
