// Puts the chapters' finished pages into the page for paper (pages/[course]/print.astro): ids get their chapter's name in
// front, links within the course become links within the page, the answers go to the back. If `npm run pdf` has printed
// exactly this page before, its PDF is put beside it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Element, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { visit } from 'unist-util-visit';
import { localizationFor } from '../languages/index.ts';
import { builtCourses, mainOf, type BuiltCourse } from './built-course.ts';
import { CachedFiles, codeDigest, digestOf } from './cached-files.ts';
import { pagePart, takeOut } from './epub/xhtml.ts';

const PLACE = '<div data-whole-course></div>';

export function onePage(): AstroIntegration {
  let cache: CachedFiles | undefined;
  let pdfs = '';
  return {
    name: 'lectern-one-page',
    hooks: {
      'astro:config:done': ({ config }) => {
        const folder = fileURLToPath(config.cacheDir);
        cache = new CachedFiles(path.join(folder, 'lectern-one-page'));
        pdfs = path.join(folder, 'lectern-pdf');
      },
      'astro:build:done': async ({ dir }) => {
        const outDir = fileURLToPath(dir);
        const code = codeDigest(
          'src/integrations/one-page.ts',
          'src/integrations/epub/xhtml.ts',
          'src/languages',
        );
        for (const course of builtCourses(outDir)) {
          const file = path.join(outDir, course.id, 'print.html');
          if (!existsSync(file)) continue;
          const frame = readFileSync(file, 'utf8');
          const pages = pagesOf(course).map((page) => mainOf(outDir, course.id, page));
          const whole = await cache?.get(digestOf(code, frame, ...pages), () =>
            new TextEncoder().encode(frame.replace(PLACE, () => wholeCourse(course, outDir))),
          );
          if (!whole) continue;
          writeFileSync(file, whole);
          const printed = path.join(pdfs, pdfKey(whole));
          if (existsSync(printed))
            writeFileSync(path.join(outDir, course.id, `${course.id}.pdf`), readFileSync(printed));
        }
        cache?.removeUnused();
      },
    },
  };
}

/** The name under which a printed page is remembered. */
export function pdfKey(page: string | Uint8Array): string {
  return `${digestOf(page)}.pdf`;
}

function pagesOf(course: BuiltCourse): string[] {
  return ['index', ...course.chapters.map(({ id }) => id), ...(course.hasGlossary ? ['glossary'] : [])];
}

/** Everything after the contents, as HTML. */
function wholeCourse(course: BuiltCourse, outDir: string): string {
  const { page: words } = localizationFor(course.language);
  const pages = new Set(pagesOf(course));
  const answers: string[] = [];
  const parts = pagesOf(course).map((page) => {
    const selector = page === 'index' ? 'main > .prose' : 'article';
    const tree = pagePart(mainOf(outDir, course.id, page), selector);
    for (const gone of ['.letters', '.needs-script', '.question-actions', '.figure-help', '.figure-share'])
      while (takeOut(tree, gone));
    moveInto(tree, page, pages);
    const own = takeOut(tree, '.answers ol');
    takeOut(tree, '.answers');
    const title = course.chapters.find(({ id }) => id === page)?.title ?? '';
    if (own) answers.push(`<h2>${escape(title)}</h2>${toHtml(own)}`);
    const html = toHtml(tree);
    if (html === '') return '';
    return `<section class="whole-part ${page === 'glossary' ? page : 'chapter'}" id="${escape(page)}"${title === '' ? '' : ` data-title="${escape(title)}"`}>${html}</section>`;
  });
  const back =
    answers.length > 0
      ? `<section class="whole-part answers chapter" id="answers"><div class="prose"><h1>${escape(words.answers)}</h1>${answers.join('')}</div></section>`
      : '';
  return parts.join('\n') + back;
}

/** Lists of ids, by their names in a tree of HTML. */
const REFERENCES = ['htmlFor', 'headers', 'ariaLabelledBy', 'ariaDescribedBy', 'ariaControls', 'ariaDetails'];

/** Changes a page's ids and links to those that it has among the others. */
function moveInto(tree: Root, page: string, pages: ReadonlySet<string>): void {
  const idOf = (id: string, of = page): string => `${of}--${id}`;
  visit(tree, 'element', ({ properties, tagName }: Element) => {
    for (const name of REFERENCES) {
      const value = properties[name];
      if (typeof value === 'string')
        properties[name] = value
          .split(/\s+/)
          .map((id) => idOf(id))
          .join(' ');
      else if (Array.isArray(value)) properties[name] = value.map((id) => idOf(String(id)));
    }
    for (const [name, value] of Object.entries(properties)) {
      if (typeof value === 'string' && value.includes('url(#'))
        properties[name] = value.replace(/url\(#([^)]*)\)/g, (_, id: string) => `url(#${idOf(id)})`);
      if (name.startsWith('dataSearch') || name === 'dataCourse' || name === 'dataChapter')
        delete properties[name];
    }
    if (typeof properties['id'] === 'string') properties['id'] = idOf(properties['id']);
    if (tagName === 'a' && typeof properties['href'] === 'string')
      properties['href'] = linkWithin(properties['href'], page, pages, idOf);
  });
}

function linkWithin(
  href: string,
  page: string,
  pages: ReadonlySet<string>,
  idOf: (id: string, of?: string) => string,
): string {
  const [, address = '', hash = ''] = /^([^#?]*)(?:#(.*))?$/s.exec(href) ?? [];
  if (/^[a-z][\w+.-]*:|^\//i.test(href) || address.includes('/')) return href;
  const target = address === '' ? page : decoded(address.replace(/\.html$/, ''));
  if (!pages.has(target) || (address !== '' && !address.endsWith('.html'))) return href;
  return `#${encodeURIComponent(hash === '' ? target : idOf(decoded(hash), target))}`;
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
