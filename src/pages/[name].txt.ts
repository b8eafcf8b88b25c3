// For language models: `llms.txt` says what is here and where each chapter's Markdown lies, `llms-full.txt` is all of it.
import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';
import { offers } from '../lectern.config.ts';
import { cacheKey } from '../course/cache-key.ts';
import { getCourses } from '../course/courses.ts';
import { courseMarkdown } from '../course/markdown-files.ts';
import type { Course } from '../course/types.ts';

export async function getStaticPaths(): Promise<{ params: { name: string }; cacheKey: string }[]> {
  if (!offers.markdown) return [];
  const digests = (await getCollection('courses')).map(({ id, digest }) => [id, digest]);
  return ['llms', 'llms-full'].map((name) => ({
    params: { name },
    cacheKey: cacheKey(name, digests, import.meta.env.SITE),
  }));
}

export const GET: APIRoute = async ({ params, site }) => {
  const courses = await getCourses();
  const root = site ? site.href.replace(/\/?$/, '/') : '';
  const text =
    params['name'] === 'llms'
      ? `# Lectern\n\n> Courses to read, search and try.\n${courses.map((course) => listed(course, root)).join('')}`
      : courses.map(courseMarkdown).join('\n');
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};

function listed({ id, title, description, chapters }: Course, root: string): string {
  const address = (name: string): string => `${root}${encodeURIComponent(id)}/${encodeURIComponent(name)}`;
  const lines = chapters.map(
    (chapter) =>
      `- [${inLine(chapter.title)}](${address(`${chapter.id}.md`)})${chapter.description && `: ${inLine(chapter.description)}`}`,
  );
  return `\n## [${inLine(title)}](${address('index.html')})\n\n${description && `${inLine(description)}\n\n`}${lines.join('\n')}\n`;
}

/** A title may hold signs that would end the link. */
function inLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[[\]\\]/g, '\\$&');
}
