// The learner's record: what a reader has read, answered, bookmarked and noted, as plain data with the shape that everything
// from outside must have. Names from outside are keys here, so every part is a Map: a course may be called "constructor".
// Not here: where it is stored (store.ts), how two become one (merge.ts), its file (file.ts).
import * as v from 'valibot';

/** The version of the record's format, written into the exported file. */
export const VERSION = 1;

/** Nobody writes more into a margin; a file that holds more was made by a program. */
const LONGEST_NOTE = 20_000;
const LONGEST_QUOTE = 10_000;
const LONGEST_NAME = 500;

/** Milliseconds since 1970, of a year that a `Date` can hold. */
const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
/** Text that can be part of an address, so without lone surrogates. */
const text = (longest: number) =>
  v.pipe(
    v.string(),
    v.maxLength(longest),
    v.check((value) => !/\p{Surrogate}/u.test(value)),
  );
const name = text(LONGEST_NAME);

const target = v.object({
  course: name,
  chapter: name,
  /** The section's id, '' for the chapter's beginning. */
  section: name,
});

const section = v.object({
  /** When it was set last. */
  at: time,
  /** False where the reader has marked it as not read. */
  read: v.boolean(),
  /** The digest of the section's words as they were read; '' if it is not known. */
  digest: name,
});

const place = v.object({ at: time, chapter: name, section: name, title: name });

const deleted = v.object({ at: time, deleted: v.literal(true) });

const bookmark = v.object({ at: time, madeAt: time, target, label: name });

const note = v.object({
  /** When it was changed last. */
  at: time,
  madeAt: time,
  target,
  /** The passage with its context (W3C TextQuoteSelector); `exact` is '' for a note on a whole section. */
  quote: v.object({ exact: text(LONGEST_QUOTE), prefix: name, suffix: name }),
  /** What the reader wrote; '' for a highlight without words. */
  text: text(LONGEST_NOTE),
  /** The section's title when the note was written, shown if the section is removed. */
  label: name,
  /** The digest of the section's words when the passage was last found there. */
  digest: name,
});

const attempt = v.object({
  at: time,
  /** The chosen answers, the typed number, or the steps in their order; empty where the reader asked for the answer. */
  given: v.pipe(v.array(text(LONGEST_QUOTE)), v.maxLength(100)),
  correct: v.boolean(),
  /** The reader's confidence in a right answer, from a review. */
  sure: v.optional(v.boolean()),
});

const attempts = v.pipe(v.array(attempt), v.minLength(1), v.maxLength(200));

/** The parts of the record and what each of their items is. */
export const SCHEMAS = {
  /** By `course/chapter#section`. */
  sections: section,
  /** By course: where to go on. */
  places: place,
  /** By an id of their own; what was deleted leaves a trace without words, so that a merge does not bring it back. */
  bookmarks: v.union([deleted, bookmark]),
  notes: v.union([deleted, note]),
  /** By `course/chapter/question`. */
  answers: attempts,
} as const;

export type PartName = keyof typeof SCHEMAS;
export type Item<Part extends PartName> = v.InferOutput<(typeof SCHEMAS)[Part]>;
export const PARTS = Object.keys(SCHEMAS) as PartName[];

export type Target = v.InferOutput<typeof target>;
export type Bookmark = v.InferOutput<typeof bookmark>;
export type Note = v.InferOutput<typeof note>;
export type Quote = Note['quote'];
export type Attempt = v.InferOutput<typeof attempt>;
export type LearnerRecord = { readonly [Part in PartName]: ReadonlyMap<string, Item<Part>> };

export const emptyRecord = (): LearnerRecord => ({
  sections: new Map(),
  places: new Map(),
  bookmarks: new Map(),
  notes: new Map(),
  answers: new Map(),
});

/** The item with exactly the fields of its part, or undefined if it is invalid. */
export function parseItem<Part extends PartName>(part: Part, value: unknown): Item<Part> | undefined {
  const result = v.safeParse(SCHEMAS[part], value);
  return result.success ? (result.output as Item<Part>) : undefined;
}

/** Whether this can be the key of an item. */
export function isKey(value: unknown): value is string {
  return v.is(text(4 * LONGEST_NAME), value);
}

/** Cut to the length of a name, without a lone surrogate at the end. */
export function asName(words: string): string {
  return words.slice(0, LONGEST_NAME).toWellFormed().replaceAll('\uFFFD', '');
}

export const isDeleted = (item: { readonly at: number }): item is v.InferOutput<typeof deleted> =>
  'deleted' in item;

/** A unique id; `crypto.randomUUID` exists only in secure contexts. */
export const newId = (at: number): string =>
  globalThis.crypto.randomUUID?.() ?? `${at.toString(36)}-${Math.random().toString(36).slice(2)}`;

export const chapterKey = (course: string, chapter: string): string =>
  `${encodeURIComponent(course)}/${encodeURIComponent(chapter)}`;
export const sectionKey = ({ course, chapter, section: id }: Target): string =>
  `${chapterKey(course, chapter)}#${encodeURIComponent(id)}`;
export const questionKey = (course: string, chapter: string, question: string): string =>
  `${chapterKey(course, chapter)}/${encodeURIComponent(question)}`;

/** Course, chapter, and section or question; undefined for an invalid key. */
export function readKey(key: string): readonly [course: string, chapter: string, rest: string] | undefined {
  const found = /^([^/#]*)\/([^/#]*)[/#]([^/#]*)$/.exec(key);
  try {
    return found
      ? [
          decodeURIComponent(found[1] ?? ''),
          decodeURIComponent(found[2] ?? ''),
          decodeURIComponent(found[3] ?? ''),
        ]
      : undefined;
  } catch {
    return undefined;
  }
}
