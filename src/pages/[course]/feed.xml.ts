// An Atom feed of a course: its chapters by the date of their last change in Git, the newest first. Without Git there are no
// dates, and no feed. Atom and not RSS, because Atom has a date of change for each entry.
import path from 'node:path';
import type { APIRoute } from 'astro';
import { offers } from '../../lectern.config.ts';
import { cacheKey } from '../../course/cache-key.ts';
import { getCourse, getCourses } from '../../course/courses.ts';
import { lastChanges } from '../../course/source/changes.ts';
import type { Chapter, Course } from '../../course/types.ts';
import { escapeXml, uuidOf } from '../../course/xml.ts';

interface Change {
  readonly chapter: Chapter;
  readonly date: Date;
}

export async function getStaticPaths(): Promise<{ params: { course: string }; cacheKey: string }[]> {
  if (!offers.feed) return [];
  return (await getCourses())
    .filter((course) => changesOf(course).length > 0)
    .map((course) => ({
      params: { course: course.id },
      cacheKey: cacheKey(
        course.title,
        course.description,
        import.meta.env.SITE,
        changesOf(course).map(({ chapter, date }) => [chapter.id, chapter.title, chapter.description, date]),
      ),
    }));
}

const MOST_LISTED = 50;

function changesOf(course: Course): Change[] {
  const folder = path.resolve(process.env['CONTENT_DIR'] || 'content');
  const dates = lastChanges(folder);
  return course.chapters
    .flatMap((chapter) => {
      const file = path.relative(folder, path.resolve(chapter.source.file)).split(path.sep).join('/');
      const date = dates.get(file);
      return date ? [{ chapter, date }] : [];
    })
    .sort((a, b) => Number(b.date) - Number(a.date) || a.chapter.number - b.chapter.number)
    .slice(0, MOST_LISTED);
}

export const GET: APIRoute = async ({ params, site }) => {
  const course = await getCourse(params['course'] ?? '');
  const changes = changesOf(course);
  // Where the site's address is unknown, links are relative to the feed.
  const base = site ? `${site.href.replace(/\/?$/, '/')}${encodeURIComponent(course.id)}/` : '';
  const entries = changes.map(
    ({ chapter, date }) => `<entry>
<id>${idOf(course.id, chapter.id)}</id>
<title>${escapeXml(chapter.title)}</title>
<link href="${escapeXml(`${base}${encodeURIComponent(chapter.id)}.html`)}"/>
<updated>${date.toISOString()}</updated>
<summary>${escapeXml(chapter.description)}</summary>
</entry>`,
  );
  const feed = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(course.language)}">
<id>${idOf(course.id, '')}</id>
<title>${escapeXml(course.title)}</title>
<subtitle>${escapeXml(course.description)}</subtitle>
<author><name>${escapeXml(course.title)}</name></author>
<link href="${escapeXml(`${base}index.html`)}"/>
<link rel="self" href="${escapeXml(`${base}feed.xml`)}"/>
<updated>${(changes[0]?.date ?? new Date(0)).toISOString()}</updated>
${entries.join('\n')}
</feed>
`;
  return new Response(feed, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } });
};

/** Stays the same as long as course and chapter keep their ids, wherever the site is published. */
function idOf(course: string, chapter: string): string {
  return uuidOf(`lectern ${course} ${chapter}`);
}
