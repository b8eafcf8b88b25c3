// An Atom feed of a course: its chapters by the date on which their files last changed in Git, the newest first. Where there
// is no Git there are no dates, and no feed.
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { APIRoute } from 'astro';
import { offers } from '../../lectern.config.ts';
import { cacheKey } from '../../course/cache-key.ts';
import { getCourse, getCourses } from '../../course/courses.ts';
import { lastChanges } from '../../course/source/changes.ts';
import type { Chapter, Course } from '../../course/types.ts';

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

/** Feed readers show what is new; what is old is in the course. */
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
  // Without an address of the site, links are relative to the feed's own.
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

/** The same for as long as course and chapter keep their names, wherever the site lies. */
function idOf(course: string, chapter: string): string {
  const hex = createHash('sha256').update(`lectern ${course} ${chapter}`).digest('hex');
  return `urn:uuid:${hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/s, '$1-$2-5$3-8$4-$5')}`;
}

function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
