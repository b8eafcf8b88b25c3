// A built course, read from its cover page. Everything that is made from finished pages starts here.
// Not here: the downloads (epub/, examples.ts …).
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fromHtml } from 'hast-util-from-html';
import { toString } from 'hast-util-to-string';

export interface BuiltChapter {
  readonly id: string;
  readonly title: string;
  /** Title of the part that begins with this chapter. */
  readonly part: string | undefined;
}

export interface BuiltCourse {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly chapters: readonly BuiltChapter[];
  readonly hasGlossary: boolean;
}

/** The courses of a built site, by their folders' names. */
export function builtCourses(outDir: string): BuiltCourse[] {
  return readdirSync(outDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readBuiltCourse(outDir, name) ?? [])
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Several integrations ask for the same courses; a cover is parsed again only if it was written since. */
const known = new Map<string, { readonly writtenAt: number; readonly course: BuiltCourse | undefined }>();

function readBuiltCourse(outDir: string, id: string): BuiltCourse | undefined {
  const file = path.join(outDir, id, 'index.html');
  const writtenAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (writtenAt === undefined) return undefined;
  const before = known.get(file);
  if (before?.writtenAt === writtenAt) return before.course;
  const course = parseCover(readFileSync(file, 'utf8'), outDir, id);
  known.set(file, { writtenAt, course });
  return course;
}

function parseCover(html: string, outDir: string, id: string): BuiltCourse | undefined {
  const [, root] = /^[^>]*>\s*<html\b([^>]*\sdata-page="cover"[^>]*)>/.exec(html) ?? [];
  if (root === undefined) return undefined;
  // Only the parts that are needed are parsed, since the cover of a long course is large. The markup is our own (components/Cover.astro).
  const head = html.slice(
    html.indexOf('<header class="cover-head"'),
    html.lastIndexOf('<ol class="contents"'),
  );
  const contents = html.slice(
    html.lastIndexOf('<ol class="contents"'),
    html.lastIndexOf('<section class="take-away"'),
  );
  return {
    id,
    title: textIn(head, /<h1[^>]*>([\s\S]*?)<\/h1>/) ?? id,
    description: textIn(head, /<p class="lede"[^>]*>([\s\S]*?)<\/p>/) ?? '',
    language: /\slang="([^"]+)"/.exec(root)?.[1] ?? 'en',
    direction: /\sdir="rtl"/.test(root) ? 'rtl' : 'ltr',
    chapters: contents
      .split(/<li\b(?=[^>]*\sdata-chapter=")/)
      .slice(1)
      .map((item) => ({
        id: textIn(item, /\sdata-chapter="([^"]*)"/) ?? '',
        title: textIn(item, /<h3[^>]*>([\s\S]*?)<\/h3>/) ?? '',
        part: textIn(item, /<p class="part-title"[^>]*>([\s\S]*?)<\/p>/),
      })),
    hasGlossary: existsSync(path.join(outDir, id, 'glossary.html')),
  };
}

/** The text of the HTML that the pattern matches. */
function textIn(html: string, pattern: RegExp): string | undefined {
  const found = pattern.exec(html)?.[1];
  if (found === undefined) return undefined;
  return /[<&]/.test(found) ? toString(fromHtml(found, { fragment: true })).trim() : found.trim();
}

/** The page's main element; '' if there is no such page. */
export function mainOf(outDir: string, course: string, page: string): string {
  const file = path.join(outDir, course, `${page}.html`);
  const html = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const from = html.indexOf('<main');
  return from < 0 ? '' : html.slice(from, html.lastIndexOf('</main>') + '</main>'.length);
}
