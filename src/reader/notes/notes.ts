// Shows the notes and bookmarks of a chapter: passages are highlighted in the text, notes listed below their sections. The
// text's elements are not changed. Not here: making notes (note-tools.ts), the notebook (../notebook/).
import { translate } from '../../languages/translate.ts';
import stylesheet from '../../styles/notes.css?url';
import { button, element, needStyles } from '../dom.ts';
import { digestOf } from '../record/progress.ts';
import { outlineOf, type Outline } from '../record/outline.ts';
import { isDeleted, type Note, type Target } from '../record/record.ts';
import { changeItem, onChange, readPart } from '../record/store.ts';
import { readPageText, type PageText } from './page-text.ts';
import { shortened } from './shortened.ts';
import { findExact, findSimilar, type Found } from './quote.ts';

export interface PlacedNote {
  readonly id: string;
  readonly note: Note;
  readonly found: Found;
  readonly range: Range;
}

export interface ChapterNotes {
  readonly article: HTMLElement;
  readonly course: string;
  readonly chapter: string;
  readonly text: PageText;
  /** Those that have a place in the chapter, in the order of the text. */
  placed: readonly PlacedNote[];
  /** Resolves when what is shown is what the record holds. */
  ready: Promise<void>;
  /** Ids of the bookmarked sections, with the bookmarks' own ids. */
  bookmarks: ReadonlyMap<string, string>;
}

/** The name under which the browser paints the notes' passages (styles/notes.css). */
const PAINT = 'lectern-note';
const PAINT_CURRENT = 'lectern-note-current';

let chapterNotes: Promise<ChapterNotes> | undefined;

/** Shows the chapter's notes; the first call loads them. */
export function showNotes(): Promise<ChapterNotes> {
  return (chapterNotes ??= show());
}

async function show(): Promise<ChapterNotes> {
  const article = document.querySelector<HTMLElement>('article[data-chapter]');
  if (!article) throw new Error('Notes belong to a chapter.');
  const { course = '', chapter = '' } = article.dataset;
  await needStyles(stylesheet);
  const shown: ChapterNotes = {
    article,
    course,
    chapter,
    text: readPageText(article),
    placed: [],
    bookmarks: new Map(),
    ready: Promise.resolve(),
  };
  article.addEventListener('click', (event) => {
    const note = noteAt(shown, event.clientX, event.clientY);
    const isLink =
      event.target instanceof Element && event.target.closest('a, button, summary, input, label');
    if (note && !isLink && getSelection()?.isCollapsed !== false) void edit(note);
  });
  // One refresh after the other, so that the latest state is shown last.
  const again = (): Promise<void> => (shown.ready = shown.ready.then(() => refresh(shown)));
  onChange(['notes', 'bookmarks'], () => void again());
  await again();
  // Once a page: two tabs with two editions of the text would overwrite each other for ever.
  if (shown.placed.length > 0) await savePlaces(shown, await outlineOf(course));
  return shown;
}

async function edit({ id, note }: PlacedNote): Promise<void> {
  const { editNote } = await import('./note-dialog.ts');
  editNote(id, note);
}

/** Reads the record again and shows what it holds. */
async function refresh(shown: ChapterNotes): Promise<void> {
  const [notes, bookmarks] = [await readPart('notes'), await readPart('bookmarks')];
  const isHere = (target: Target): boolean =>
    target.course === shown.course && target.chapter === shown.chapter;
  shown.bookmarks = new Map(
    [...bookmarks].flatMap(([id, bookmark]) =>
      !isDeleted(bookmark) && isHere(bookmark.target) ? [[bookmark.target.section, id] as const] : [],
    ),
  );
  const own = [...notes].flatMap(([id, note]) =>
    !isDeleted(note) && isHere(note.target) ? [[id, note] as const] : [],
  );
  const placed: PlacedNote[] = [];
  for (const [id, note] of own) {
    const { quote, target } = note;
    const found =
      findExact(shown.text, quote, target.section) ?? findSimilar(shown.text, quote, target.section);
    if (found) placed.push({ id, note, found, range: shown.text.rangeOf(found.start, found.end) });
  }
  shown.placed = placed.sort((a, b) => a.found.start - b.found.start);
  paint(shown);
  list(shown);
  markBookmarks(shown);
}

/** Saves where passages have moved to within the chapter. The time stays, since the reader changed nothing. */
async function savePlaces(shown: ChapterNotes, outline: Outline | undefined): Promise<void> {
  for (const { id, note, found } of shown.placed) {
    const digest = digestOf(outline, shown.chapter, found.section);
    if (digest === '' || (note.target.section === found.section && note.digest === digest)) continue;
    await changeItem('notes', id, (before) =>
      before && !isDeleted(before)
        ? { ...before, target: { ...note.target, section: found.section }, digest }
        : undefined,
    );
  }
}

const canPaint = 'highlights' in CSS && typeof Highlight === 'function';

function paint({ placed }: ChapterNotes): void {
  if (!canPaint) return;
  const ranges = placed.filter(({ note }) => note.quote.exact !== '').map(({ range }) => range);
  CSS.highlights.set(PAINT, new Highlight(...ranges));
}

/** Paints one passage more strongly while its note is open. */
export function paintCurrent(range: Range | undefined): void {
  if (!canPaint) return;
  if (range) CSS.highlights.set(PAINT_CURRENT, new Highlight(range));
  else CSS.highlights.delete(PAINT_CURRENT);
}

/** Lists notes below their sections; where the browser cannot paint highlights, these too. */
function list(shown: ChapterNotes): void {
  const { article, placed, text } = shown;
  const open = document.activeElement?.closest<HTMLElement>('[data-note]')?.dataset['note'];
  for (const old of article.querySelectorAll('.own-notes')) old.remove();
  const headings = new Map(
    [...article.querySelectorAll<HTMLElement>('h2[id],h3[id]')].map((heading) => [heading.id, heading]),
  );
  for (const [at, { id }] of text.sections.entries()) {
    const listed = placed.filter(
      ({ note, found }) => found.section === id && (note.text !== '' || !canPaint),
    );
    if (listed.length === 0) continue;
    const items = listed.map((each) => listItem(each));
    const aside = element('aside', 'own own-notes', element('ul', '', ...items));
    aside.setAttribute('aria-label', translate('record', 'yourNotes', 'Your notes'));
    const next = text.sections[at + 1];
    const before = next ? headings.get(next.id) : article.querySelector(':scope > .answers');
    // A heading may be inside another element; the list goes before that element.
    const place = before ? childOf(article, before) : null;
    article.insertBefore(aside, place);
  }
  if (open) article.querySelector<HTMLElement>(`[data-note="${CSS.escape(open)}"] button`)?.focus();
}

function childOf(article: HTMLElement, inside: Element): Element | null {
  let part: Element | null = inside;
  while (part && part.parentElement !== article) part = part.parentElement;
  return part;
}

function listItem(each: PlacedNote): HTMLLIElement {
  const { note, range } = each;
  const item = element('li');
  item.dataset['note'] = each.id;
  if (note.quote.exact !== '') item.append(element('q', '', shortened(note.quote.exact)));
  if (note.text !== '') item.append(element('p', '', note.text));
  item.append(button(translate('record', 'edit', 'Edit'), 'own-edit', () => void edit(each)));
  item.addEventListener('pointerenter', () => paintCurrent(range));
  item.addEventListener('pointerleave', () => paintCurrent(undefined));
  return item;
}

/** A ribbon at the headings of bookmarked sections, with text for screen readers. */
function markBookmarks({ article, bookmarks }: ChapterNotes): void {
  for (const old of document.querySelectorAll('.own-ribbon')) old.remove();
  for (const section of bookmarks.keys()) {
    const heading =
      section === '' ? article.querySelector('h1') : article.querySelector(`#${CSS.escape(section)}`);
    const link = document.querySelector(
      `.on-this-page a[href="#${CSS.escape(encodeURIComponent(section))}"]`,
    );
    for (const place of [heading, link]) {
      const ribbon = element('span', 'own own-ribbon');
      ribbon.append(element('span', 'visually-hidden', translate('record', 'isBookmarked', 'Bookmarked')));
      place?.append(' ', ribbon);
    }
  }
}

/** The note whose passage is at this point of the screen; of several, the one with the shortest passage. */
function noteAt({ placed }: ChapterNotes, x: number, y: number): PlacedNote | undefined {
  const isUnder = ({ note, range }: PlacedNote): boolean =>
    note.quote.exact !== '' &&
    [...range.getClientRects()].some(
      ({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom,
    );
  return placed
    .filter(isUnder)
    .sort((a, b) => a.note.quote.exact.length - b.note.quote.exact.length)
    .at(0);
}
