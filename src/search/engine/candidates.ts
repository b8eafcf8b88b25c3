// Which records match, by asking Pagefind in as many ways as the query has. Not here: what is in them (records.ts).
import type { PagefindFragment, PagefindInstance } from './pagefind.ts';
import type { Query } from './query.ts';

/** With so many whole matches, only the best few of the records that hold some of the words are added … */
const ENOUGH = 4;
const FEW = 2;
/** … and with so many, none: one of them has the words in its heading, and on a large site each look-up takes 10 ms. */
const MANY = 30;
/** What the best record is worth that holds an identifier only in its parts, if others hold it whole. */
const PARTS_SHARE = 0.7;
/** Words looked up one by one at most; each may cost a chunk of the index. */
const MAX_SINGLE_WORDS = 6;

/** So many letters are mostly a word, or enough of it to lie in one chunk. */
const WHOLE = 5;

/** A record that matches, with what several searches found out about it. */
export interface Candidate {
  readonly id: string;
  readonly score: number;
  /** Which words of its text match, by number. */
  readonly matches: ReadonlySet<number>;
  data(): Promise<PagefindFragment>;
}

/**
 * Records that hold all words in one of the spellings, and the best of those that hold some: a heading that is one word
 * of the query may be what was meant rather than a text that happens to hold all. Best first, scores from 1 downwards.
 */
export async function findCandidates(
  pagefind: PagefindInstance,
  query: Query,
  filters: Readonly<Record<string, string>>,
): Promise<Candidate[]> {
  // A few letters may begin words of the next chunk of the index too, which Pagefind would not load for them.
  const last = query.words.at(-1) ?? '';
  if (last.length > 1 && last.length < WHOLE) await pagefind.preload(`${last}zz`);
  const bySpelling: Candidate[][] = [];
  for (const spelling of query.spellings) {
    const most = bySpelling.some(({ length }) => length > 0) ? PARTS_SHARE : 1;
    bySpelling.push(withBest(most, await ask(pagefind, spelling, filters)));
  }
  const whole = merge(bySpelling.flat(), Math.max);
  if (query.words.length === 1 || whole.length >= MANY) return sortByScore(whole);

  const ids = new Set(whole.map(({ id }) => id));
  const some = withBest(1, await findSome(pagefind, query.words.slice(0, MAX_SINGLE_WORDS), filters));
  const partial = sortByScore(some.filter(({ id }) => !ids.has(id)));
  return sortByScore([...whole, ...partial.slice(0, whole.length < ENOUGH ? undefined : FEW)]);
}

/** Records that hold some of the words or all: the more and the rarer, the better. */
async function findSome(
  pagefind: PagefindInstance,
  words: readonly string[],
  filters: Readonly<Record<string, string>>,
): Promise<Candidate[]> {
  const byWord: Candidate[][] = [];
  for (const word of words) byWord.push(await ask(pagefind, word, filters));
  const all = byWord.reduce((sum, found) => sum + found.length, 0);
  const holders = new Map<string, number>();
  const weighed = byWord.flatMap((found) => {
    const rarity = Math.log(1 + all / (found.length + 1));
    return withBest(1, found).map((candidate) => {
      holders.set(candidate.id, (holders.get(candidate.id) ?? 0) + 1);
      // A word alone in a title outscores everything; here it must not outweigh the other words.
      return { ...candidate, score: rarity * Math.sqrt(candidate.score) };
    });
  });
  return merge(weighed, (a, b) => a + b).map((found) => ({
    ...found,
    score: (found.score * (holders.get(found.id) ?? 0)) / words.length,
  }));
}

async function ask(
  pagefind: PagefindInstance,
  term: string,
  filters: Readonly<Record<string, string>>,
): Promise<Candidate[]> {
  const { results } = await pagefind.search(term, { filters });
  return results.map((result) => ({
    id: result.id,
    score: result.score,
    matches: new Set(result.words),
    data: () => result.data(),
  }));
}

/** The same candidates, with scores in proportion and the given one for the best. */
function withBest(score: number, candidates: readonly Candidate[]): Candidate[] {
  const best = Math.max(...candidates.map((candidate) => candidate.score), Number.MIN_VALUE);
  return candidates.map((candidate) => ({ ...candidate, score: (score * candidate.score) / best }));
}

/** One candidate per record, with the matches of all. */
function merge(candidates: readonly Candidate[], combine: (a: number, b: number) => number): Candidate[] {
  const merged = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const known = merged.get(candidate.id);
    if (!known) merged.set(candidate.id, candidate);
    else {
      const matches = new Set([...known.matches, ...candidate.matches]);
      merged.set(candidate.id, { ...known, matches, score: combine(known.score, candidate.score) });
    }
  }
  return [...merged.values()];
}

function sortByScore(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort((a, b) => b.score - a.score);
}
