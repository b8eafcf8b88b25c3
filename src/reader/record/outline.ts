// The course's outline for the record: chapters, sections with digests of their text, questions. Fetched once for each page, and
// only where there is a record. Not here: how it is made (pages/[course]/outline.json.ts).
import * as v from 'valibot';

const outlineSchema = v.object({
  title: v.string(),
  chapters: v.array(
    v.object({
      id: v.string(),
      title: v.string(),
      minutes: v.number(),
      sections: v.array(
        v.object({ id: v.string(), title: v.string(), words: v.number(), digest: v.string() }),
      ),
      questions: v.array(v.string()),
    }),
  ),
});

export type Outline = v.InferOutput<typeof outlineSchema>;

const fetched = new Map<string, Promise<Outline | undefined>>();

/** The course's outline; undefined if it cannot be fetched, which the next call tries again. */
export function outlineOf(course: string): Promise<Outline | undefined> {
  const known = fetched.get(course);
  if (known) return known;
  const asked = fetch(addressIn(course, 'outline.json'))
    .then((response) => (response.ok ? response.json() : undefined))
    .then((value: unknown) => (v.is(outlineSchema, value) ? value : undefined))
    .catch(() => undefined);
  fetched.set(course, asked);
  void asked.then((outline) => outline ?? fetched.delete(course));
  return asked;
}

/** The address of a file of a course. */
export function addressIn(course: string, file: string): string {
  const root = document.documentElement.dataset['root'] || './';
  return `${root}${encodeURIComponent(course)}/${file}`;
}

/** The address of a place in a course, from any page of the site. */
export function addressOf({
  course,
  chapter,
  section,
}: Readonly<Record<'course' | 'chapter' | 'section', string>>): string {
  return addressIn(
    course,
    `${encodeURIComponent(chapter)}.html${section === '' ? '' : `#${encodeURIComponent(section)}`}`,
  );
}
