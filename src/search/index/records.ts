// The records of the search index: one small HTML page for each section, or for each few sections of a very large site
// (pure). Not here: reading built pages (sections.ts), calling Pagefind (pagefind-index.ts).
import type { SearchPage, SearchSection } from './sections.ts';
import { OPENING_ID, TITLE_SEPARATOR } from '../engine/anchors.ts';
import { segment } from '../engine/segment.ts';

/**
 * Pagefind's metadata, loaded before the first result, grows by 6.2 bytes a record. So many records fit into the
 * budget of the first search; on larger sites neighbouring sections share a record, and the reader's browser cuts it.
 */
const MAX_RECORDS = 2000;

/** Weights beside 1 for prose: a word in code is often an accident, one in a summary says what was said before. */
const WEIGHT = { code: 0.3, practice: 0.4 };

/** What Pagefind is given for one or more neighbouring sections of a page. */
export interface SearchRecord {
  readonly url: string;
  readonly html: string;
  /** Whose rules its words are cut and stemmed by: a language without its region or script. */
  readonly language: string;
}

/** `zh-Hant` and `zh` are searched together. */
export function baseOf(language: string): string {
  const base = language.split('-')[0]?.toLowerCase() ?? '';
  return /^[a-z]{2,8}$/.test(base) ? base : 'en';
}

/** How many neighbouring sections share a record. */
export function sectionsPerRecord(pages: readonly SearchPage[], maxRecords = MAX_RECORDS): number {
  return Math.ceil(pages.reduce((sum, page) => sum + page.sections.length, 0) / maxRecords);
}

/** One record per section; where that would be more than `maxRecords`, one per run of neighbours of equal length. */
export function recordsOf(pages: readonly SearchPage[], maxRecords = MAX_RECORDS): SearchRecord[] {
  const longest = sectionsPerRecord(pages, maxRecords);
  const courses = new Set(pages.map((page) => page.courseTitle)).size;
  return pages.flatMap((page) => {
    const runs = Math.ceil(page.sections.length / longest);
    return Array.from({ length: runs }, (_, run) => {
      const from = Math.round((run * page.sections.length) / runs);
      const to = Math.round(((run + 1) * page.sections.length) / runs);
      return recordOf(page, page.sections.slice(from, to), courses > 1);
    });
  });
}

/** Fields of a record's metadata for titles; what each weighs is the search's business (src/search/engine/load.ts). */
type TitleRank = 'chapter' | 'title' | 'subtitle' | 'practice';

function rankOf(section: SearchSection): TitleRank {
  if (section.kind === 'practice') return 'practice';
  if (section.id === '') return 'chapter';
  return section.kind === 'term' || section.above.length > 0 ? 'subtitle' : 'title';
}

/** The headings that lead to a section, its own among them if it teaches: words may be spread over them. */
function pathOf({ kind, above, title }: SearchSection): readonly string[] {
  return kind === 'practice' ? above : [...above, title];
}

function recordOf(page: SearchPage, sections: readonly SearchSection[], isFiltered: boolean): SearchRecord {
  const words = (texts: readonly string[]) => escape(segment([...new Set(texts)].join(' · ')));
  const titles = (rank: TitleRank) =>
    words(sections.filter((section) => rankOf(section) === rank).map(({ title }) => title));
  const meta = [
    ['chapter', titles('chapter')],
    ['title', titles('title')],
    ['subtitle', titles('subtitle')],
    ['practice', titles('practice')],
    ['also', words(sections.flatMap((section) => section.also))],
    ['path', words([page.title, ...sections.flatMap(pathOf)])],
  ].filter(([, value]) => value !== '');
  const body = sections.map((section) => sectionHtml(page, section)).join('');
  const head = meta.map(([name, value]) => `<i data-pagefind-meta="${name}">${value}</i>`).join('');
  const filter = isFiltered ? `<i data-pagefind-filter="course">${escape(page.courseTitle)}</i>` : '';
  return {
    // Pagefind keeps one record per address; the part behind # tells ours apart.
    url: `${page.address}#${sections[0]?.id ?? ''}`,
    language: baseOf(page.language),
    html: `<html lang="${baseOf(page.language)}"><body><div data-pagefind-ignore>${head}${filter}</div>${body}</body></html>`,
  };
}

/** The element's name carries the kind of section, its title the way to it; see src/search/engine/anchors.ts. */
function sectionHtml(page: SearchPage, section: SearchSection): string {
  const element = { section: 'section', practice: 'aside', term: 'dfn' }[section.kind];
  const way = [String(page.number), page.courseTitle, page.title, ...section.above];
  if (section.id !== '') way.push(section.title);
  const title = escape(way.join(TITLE_SEPARATOR));
  const passages = section.passages.map(({ kind, text }) => {
    const weight = (kind === 'code' ? WEIGHT.code : 1) * (section.kind === 'practice' ? WEIGHT.practice : 1);
    const attribute = weight === 1 ? '' : ` data-pagefind-weight="${weight}"`;
    return `<p${attribute}>${escape(segment(text))}</p>`;
  });
  return `<${element} id="${escape(section.id || OPENING_ID)}" data-pagefind-title="${title}"></${element}>${passages.join('')}`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
