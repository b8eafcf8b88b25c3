// What a reader has answered: per question the attempts, in this browser. Questions are known by course, chapter and their
// author's id. Answers are kept in the words of the page and not by their place in a list, so that an answer is still the
// same one after the author has moved or added others. Not here: judging and showing (questions.ts).
import { load, save } from './stored.ts';
import { isObject } from './place.ts';

const KEY = 'lectern:answers';
/** The first attempt is worth keeping, and the last ones. */
const MOST_ATTEMPTS = 12;

export interface Attempt {
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** The chosen answers, the typed number, or the steps in their order; empty where the reader asked for the answer. */
  readonly given: readonly string[];
  readonly correct: boolean;
}

interface AnswersRecord {
  readonly version: 1;
  /** By `course/chapter/question`. */
  readonly answers: Readonly<Record<string, readonly Attempt[]>>;
}

export interface QuestionKey {
  readonly course: string;
  readonly chapter: string;
  readonly question: string;
}

/** The last attempt at a question. */
export function lastAttempt(key: QuestionKey): Attempt | undefined {
  return new Map(Object.entries(loadRecord().answers)).get(nameOf(key))?.at(-1);
}

/** Adds an attempt; the record is read again first, as another tab may have written meanwhile. */
export function keepAttempt(key: QuestionKey, attempt: Attempt): void {
  const answers = new Map(Object.entries(loadRecord().answers));
  const before = answers.get(nameOf(key)) ?? [];
  const kept = before.length < MOST_ATTEMPTS ? before : [...before.slice(0, 1), ...before.slice(2)];
  answers.set(nameOf(key), [...kept, attempt]);
  save(KEY, { version: 1, answers: Object.fromEntries(answers) } satisfies AnswersRecord);
}

function nameOf({ course, chapter, question }: QuestionKey): string {
  return [course, chapter, question].map(encodeURIComponent).join('/');
}

function loadRecord(): AnswersRecord {
  return load(KEY, isRecord) ?? { version: 1, answers: {} };
}

function isRecord(value: unknown): value is AnswersRecord {
  return (
    isObject(value) &&
    value['version'] === 1 &&
    isObject(value['answers']) &&
    Object.values(value['answers']).every((attempts) => Array.isArray(attempts) && attempts.every(isAttempt))
  );
}

function isAttempt(value: unknown): value is Attempt {
  return (
    isObject(value) &&
    Number.isFinite(value['at']) &&
    typeof value['correct'] === 'boolean' &&
    Array.isArray(value['given']) &&
    value['given'].every((text) => typeof text === 'string')
  );
}
