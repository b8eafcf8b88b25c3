// The reader's attempts at each question. A question is identified by course, chapter and the id that its author gave it.
// An answer is stored as its text and not as its position in the list, so that it stays the same one after the author has
// moved or added others. Not here: grading and showing (questions.ts), when to ask again (schedule.ts).
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

/** Adds an attempt; one with the same time that holds more, such as a grade, replaces the earlier one. */
export function saveAttempt(key: QuestionKey, attempt: Attempt): Promise<boolean> {
  const given = attempt.given.map((words) => words.toWellFormed());
  return changeItem('answers', nameOf(key), (before = []) =>
    mergeAttempts([...before, { ...attempt, given }]),
  );
}
