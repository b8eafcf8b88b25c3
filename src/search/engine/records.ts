// Records that match, read and turned into hits, best first. Not here: which records match (candidates.ts), how a
// section's worth is reckoned (rank.ts).
import type { Candidate } from './candidates.ts';
import { excerptOf } from './excerpt.ts';
import type { SearchHit } from './hit.ts';
import { answersTo } from './inflection.ts';
import type { PagefindFragment } from './pagefind.ts';
import { wordsOf, type Query } from './query.ts';
import { worthsOf } from './rank.ts';
import { sectionsOf, type RecordSection } from './sections.ts';

/** A record that was read. */
export interface ReadRecord {
  readonly score: number;
  readonly fragment: PagefindFragment;
  readonly sections: readonly RecordSection[];
}

/** Those that can be read; one that cannot has been noticed on its way (watched-fetch.ts). */
export async function readRecords(candidates: readonly Candidate[]): Promise<ReadRecord[]> {
  const read = await Promise.all(
    candidates.map(async (candidate): Promise<ReadRecord[]> => {
      const fragment = await candidate.data().catch(() => undefined);
      if (!fragment) return [];
      const matches = [...candidate.matches].sort((a, b) => a - b);
      return [{ score: candidate.score, fragment, sections: sectionsOf(fragment, matches) }];
    }),
  );
  return read.flat();
}

/** Whether some record really holds the word: Pagefind falls back to shorter words without saying so. */
export function isWitnessed(word: string, records: readonly ReadRecord[], isSame = answersTo): boolean {
  return records.some(({ fragment, sections }) => {
    const matched = sections.flatMap((section) => section.matches.map((at) => section.words[at] ?? ''));
    return [...Object.values(fragment.meta), ...matched].some(
      (text) => text.toLowerCase().includes(word) || wordsOf(text).some((other) => isSame(other, word)),
    );
  });
}

/** The matching sections of the records, best first; `best` is the score that counts as 1. */
export function hitsOf(records: readonly ReadRecord[], query: Query, best: number): SearchHit[] {
  const found = records.flatMap(({ score, sections }) => {
    const matching =
      sections.length === 1 ? sections : sections.filter((section) => isAnswer(section, query));
    const most = Math.max(...matching.map(({ matches }) => matches.length), 1);
    return matching.map((section) => {
      // Of a record of several sections, each has the part of the score that its matches make likely.
      const part = sections.length === 1 ? 1 : (section.matches.length + 1) / (most + 1);
      return { section, share: (score / best) * part };
    });
  });
  const worths = worthsOf(found, query);
  return found
    .map(({ section }, index) => ({ section, worth: worths[index] ?? 0 }))
    .sort((a, b) => b.worth - a.worth)
    .map(({ section }) => ({ ...section.hit, excerpt: excerptOf(section.words, section.matches) }));
}

function isAnswer(section: RecordSection, query: Query): boolean {
  const heading = wordsOf(section.hit.title);
  return (
    section.matches.length > 0 || query.words.some((word) => heading.some((other) => answersTo(other, word)))
  );
}
