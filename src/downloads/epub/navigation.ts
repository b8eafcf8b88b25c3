// The navigation document of a book: its table of contents and landmarks.
import { escapeXml } from '../../course/xml.ts';
import { localizationFor } from '../../languages/index.ts';
import type { BuiltCourse } from '../built-course.ts';
import type { BookDocument } from './documents.ts';
import { xhtmlDocument } from './xhtml.ts';

export function navigation(course: BuiltCourse, documents: readonly BookDocument[]): string {
  const { page: words } = localizationFor(course.language);
  const entry = ({ name, title, sections }: BookDocument): string => {
    const inner = sections.map(
      ({ id, title: section }) =>
        `<li><a href="${name}.xhtml#${encodeURIComponent(id)}">${escapeXml(section || title)}</a></li>`,
    );
    return `<li><a href="${name}.xhtml">${escapeXml(title)}</a>${inner.length > 0 ? `<ol>${inner.join('')}</ol>` : ''}</li>`;
  };
  const first = documents.find(({ name }) => name === 'chapter-1');
  return xhtmlDocument(
    course,
    words.contents,
    `<nav epub:type="toc" id="toc"><h1>${escapeXml(words.contents)}</h1><ol>
${inParts(documents, entry).join('\n')}
</ol></nav>
${
  first
    ? `<nav epub:type="landmarks" hidden="hidden"><ol><li><a epub:type="bodymatter" href="chapter-1.xhtml">${escapeXml(first.title)}</a></li></ol></nav>`
    : ''
}`,
  );
}

/** Entries, with the chapters of a part below its title. */
function inParts(documents: readonly BookDocument[], entry: (document: BookDocument) => string): string[] {
  const lines: string[] = [];
  let isOpen = false;
  const close = (): void => {
    if (isOpen) lines.push('</ol></li>');
    isOpen = false;
  };
  for (const document of documents) {
    const isChapter = document.name.startsWith('chapter-');
    if (!isChapter || document.part !== undefined) close();
    if (document.part !== undefined && document.part !== '') {
      lines.push(`<li><span>${escapeXml(document.part)}</span><ol>`);
      isOpen = true;
    }
    lines.push(entry(document));
  }
  close();
  return lines;
}
