// The typed door to Pagefind: a query goes in, sections come out, best first. Loads Pagefind when first asked.
// Not here: the index (search/index/), the interface (dialog.ts, page.ts), the sentences (messages.ts).
import { findCandidates, type Candidate } from './candidates.ts';
import type { SearchAnswer } from './hit.ts';
import { isRelated } from './inflection.ts';
import { IndexError, isReachable, loadIndex, loadVocabulary, type LoadedIndex } from './load.ts';
import { readQuery, type Query } from './query.ts';
import { hitsOf, isWitnessed, readRecords, type ReadRecord } from './records.ts';

/**
 * Records read for the first hits. Each costs 0.6 KB; of 150 queries 147 find the right section with 3 and 149 with 4,
 * and no more with 6.
 */
const FIRST = 4;

export interface Search {
  /** Begins to load the index, so that the first query waits less. */
  warm(): void;
  /** Answers the query, in one course if its title is given; or nothing if a newer one was asked meanwhile. */
  ask(typed: string, options?: { course?: string }): Promise<SearchAnswer | undefined>;
  /** Titles of the courses in the index; empty if there is only one. */
  courses(): Promise<readonly string[]>;
}

/** A search over the index at `<root>pagefind/`; `root` is an absolute address that ends in a slash. */
export function createSearch(root: string): Search {
  let loading: Promise<LoadedIndex> | undefined;
  let vocabulary: Promise<readonly string[]> | undefined;
  let newest = 0;
  let attempts = 0;

  const load = () => {
    loading ??= loadIndex(root, attempts++).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  const correct = async (query: Query, strange: readonly string[]): Promise<Query | undefined> => {
    vocabulary ??= loadVocabulary(root);
    const [known, { correctWord }] = await Promise.all([vocabulary, import('./spelling.ts')]);
    if (known.length === 0) vocabulary = undefined;
    const words = query.words.map((word) => (strange.includes(word) ? correctWord(word, known) : word));
    return words.every((word, at) => word === query.words[at]) ? undefined : readQuery(words.join(' '));
  };

  /** Undefined as soon as `isStale`. */
  const answer = async (
    query: Query,
    filters: Record<string, string>,
    isStale: () => boolean,
  ): Promise<SearchAnswer | undefined> => {
    const { pagefind, sectionsPerRecord, watch } = await load();
    watch.begin();
    // Sections of one record are read together.
    const first = Math.ceil(FIRST / Math.sqrt(sectionsPerRecord));
    const search = async (asked: Query): Promise<[Candidate[], ReadRecord[]] | undefined> => {
      const found = isStale() ? [] : await findCandidates(pagefind, asked, filters);
      const records = isStale() ? [] : await readRecords(found.slice(0, first));
      return isStale() ? undefined : [found, records];
    };

    const [found, records] = (await search(query)) ?? [];
    if (!found || !records) return undefined;
    if (watch.hasFailed()) {
      // Pagefind counts what it could not read as read, so the next question begins afresh.
      loading = undefined;
      if (records.length > 0) return { ...answerOf(query, found, records), isPartial: true };
      const trouble = (await isReachable(root)) ? 'incomplete' : 'offline';
      return isStale() ? undefined : { kind: 'trouble', trouble };
    }
    const strange = query.words.filter((word) => !isWitnessed(word, records));
    if (strange.length === 0) return answerOf(query, found, records);

    const corrected = await correct(query, strange);
    const [better, betterRecords] = (corrected && (await search(corrected))) ?? [];
    if (isStale()) return undefined;
    if (corrected && better && betterRecords && better.length > 0) {
      return { ...answerOf(corrected, better, betterRecords), query: query.text, corrected: corrected.text };
    }
    if (!(await isReachable(root))) return isStale() ? undefined : { kind: 'trouble', trouble: 'offline' };
    // What Pagefind falls back to for words that no record holds is no answer; the other words may have one.
    const missing = strange.filter((word) => !isWitnessed(word, records, isRelated));
    const rest = {
      ...readQuery(query.words.filter((word) => !missing.includes(word)).join(' ')),
      wording: query.wording,
    };
    if (missing.length === 0) return isStale() ? undefined : answerOf(query, found, records);
    const [others, otherRecords] = (rest.words.length > 0 && (await search(rest))) || [[], []];
    return isStale() ? undefined : { ...answerOf(rest, others, otherRecords), query: query.text, missing };
  };

  return {
    warm: () => void load().catch(() => undefined),
    async courses() {
      const { pagefind } = await load();
      return Object.keys((await pagefind.filters())['course'] ?? {});
    },
    async ask(typed, { course } = {}) {
      const ticket = ++newest;
      const isStale = () => ticket !== newest;
      const query = readQuery(typed);
      if (query.words.length === 0) return { kind: 'nothing-asked' };
      try {
        return await answer(query, course === undefined ? {} : { course }, isStale);
      } catch (error) {
        loading = undefined;
        const known = error instanceof IndexError ? error.trouble : undefined;
        const trouble = known ?? ((await isReachable(root)) ? 'broken' : 'offline');
        return isStale() ? undefined : { kind: 'trouble', trouble };
      }
    },
  };
}

function answerOf(
  query: Query,
  found: readonly Candidate[],
  records: readonly ReadRecord[],
): SearchAnswer & { kind: 'hits' } {
  const best = Math.max(...records.map(({ score }) => score), Number.MIN_VALUE);
  const hits = hitsOf(records, query, best);
  let read = records.length;
  return {
    kind: 'hits',
    query: query.text,
    missing: [],
    isPartial: false,
    hits: [...hits],
    total: Math.max(found.length, hits.length),
    async more(count) {
      while (hits.length < count && read < found.length) {
        const next = found.slice(read, read + count - hits.length);
        read += next.length;
        hits.push(...hitsOf(await readRecords(next), query, best));
      }
      return hits.slice(0, count);
    },
  };
}
