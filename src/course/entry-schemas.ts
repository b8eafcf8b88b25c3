// The schemas of the collections `courses` and `chapters`: what the loader writes and pages read, in the shapes of
// types.ts. Not here: what an author may write into front matter (source/schema.ts).
import { z } from 'zod';
import type { Chapter, Course } from './types.ts';

/** A chapter; its text is the entry's rendered content. The entry's id is `course/chapter`. */
export interface ChapterData extends Chapter {
  readonly course: string;
}

/** A course without its chapters, which are entries of their own; its cover is the entry's rendered content. */
export interface CourseData extends Omit<Course, 'chapters'> {
  /** Ids of the chapters, in order. */
  readonly chapters: readonly string[];
}

const place = z.object({ file: z.string(), line: z.number(), column: z.number() });

const titlePart = z.object({
  text: z.string(),
  kind: z.enum(['text', 'code', 'emphasis', 'strong', 'deleted']),
});

const section = z.object({ id: z.string(), title: z.string(), depth: z.number(), line: z.number() });

const sectionText = z.object({ id: z.string(), words: z.number(), digest: z.string() });

const objective = z.object({ id: z.string(), text: z.string() });

const asked = { id: z.string(), objective: z.string(), ask: z.string(), line: z.number() };
const answer = z.object({ text: z.string(), correct: z.boolean(), why: z.string() });
const question = z.discriminatedUnion('kind', [
  z.object({ ...asked, kind: z.literal('choice'), answers: z.array(answer) }),
  z.object({
    ...asked,
    kind: z.literal('number'),
    number: z.number(),
    tolerance: z.number(),
    unit: z.string(),
    why: z.string(),
  }),
  z.object({ ...asked, kind: z.literal('order'), order: z.array(z.string()), why: z.string() }),
]);

const figureUse = z.object({ name: z.string(), section: z.string(), line: z.number() });

const term = z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  definition: z.string(),
  introducedIn: z.string(),
  line: z.number(),
});

export const chapterSchema = z.object({
  course: z.string(),
  id: z.string(),
  number: z.number(),
  title: z.string(),
  titleParts: z.array(titlePart).exactOptional(),
  part: z.string().exactOptional(),
  description: z.string(),
  lede: z.string(),
  minutes: z.number(),
  objectives: z.array(objective),
  prerequisites: z.array(z.string()),
  sections: z.array(section),
  sectionTexts: z.array(sectionText),
  questions: z.array(question),
  anchors: z.array(z.string()),
  figures: z.array(figureUse),
  answersHtml: z.string(),
  source: place,
}) satisfies z.ZodType<ChapterData>;

export const courseSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  language: z.string(),
  chapters: z.array(z.string()),
  terms: z.array(term),
  glossaryHtml: z.string(),
  files: z.array(z.object({ address: z.string(), source: z.string() })),
  source: place,
}) satisfies z.ZodType<CourseData>;
