// When a question is asked again: the history of its answers, replayed through FSRS (ts-fsrs). The schedule is computed from
// the answers each time and stored nowhere, so merged records of two devices give the schedule of all their answers. Pure.
import { createEmptyCard, fsrs, Rating, type Card, type FSRS, type Grade } from 'ts-fsrs';
import type { Outline } from './record/outline.ts';
import { readKey, type Attempt } from './record/record.ts';

// No short-term steps of minutes, since readers come back another day; no random fuzz, so that all devices agree.
const scheduler: FSRS = fsrs({ enable_fuzz: false, enable_short_term: false });

/** Half a day early still counts as due: an answer given in the evening can come back the next morning. */
const GRACE_MS = 12 * 3_600_000;

/** The FSRS grade of an answer; a right answer without a statement of confidence counts as sure. */
export function gradeOf({ correct, sure }: Attempt): Grade {
  if (!correct) return Rating.Again;
  return sure === false ? Rating.Hard : Rating.Good;
}

/** The question's card after these answers; answers before it was due are practice and change nothing. */
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

/** The keys of the questions that are due in a course; those that its chapters no longer ask are left out. */
export function dueInCourse(
  answers: ReadonlyMap<string, readonly Attempt[]>,
  course: string,
  outline: Outline,
  nowMs: number,
): string[] {
  const asked = new Set(
    outline.chapters.flatMap(({ id, questions }) => questions.map((each) => `${id}/${each}`)),
  );
  return dueQuestions(answers, nowMs)
    .map(({ key }) => key)
    .filter((key) => {
      const [of, chapter, question] = readKey(key) ?? [];
      return of === course && asked.has(`${chapter}/${question}`);
    });
}
