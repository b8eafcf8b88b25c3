// Which section comes first (pure). Pagefind scores records by their words; what it cannot see is whether a heading is
// just what was asked, whether words stand side by side, and that summaries repeat. Not here: Pagefind's own weights.
import { answersTo, closeness } from './inflection.ts';
import { QUESTION_WORDS, contentWordsOf, wordsOf, type Query } from './query.ts';
import { formsOf } from './word-forms.ts';
import type { RecordSection } from './sections.ts';

/**
 * What is added to a section's share of Pagefind's best score. Found by trying tests/search/queries.yaml; the right
 * sections stay on top if any of these is changed by a tenth.
 */
const BONUS = {
  /** The heading answers every word of the query … */
  heading: 0.8,
  /** … and says nothing else. */
  exactHeading: 0.8,
  /** The heading begins with what was asked: "Sharding" before "Queries across shards". */
  begins: 0.1,
  /** The words stand in the text side by side, as they were asked. */
  phrase: 0.75,
  /** A chapter, or one of its own sections, answers by its heading: before those below it. */
  rank: [0.3, 0.2, 0.1],
};
/** A word that a heading above answers counts so much of one that the heading itself answers. */
const AROUND = 0.9;
const FACTOR = { section: 1, practice: 0.45, term: 1 };
/** A term's name counts less than the heading of the section that explains it; its aliases are found by no heading. */
const HEADING_FACTOR = { section: 1, practice: 1, term: 0.4 };
/** A term that the query does not name only mentions what was asked; a section says more. */
const MENTION = 0.6;

/** A section's worth, given its record's share of the best record's score (0 to 1). */
export function worthOf(section: RecordSection, query: Query, share: number): number {
  const { kind, above, chapter, address } = section.hit;
  const around = [...above, chapter.title].flatMap(wordsOf);
  const headings = section.names.map((name) => compare(name, around, query));
  const heading = headings.reduce((best, other) => (other.worth > best.worth ? other : best));
  let worth = share * literalness(section, query) + heading.worth * HEADING_FACTOR[kind];
  if (heading.isWhole) worth += BONUS.rank[above.length + (address.includes('#') ? 1 : 0)] ?? 0;
  worth += BONUS.phrase * phraseShare(section, query);
  return worth * (kind === 'term' && !heading.isWhole ? MENTION : FACTOR[kind]);
}

/** What a section loses that has only longer words where others have the very word: "slow" for "SLO". */
const LONGER_WORDS = 0.4;

/**
 * The worths of the sections that were found, each with its record's share of the best record's score, as `worthOf`
 * reckons them, less for each of the query's words that another section has and this one has only as part of a longer.
 */
export function worthsOf(
  found: readonly { section: RecordSection; share: number }[],
  query: Query,
): number[] {
  const closest = found.map(({ section }) => {
    const words = [...section.names, ...section.matches.map((at) => section.words[at] ?? '')].flatMap(
      wordsOf,
    );
    return query.words.map((word) => nearest(word, words, query));
  });
  const isExact = query.words.map((_, at) => closest.some((worths) => worths[at] === 1));
  return found.map(({ section, share }, index) => {
    const longer = isExact.filter((exact, at) => exact && isBetween(closest[index]?.[at])).length;
    return worthOf(section, query, share) * (1 - (LONGER_WORDS * longer) / query.words.length);
  });
}

/** What a heading is worth for a query; and whether it and the headings above it answer all words between them. */
function compare(name: string, around: readonly string[], query: Query): { worth: number; isWhole: boolean } {
  const heading = wordsOf(name);
  const telling = contentWordsOf(name, formsOf(query.language).small);
  if (!query.words.some((word) => nearest(word, telling, query) > 0)) return { worth: 0, isWhole: false };
  // Who asks why wants the heading that says why; a heading without such a word answers any question.
  const asking = query.wording.filter((word) => QUESTION_WORDS.has(word) && heading.includes(word));
  const words = [...query.words, ...asking];
  const own = [...telling, ...asking];
  const answered = words.map((word) =>
    Math.max(nearest(word, own, query), AROUND * nearest(word, around, query)),
  );
  const coverage = sum(answered) / words.length;
  const answering = own.map((other) => words.some((word) => answersTo(other, word, query.root)));
  const exactness = answering.filter(Boolean).length / own.length;
  const said = BONUS.heading + BONUS.exactHeading * exactness + (answering[0] ? BONUS.begins : 0);
  return { worth: coverage ** 2 * said, isWhole: !answered.includes(0) };
}

function isBetween(worth = 0): boolean {
  return worth > 0 && worth < 1;
}

/** How well the best of the words answers. */
function nearest(word: string, words: readonly string[], { root }: Query): number {
  return Math.max(0, ...words.map((other) => closeness(other, word, root)));
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
    return query.words.some((word) => parts.some((part) => answersTo(part, word, query.root)));
  });
  return 0.4 + (0.6 * literal.length) / matches.length;
}

/**
 * Which share of the query's pairs of neighbours, small words included, are neighbours in the text: all of a phrase,
 * all of an identifier, some of a question that the text asks too. A single word has none.
 */
export function phraseShare({ words }: RecordSection, { wording }: Query): number {
  const pairs = wording.slice(1).map((word, at) => ` ${wording[at]} ${word}`);
  if (pairs.length === 0) return 0;
  const text = ` ${wordsOf(words.join(' ')).join(' ')}`;
  return pairs.filter((pair) => text.includes(pair)).length / pairs.length;
}
