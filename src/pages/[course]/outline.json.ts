// What scripts need to know of a whole course: its chapters, their sections with the digests of their words, their questions.
// Fetched only by a reader who has a record. Its shape is read in src/reader/record/outline.ts.
import type { APIRoute } from 'astro';
import { getCourses } from '../../course/courses.ts';
import type { Course } from '../../course/types.ts';

interface Props {
  readonly course: Course;
}

export async function getStaticPaths(): Promise<{ params: { course: string }; props: Props }[]> {
  return (await getCourses()).map((course) => ({ params: { course: course.id }, props: { course } }));
}

export const GET: APIRoute<Props> = ({ props: { course } }) =>
  Response.json({
    title: course.title,
    chapters: course.chapters.map(({ id, title, minutes, sections, sectionTexts, questions }) => ({
      id,
      title,
      minutes,
      sections: sectionTexts.map(({ id: section, words, digest }) => ({
        id: section,
        title: sections.find((each) => each.id === section)?.title ?? '',
        words,
        digest,
      })),
      questions: questions.map((question) => question.id),
    })),
  });
