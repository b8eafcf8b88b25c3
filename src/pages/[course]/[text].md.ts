// Beside each chapter its Markdown, and the whole course's as one file: for editors, for other tools, and for readers who
// would rather have the text. Not here: the text itself (course/markdown-files.ts).
import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';
import { offers } from '../../lectern.config.ts';
import { cacheKey } from '../../course/cache-key.ts';
import { getCourse, getCourses } from '../../course/courses.ts';
import { chapterMarkdown, courseMarkdown } from '../../course/markdown-files.ts';
import type { Course } from '../../course/types.ts';

interface Path {
  readonly params: { readonly course: string; readonly text: string };
  readonly cacheKey: string;
}

export async function getStaticPaths(): Promise<Path[]> {
  if (!offers.markdown) return [];
  const digests = new Map(
    [...(await getCollection('chapters')), ...(await getCollection('courses'))].map(({ id, digest }) => [
      id,
      digest,
    ]),
  );
  return (await getCourses()).flatMap((course) => {
    // A file of that name that the author offers takes precedence.
    const taken = new Set(course.files.map(({ address }) => address));
    return textsOf(course)
      .filter((text) => !taken.has(`${course.id}/${text}.md`))
      .map((text) => ({
        params: { course: course.id, text },
        cacheKey: cacheKey(digests.get(text === course.id ? text : `${course.id}/${text}`)),
      }));
  });
}

/** Names of its Markdown files: a chapter that is called like the course leaves no name for the whole. */
function textsOf(course: Course): string[] {
  return [...new Set([...course.chapters.map(({ id }) => id), course.id])];
}

const texts = new Map<string, ReadonlyMap<string, string>>();

export const GET: APIRoute = async ({ params }) => {
  const { course: id = '', text = '' } = params;
  const course = await getCourse(id);
  const chapters = (import.meta.env.DEV ? undefined : texts.get(id)) ?? chapterMarkdown(course);
  texts.set(id, chapters);
  return new Response(chapters.get(text) ?? courseMarkdown(course), {
    headers: { 'content-type': 'text/markdown; charset=utf-8' },
  });
};
