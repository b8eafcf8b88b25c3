// What may stand in front matter. The descriptions are the author's documentation: the manual prints them.
// Not here: questions (questions.ts) and what the values must agree with (checks/).
import { z } from 'zod';

const id = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens, such as "choose-a-key"');

/** Longer ones are paragraphs: they would fill lists, results and the window's own title (parse.ts for headings). */
export const LONGEST_TITLE = 500;

const title = z.string().min(1).max(LONGEST_TITLE).optional();

const NO_TAG = 'must be a language tag such as "en" or "pt-BR"';

/** True for a tag that browsers and Node know how to read; the pattern alone lets `en-US-US` pass. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** `index.md` of a folder. */
export const coverSchema = z.strictObject({
  title: title.describe('The course’s title. Default: its first `#` heading, else its file name.'),
  description: z
    .string()
    .max(300)
    .optional()
    .describe('One sentence for the library, search engines and link previews; at most 300 characters.'),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, NO_TAG)
    .refine(isLanguageTag, NO_TAG)
    .optional()
    .describe(
      'Language tag of the text; hyphenation, search and voices follow it. Default: what its words show, else `en`.',
    ),
  labs: z
    .array(z.enum(['sql', 'http']))
    .optional()
    .describe(
      'Languages whose fences readers can run without a word in the fence: `sql`, `http`. Default: none; a fence says `lab` itself.',
    ),
});

/** A chapter's file in a folder. */
export const chapterSchema = z.strictObject({
  title: title.describe(
    'The chapter’s title. Default: the heading above its first text, else its file name.',
  ),
  description: z
    .string()
    .max(300)
    .optional()
    .describe(
      'One sentence for the cover, search engines and link previews; at most 300 characters. Default: the first sentence.',
    ),
  objectives: z
    .array(z.strictObject({ id, text: z.string().min(1) }))
    .optional()
    .describe('What a reader can do afterwards: a list of `id` and `text`. Questions name the `id`.'),
  prerequisites: z.array(z.string()).optional().describe('Ids of chapters that should be read before.'),
  minutes: z
    .number()
    .int()
    .min(1)
    .max(600)
    .optional()
    .describe('Reading time in minutes. Default: estimated from the words, the code and the questions.'),
});

/** A single-file course: its cover's data, and its chapters' by their ids. */
export const fileSchema = coverSchema.extend({
  chapters: z
    .record(z.string(), chapterSchema.omit({ title: true }))
    .optional()
    .describe('What a chapter’s file would say in a folder, by the chapter’s id; its title is its heading.'),
});

/** `glossary.md` of a folder. */
export const glossarySchema = z.strictObject({
  title: title.describe('For other tools; the page is always called Glossary.'),
});

export type ChapterData = z.infer<typeof chapterSchema>;
