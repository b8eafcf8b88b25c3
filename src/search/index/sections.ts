// The sections of a built page as plain text, for the index (pure). Not here: how they are indexed
// (records.ts).
import { isTag, isText, type ChildNode, type Element } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { symbolWords } from '../engine/symbols.ts';

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
const SKIPPED = {
  elements: new Set('script,style,template,noscript,nav,svg,button,select,label,output'.split(',')),
  attributes: ['data-search-skip', 'data-footnotes', 'data-footnote-ref'],
  classes: /(?:^|\s)(?:footnotes|footnote-ref|question-actions)(?:\s|$)/,
};
const HEADING = /^h[1-6]$/;
const BLOCK =
  /^(?:address|article|aside|blockquote|br|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|header|hr|li|main|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/;

/** The search page of a built HTML file, or nothing if it has no text to search. */
export function readSearchPage(address: string, html: string): SearchPage | undefined {
  // Parsing a page costs more than looking for the two words that decide.
  if (!html.includes('data-search-chapter') && !html.includes('data-search-glossary')) return undefined;
  const article = findElement(
    parseDocument(withoutFrame(html)).children,
    ({ attribs }) => 'data-search-chapter' in attribs || 'data-search-glossary' in attribs,
  );
  if (!article) return undefined;
  const { attribs } = article;
  const isGlossary = 'data-search-glossary' in attribs;
  const heading = findElement(article.children, ({ name }) => name === 'h1');
  const title = attribs['data-chapter-title'] ?? (heading ? textOf(heading) : '');
  return {
    address,
    language: /<html\b[^>]*\slang="([^"]+)"/.exec(html)?.[1] ?? 'en',
    course: attribs['data-course'] ?? '',
    courseTitle: attribs['data-course-title'] ?? '',
    number: Number(attribs['data-chapter-number'] ?? 0),
    title: title || (isGlossary ? 'Glossary' : address),
    sections: isGlossary ? readTerms(article) : readSections(article, title),
  };
}

/** Only the article: its frame is most of a page, and its styles would be parsed too. */
function withoutFrame(html: string): string {
  const start = html.search(/<article\b[^>]*\sdata-search-(?:chapter|glossary)\b/);
  const end = html.lastIndexOf('</article>');
  return start < 0 || end < start ? html : `${html.slice(start, end)}</article>`;
}

function isSkipped({ name, attribs }: Element): boolean {
  return (
    SKIPPED.elements.has(name) ||
    attribs['aria-hidden'] === 'true' ||
    SKIPPED.attributes.some((attribute) => attribute in attribs) ||
    SKIPPED.classes.test(attribs['class'] ?? '')
  );
}

/** The first element of these and all below them, in the order of the text. */
function findElement(
  nodes: readonly ChildNode[],
  isWanted: (element: Element) => boolean,
): Element | undefined {
  for (const node of nodes) {
    if (!isTag(node)) continue;
    const found = isWanted(node) ? node : findElement(node.children, isWanted);
    if (found) return found;
  }
  return undefined;
}

/** All text that is not skipped, as it stands. */
function rawText(node: ChildNode): string {
  if (isText(node)) return node.data;
  return isTag(node) && !isSkipped(node) ? node.children.map(rawText).join('') : '';
}

function textOf(element: Element): string {
  return rawText(element).replace(/\s+/g, ' ').trim();
}

/** Cuts an article at its headings that have an id. */
function readSections(article: Element, chapterTitle: string): SearchSection[] {
  const sections: SearchSection[] = [];
  const open: { depth: number; title: string }[] = [];
  let id = '';
  let title = chapterTitle;
  let above: string[] = [];
  let passages: { kind: Passage['kind']; text: string }[] = [];
  let isFirstCell = true;

  const close = () => {
    const kept = passages.map(tidy).filter((passage) => passage.text !== '');
    const isPractice = [...above, title].some((heading) => PRACTICE.test(heading));
    const also = symbolWords([title, ...kept.map((passage) => passage.text)].join(' '));
    sections.push({ kind: isPractice ? 'practice' : 'section', id, title, above, passages: kept, also });
  };
  const add = (kind: Passage['kind'], text: string) => {
    const last = passages.at(-1);
    if (last?.kind === kind) last.text += text;
    else passages.push({ kind, text });
  };
  const visit = (node: ChildNode, isResult: boolean) => {
    if (isText(node)) return add('prose', node.data);
    if (!isTag(node) || isSkipped(node)) return;
    const { name, attribs } = node;
    if (name === 'pre') {
      const text = rawText(node);
      return add('code', ` ${isResult ? wordsOnly(text) : text} `);
    }
    const isHeading = HEADING.test(name);
    if (name === 'h1') return;
    if (isHeading && attribs['id']) {
      close();
      const depth = Number(name.slice(1));
      while ((open.at(-1)?.depth ?? 0) >= depth) open.pop();
      above = open.map((heading) => heading.title);
      [id, title, passages] = [attribs['id'], textOf(node), []];
      open.push({ depth, title });
      return;
    }
    if (name === 'table') isFirstCell = true;
    if ((name === 'td' || name === 'th') && textOf(node) !== '') {
      // Run together, cells of a row would read like a sentence without sense.
      if (!isFirstCell) add('prose', ' · ');
      isFirstCell = false;
    }
    const isBlock = isHeading || BLOCK.test(name);
    const printed = isResult || hasClass(node, 'code-result');
    if (isBlock) add('prose', ' ');
    for (const child of node.children) visit(child, printed);
    if (isBlock) add('prose', ' ');
  };
  for (const child of article.children) visit(child, false);
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
  let texts: string[] = [];
  let also: string[] = [];
  const close = (name: Element): void => {
    // The aliases are also text, so that the excerpt can show why a term was found.
    const aliases = also.map((text) => text.replace(/^[^:]{1,20}:\s*/, '')).filter((text) => text !== '');
    if (aliases.length > 0) texts.push(`(${aliases.join(', ')})`);
    const passages: Passage[] = texts.filter((text) => text !== '').map((text) => ({ kind: 'prose', text }));
    const { id = '' } = name.attribs;
    terms.push({ kind: 'term', id, title: textOf(name), above: [], passages, also: aliases });
  };
  let term: Element | undefined;
  const visit = (nodes: readonly ChildNode[]): void => {
    for (const node of nodes.filter(isTag)) {
      if (node.name === 'dt') {
        if (term) close(term);
        [term, texts, also] = [node.attribs['id'] ? node : undefined, [], []];
      } else if (node.name !== 'dd') visit(node.children);
      else if (!isSkipped(node)) (hasClass(node, 'aliases') ? also : texts).push(textOf(node));
    }
  };
  visit(article.children);
  if (term) close(term);
  return terms;
}

function hasClass({ attribs }: Element, name: string): boolean {
  return attribs['class']?.split(/\s+/).includes(name) ?? false;
}
