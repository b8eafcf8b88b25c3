// Finished courses on disk, two files each: what is always asked (facts), and the HTML, which is only read for pages
// that are built again. A file that cannot be read is as good as none. Not here: what is still true (kept-courses.ts).
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { CourseKeeper, KeptCourse } from './kept-courses.ts';
import type { PageCache, RenderedPage } from './render-course.ts';
import type { Chapter, Course } from './types.ts';

interface KeptPage {
  readonly digest: string;
  readonly page: RenderedPage;
}

type Pages = ReadonlyMap<string, KeptPage>;

/** Where the courses of this process's content are kept: by the build that is at work, or by `npm run dev`. */
export function coursesFolder(): string {
  return path.resolve(process.env['LECTERN_CACHE'] ?? 'node_modules/.astro', 'courses');
}

/** The finished courses in the folder, without their HTML. */
export function keptCoursesIn(folder: string): Course[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => name.endsWith(FACTS))
    .sort()
    .flatMap((name) => read<KeptCourse>(path.join(folder, name))?.course ?? []);
}

const FACTS = '.facts';

export function courseKeeper(folder: string): CourseKeeper {
  const factsFile = (id: string): string => path.join(folder, `${id}${FACTS}`);
  // Pages of the course that is being finished: those that are asked for are kept, the others are gone.
  let open: { readonly id: string; readonly now: Pages } | undefined;
  return {
    get(id, digest) {
      const kept = read<KeptCourse>(factsFile(id));
      return kept?.digest === digest ? kept : undefined;
    },
    set(id, kept) {
      const bare = { ...kept, course: kept.course && withoutHtml(kept.course) };
      if (open?.id === id) write(pagesFile(folder, id), open.now);
      open = undefined;
      write(factsFile(id), bare);
      return bare;
    },
    pages(id): PageCache {
      const before: Pages = read<Pages>(pagesFile(folder, id)) ?? new Map();
      const now = new Map<string, KeptPage>();
      open = { id, now };
      return {
        get(key, digest) {
          const found = before.get(key);
          if (found?.digest !== digest) return undefined;
          now.set(key, found);
          return found.page;
        },
        set: (key, digest, page) => void now.set(key, { digest, page }),
      };
    },
    keepOnly(ids) {
      const names = new Set(ids.flatMap((id) => [factsFile(id), pagesFile(folder, id)]));
      mkdirSync(folder, { recursive: true });
      for (const name of readdirSync(folder)) {
        const file = path.join(folder, name);
        if (!names.has(file)) rmSync(file, { force: true });
      }
    },
  };
}

export function pagesFile(folder: string, id: string): string {
  return path.join(folder, `${id}.pages`);
}

let last: { readonly file: string; readonly digest: string; readonly pages: Pages } | undefined;

/** A page's HTML from a file of pages, `key` being `course/page`; the last file stays in memory while its digest does. */
export function keptPage(file: string, digest: string, key: string): RenderedPage {
  if (last?.file !== file || last.digest !== digest) {
    const pages = read<Pages>(file);
    if (!pages) throw new Error(`The rendered pages in "${file}" are gone. Build again.`);
    last = { file, digest, pages };
  }
  const found = last.pages.get(key);
  if (!found) throw new Error(`There is no rendered page "${key}".`);
  return found.page;
}

/** The digests say when the HTML changes. */
function withoutHtml(course: Course): Course {
  const chapters = course.chapters.map((chapter): Chapter => ({
    ...chapter,
    html: '',
    answersHtml: '',
    digest: digestOf(chapter.html, chapter.answersHtml),
  }));
  return {
    ...course,
    coverHtml: '',
    chapters,
    digest: digestOf(course.coverHtml, ...chapters.flatMap(({ id, digest }) => [id, digest])),
  };
}

function digestOf(...texts: readonly string[]): string {
  return createHash('sha1').update(JSON.stringify(texts)).digest('base64url');
}

function read<T>(file: string): T | undefined {
  try {
    return deserialize(readFileSync(file)) as T;
  } catch {
    return undefined;
  }
}

function write(file: string, content: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  // Never half a file under the name of a whole one.
  writeFileSync(`${file}.part`, serialize(content));
  renameSync(`${file}.part`, file);
}
