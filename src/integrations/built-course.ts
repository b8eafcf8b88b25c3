// A course as it was built, read from its cover: what is made of finished pages begins here.
// Not here: what is made (epub.ts, offline.ts …).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fromHtml } from 'hast-util-from-html';
import { select, selectAll } from 'hast-util-select';
import { toString } from 'hast-util-to-string';

export interface BuiltChapter {
  readonly id: string;
  readonly title: string;
  /** Of the part that begins with it. */
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

function readBuiltCourse(outDir: string, id: string): BuiltCourse | undefined {
  const file = path.join(outDir, id, 'index.html');
  const html = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (!/^[^>]*>\s*<html\b[^>]*\sdata-page="cover"/.test(html)) return undefined;
  const tree = fromHtml(html);
  const words = (selector: string): string => toString(select(selector, tree) ?? EMPTY).trim();
  const root = select('html', tree)?.properties;
  return {
    id,
    title: words('.cover-head h1'),
    description: words('.cover-head .lede'),
    language: String(root?.['lang'] ?? 'en'),
    direction: root?.['dir'] === 'rtl' ? 'rtl' : 'ltr',
    chapters: selectAll('.contents [data-chapter]', tree).map((item) => {
      const part = select('.part-title', item);
      return {
        id: String(item.properties['dataChapter']),
        title: toString(select('h3', item) ?? EMPTY).trim(),
        part: part && toString(part).trim(),
      };
    }),
    hasGlossary: existsSync(path.join(outDir, id, 'glossary.html')),
  };
}

const EMPTY = { type: 'root', children: [] } as const satisfies Parameters<typeof toString>[0];

/** What a page says, without its frame; '' if there is no such page. */
export function mainOf(outDir: string, course: string, page: string): string {
  const file = path.join(outDir, course, `${page}.html`);
  const html = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const from = html.indexOf('<main');
  return from < 0 ? '' : html.slice(from, html.lastIndexOf('</main>') + '</main>'.length);
}
