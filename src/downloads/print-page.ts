// The print page, `<course>/print.html`: the finished chapters put into the frame that pages/[course]/print.astro made. Ids
// get the chapter's id as a prefix, links within the course become links within the page, answers move to the end.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Element, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { visit } from 'unist-util-visit';
import { escapeXml } from '../course/xml.ts';
import { localizationFor } from '../languages/index.ts';
import { mainOf, type BuiltCourse } from './built-course.ts';
import { digestOf } from './cached-files.ts';
import type { Download } from './download.ts';
import { pagePart, takeOut } from './epub/xhtml.ts';

const PLACE = '<div data-whole-course></div>';

export const printPage: Download = {
  code: [
    'src/downloads/print-page.ts',
    'src/downloads/built-course.ts',
    'src/downloads/epub/xhtml.ts',
    'src/course/xml.ts',
    'src/languages',
  ],
  fileName: () => 'print.html',
  plan(course, { outDir }) {
    const file = path.join(outDir, course.id, 'print.html');
    // A page that is filled in already, or one of the author's own, has no place for chapters.
    const frame = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (!frame.includes(PLACE)) return undefined;
    return {
      inputs: [frame, ...pagesOf(course).map((page) => mainOf(outDir, course.id, page))],
      make: () => new TextEncoder().encode(frame.replace(PLACE, () => wholeCourse(course, outDir))),
    };
  },
};

/** Name in the cache of the PDF that was printed from this page. */
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
    for (const removed of ['.letters', '.needs-script', '.question-actions', '.figure-help', '.figure-share'])
      while (takeOut(tree, removed));
    prefixIds(tree, page, pages);
    const pageAnswers = takeOut(tree, '.answers ol');
    takeOut(tree, '.answers');
    const title = course.chapters.find(({ id }) => id === page)?.title ?? '';
    if (pageAnswers) answers.push(`<h2>${escapeXml(title)}</h2>${toHtml(pageAnswers)}`);
    const html = toHtml(tree);
    if (html === '') return '';
    return `<section class="whole-part ${page === 'glossary' ? page : 'chapter'}" id="${escapeXml(page)}"${title === '' ? '' : ` data-title="${escapeXml(title)}"`}>${html}</section>`;
  });
  const back =
    answers.length > 0
      ? `<section class="whole-part answers chapter" id="answers"><div class="prose"><h1>${escapeXml(words.answers)}</h1>${answers.join('')}</div></section>`
      : '';
  return parts.join('\n') + back;
}

/** Attributes whose values are ids, by their names in hast. */
const REFERENCES = ['htmlFor', 'headers', 'ariaLabelledBy', 'ariaDescribedBy', 'ariaControls', 'ariaDetails'];

/** Prefixes a page's ids, and the links and references to them, so that they are unique on the print page. */
function prefixIds(tree: Root, page: string, pages: ReadonlySet<string>): void {
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
