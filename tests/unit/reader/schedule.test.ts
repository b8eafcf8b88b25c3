// When a question comes back. The reference is the scheduler's own repeated calls; the clock is ours.
import { createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import { describe, expect, test } from 'vitest';
import { cardOf, dueQuestions, gradeOf } from '../../../src/reader/schedule.ts';
import type { Attempt } from '../../../src/reader/record/record.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1, 8);
const right = (at: number, sure?: boolean): Attempt => ({
  at,
  given: ['x'],
  correct: true,
  ...(sure !== undefined && { sure }),
});
const wrong = (at: number): Attempt => ({ at, given: ['y'], correct: false });

test.each([
  ['right', right(0), Rating.Good],
  ['right and sure', right(0, true), Rating.Good],
  ['right and not sure', right(0, false), Rating.Hard],
  ['wrong', wrong(0), Rating.Again],
] as const)('an answer that is %s has its grade', (_what, attempt, grade) => {
  expect(gradeOf(attempt)).toBe(grade);
});

/** Answers given exactly when they are due, by what they were. */
const HISTORIES: readonly (readonly ('right' | 'unsure' | 'wrong')[])[] = [
  ['right'],
  ['wrong'],
  ['right', 'right', 'right', 'right'],
  ['right', 'unsure', 'right'],
  ['wrong', 'wrong', 'right', 'right'],
  ['right', 'right', 'wrong', 'right', 'unsure', 'right'],
  ['unsure', 'unsure', 'unsure', 'unsure', 'unsure'],
];

describe.each(HISTORIES)('a history of %s %s %s %s', (...history) => {
  test('gives the card that the scheduler itself gives', () => {
    const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false });
    const attempts: Attempt[] = [];
    let card = createEmptyCard(new Date(START));
    for (const kind of history.filter(Boolean)) {
      const at = card.due.getTime();
      const attempt = kind === 'wrong' ? wrong(at) : right(at, kind === 'right');
      attempts.push(attempt);
      card = scheduler.next(card, new Date(at), gradeOf(attempt)).card;
    }
    expect(cardOf(attempts)).toEqual(card);
  });
});

test('what is answered before it is due is practice and moves nothing', () => {
  const once = cardOf([wrong(START)]);
  expect(cardOf([wrong(START), right(START + 60_000), right(START + 120_000)])).toEqual(once);
});

test('a question known well comes back later each time, one forgotten soon', () => {
  let attempts: Attempt[] = [right(START)];
  const waits: number[] = [];
  for (let review = 0; review < 4; review += 1) {
    const due = cardOf(attempts)?.due.getTime() ?? 0;
    waits.push((due - (attempts.at(-1)?.at ?? 0)) / DAY);
    attempts = [...attempts, right(due, true)];
  }
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waits[0]).toBeGreaterThanOrEqual(1);
  const due = cardOf(attempts)?.due.getTime() ?? 0;
  const after = cardOf([...attempts, wrong(due)]);
  expect(((after?.due.getTime() ?? 0) - due) / DAY).toBeLessThan(10);
});

test('what has waited longest is asked first, and what is not due not at all', () => {
  const answers = new Map([
    ['a/b/late', [wrong(START)]],
    ['a/b/later', [wrong(START - DAY)]],
    ['a/b/new', [right(START + 9 * DAY)]],
  ]);
  expect(dueQuestions(answers, START + 9 * DAY).map(({ key }) => key)).toEqual(['a/b/later', 'a/b/late']);
  expect(dueQuestions(new Map(), START)).toEqual([]);
});
