// What a reader has answered: per question the attempts. Questions are known by course, chapter and their author's id.
// Answers are kept in the words of the page and not by their place in a list, so that an answer is still the same one after
// the author has moved or added others. Not here: judging and showing (questions.ts), when to ask again (schedule.ts).
import { mergeAttempts } from './record/merge.ts';
import { questionKey, type Attempt } from './record/record.ts';
import { changeItem, readItem } from './record/store.ts';

export interface QuestionKey {
  readonly course: string;
  readonly chapter: string;
  readonly question: string;
}

const nameOf = ({ course, chapter, question }: QuestionKey): string => questionKey(course, chapter, question);

/** The last attempt at a question. */
export async function lastAttempt(key: QuestionKey): Promise<Attempt | undefined> {
  return (await readItem('answers', nameOf(key)))?.at(-1);
}

/** Adds an attempt; one of the same moment that says more replaces the one before. */
export function saveAttempt(key: QuestionKey, attempt: Attempt): Promise<boolean> {
  const given = attempt.given.map((words) => words.toWellFormed());
  return changeItem('answers', nameOf(key), (before = []) =>
    mergeAttempts([...before, { ...attempt, given }]),
  );
}
