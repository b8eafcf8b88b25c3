// When a question is asked again: the history of its answers, played through FSRS (ts-fsrs). The schedule is worked out from
// the answers each time and kept nowhere, so records of two devices merge into the schedule of all their answers. Pure.
import { createEmptyCard, fsrs, Rating, type Card, type FSRS, type Grade } from 'ts-fsrs';
import type { Attempt } from './record/record.ts';

// Without steps of minutes: whoever reads a book comes back another day. Without chance, so that every device agrees.
const scheduler: FSRS = fsrs({ enable_fuzz: false, enable_short_term: false });

/** Who answered in the evening and comes back the next morning comes back a day later, not too early. */
const GRACE_MS = 12 * 3_600_000;

/** What an answer is worth. One that was right without a word on how sure it was counts as sure. */
export function gradeOf({ correct, sure }: Attempt): Grade {
  if (!correct) return Rating.Again;
  return sure === false ? Rating.Hard : Rating.Good;
}

/** The question's card after these answers. Those before it was due are practice, and change nothing. */
export function cardOf(attempts: readonly Attempt[]): Card | undefined {
  let card: Card | undefined;
  for (const attempt of attempts) {
    if (card && attempt.at < dueMsOf(card)) continue;
    card = scheduler.next(
      card ?? createEmptyCard(new Date(attempt.at)),
      new Date(attempt.at),
      gradeOf(attempt),
    ).card;
  }
  return card;
}

/** From when on a card may be asked again. */
const dueMsOf = (card: Card): number => card.due.getTime() - GRACE_MS;

export function dueMsAfter(attempts: readonly Attempt[]): number {
  const card = cardOf(attempts);
  return card ? dueMsOf(card) : Infinity;
}

/** The keys of the questions that are due, those that have waited longest first. */
export function dueQuestions(
  answers: ReadonlyMap<string, readonly Attempt[]>,
  nowMs: number,
): { readonly key: string; readonly dueMs: number }[] {
  return [...answers]
    .map(([key, attempts]) => ({ key, dueMs: dueMsAfter(attempts) }))
    .filter(({ dueMs }) => dueMs <= nowMs)
    .sort((a, b) => a.dueMs - b.dueMs || (a.key < b.key ? -1 : 1));
}
