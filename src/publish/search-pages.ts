// What of a built page can be found: its sections as plain text (pure). Not here: how they are indexed
// (search-records.ts).
import { parseHTML } from 'linkedom';
import { symbolWords } from '../search/symbols.ts';

/** A run of words: prose, or code, which weighs less. */
export interface Passage {
  readonly kind: 'prose' | 'code';
  readonly text: string;
}

/** One heading with the text up to the next heading, whatever their ranks. */
export interface SearchSection {
  /** `section`: teaches; `practice`: repeats or asks (exercises, summary, sources); `term`: defines. */
  readonly kind: 'section' | 'practice' | 'term';
  /** The id on the page; empty for the chapter's opening. */
  readonly id: string;
  readonly title: string;
  /** The headings above it, outermost first, without the chapter's title. */
  readonly above: readonly string[];
  readonly passages: readonly Passage[];
  /** Other words under which it is to be found: aliases of a term, names of symbols. */
  readonly also: readonly string[];
}

/** A page of the site that can be searched. */
export interface SearchPage {
  /** Relative to the site's root, with forward slashes. */
  readonly address: string;
  readonly language: string;
  readonly course: string;
  readonly courseTitle: string;
  /** 0 for a page that is no chapter. */
  readonly number: number;
  readonly title: string;
  readonly sections: readonly SearchSection[];
}

/** Sections that repeat what others teach: they hold the same words and would stand before them. */
const PRACTICE = /^(?:exercises?|summary|further reading|key takeaways|references)\b/i;

/** Controls, ornaments and what is said elsewhere; of a question only what it asks stays. */
const SKIPPED =
  '[data-search-skip], [aria-hidden="true"], [data-footnotes], [data-footnote-ref], .footnotes, .footnote-ref, ' +
  'script, style, template, noscript, nav, svg, button, label, output, .question-actions';
const HEADING = /^H[1-6]$/;
const BLOCK =
  /^(?:ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|BR|DD|DETAILS|DIV|DL|DT|FIELDSET|FIGCAPTION|FIGURE|FOOTER|FORM|HEADER|HR|LI|MAIN|OL|P|SECTION|SUMMARY|TABLE|TBODY|TD|TFOOT|TH|THEAD|TR|UL)$/;

/** The search page of a built HTML file, or nothing if it has no text to search. */
export function readSearchPage(address: string, html: string): SearchPage | undefined {
  // Parsing a page costs more than looking for the two words that decide.
  if (!html.includes('data-search-chapter') && !html.includes('data-search-glossary')) return undefined;
  const { document } = parseHTML(withoutFrame(html));
  const article = document.querySelector('[data-search-chapter], [data-search-glossary]');
  if (!article) return undefined;
  const isGlossary = article.hasAttribute('data-search-glossary');
  for (const skipped of article.querySelectorAll(SKIPPED)) skipped.remove();
  const title = article.getAttribute('data-chapter-title') ?? textOf(article.querySelector('h1')) ?? '';
  return {
    address,
    language: /<html\b[^>]*\slang="([^"]+)"/.exec(html)?.[1] ?? 'en',
    course: article.getAttribute('data-course') ?? '',
    courseTitle: article.getAttribute('data-course-title') ?? '',
    number: Number(article.getAttribute('data-chapter-number') ?? 0),
    title: title || (isGlossary ? 'Glossary' : address),
    sections: isGlossary ? readTerms(article) : readSections(article, title),
  };
}

/** Only the article: its frame is most of a page, and its styles would be parsed too. */
function withoutFrame(html: string): string {
  const start = html.search(/<article\b[^>]*\sdata-search-(?:chapter|glossary)\b/);
  const end = html.lastIndexOf('</article>');
  return start < 0 || end < start ? html : `<html><body>${html.slice(start, end)}</article></body></html>`;
}

function textOf(element: Element | null): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Cuts an article at its headings that have an id. */
function readSections(article: Element, chapterTitle: string): SearchSection[] {
  const sections: SearchSection[] = [];
  const open: { depth: number; title: string }[] = [];
  let id = '';
  let title = chapterTitle;
  let above: string[] = [];
  let passages: { kind: Passage['kind']; text: string }[] = [];

  const close = () => {
    const kept = passages.map(tidy).filter((passage) => passage.text !== '');
    const isPractice = [...above, title].some((heading) => PRACTICE.test(heading));
    const also = symbolWords([title, ...kept.map((passage) => passage.text)].join(' '));
    sections.push({ kind: isPractice ? 'practice' : 'section', id, title, above, passages: kept, also });
  };
  const say = (kind: Passage['kind'], text: string) => {
    const last = passages.at(-1);
    if (last?.kind === kind) last.text += text;
    else passages.push({ kind, text });
  };
  const visit = (node: Node) => {
    if (node.nodeType === node.TEXT_NODE) return say('prose', node.textContent ?? '');
    if (node.nodeType !== node.ELEMENT_NODE) return;
    const element = node as Element;
    if (element.tagName === 'PRE') {
      const isResult = element.closest('.code-result') !== null;
      return say(
        'code',
        ` ${isResult ? wordsOnly(element.textContent ?? '') : (element.textContent ?? '')} `,
      );
    }
    const isHeading = HEADING.test(element.tagName);
    if (isHeading && element.tagName === 'H1') return;
    if (isHeading && element.id) {
      close();
      const depth = Number(element.tagName.slice(1));
      while ((open.at(-1)?.depth ?? 0) >= depth) open.pop();
      above = open.map((heading) => heading.title);
      [id, title, passages] = [element.id, textOf(element), []];
      open.push({ depth, title });
      return;
    }
    const isBlock = isHeading || BLOCK.test(element.tagName);
    if (isBlock) say('prose', ' ');
    for (const child of element.childNodes) visit(child);
    if (isBlock) say('prose', ' ');
  };
  for (const child of article.childNodes) visit(child);
  close();
  return sections.map((section, at) =>
    section.passages.length > 0 ? section : listBelow(section, sections.slice(at + 1)),
  );
}

/** A heading with nothing below it but further headings says what these say. */
function listBelow(section: SearchSection, following: readonly SearchSection[]): SearchSection {
  const end = following.findIndex(({ above }) => section.id !== '' && !above.includes(section.title));
  const below = following
    .slice(0, end < 0 ? undefined : end)
    .filter(({ above }) => above.at(-1) === section.title || section.id === '');
  const titles = below.length > 0 ? below.map(({ title }) => title) : [section.title];
  return { ...section, passages: [{ kind: 'prose', text: titles.join(' · ') }] };
}

/** Of what a program printed, error messages and plans are looked for; columns of numbers are not. */
function wordsOnly(text: string): string {
  return text.replace(/(?<!\S)[^\p{L}\s]+(?!\S)/gu, ' ');
}

/** Lines of tables and boxes drawn in text, which say nothing. */
const DRAWN_LINES = /[\u2500-\u259f]+|[-=+|_]{4,}/g;

function tidy({ kind, text }: Passage): Passage {
  const said = kind === 'code' ? text.replace(DRAWN_LINES, ' ') : text;
  return { kind, text: said.replace(/[\s\u200b]+/g, ' ').trim() };
}

/** The terms of a glossary: `dt` with an id, then `dd` with the definition and `dd.aliases` with other names. */
function readTerms(article: Element): SearchSection[] {
  const terms: SearchSection[] = [];
  for (const name of article.querySelectorAll('dt[id]')) {
    const texts: string[] = [];
    const also: string[] = [];
    for (let next = name.nextElementSibling; next?.tagName === 'DD'; next = next.nextElementSibling) {
      (next.classList.contains('aliases') ? also : texts).push(textOf(next));
    }
    // The aliases are also text, so that the excerpt can show why a term was found.
    const aliases = also.map((text) => text.replace(/^[^:]{1,20}:\s*/, '')).filter((text) => text !== '');
    if (aliases.length > 0) texts.push(`(${aliases.join(', ')})`);
    const passages: Passage[] = texts.filter((text) => text !== '').map((text) => ({ kind: 'prose', text }));
    terms.push({ kind: 'term', id: name.id, title: textOf(name), above: [], passages, also: aliases });
  }
  return terms;
}
