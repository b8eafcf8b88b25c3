// The tools for notes in a chapter: the toolbar at a selection, highlighting, bookmarking, and the menu below "on this page".
// Loaded on first use (start.ts). Not here: where notes are shown (notes.ts), the dialog that edits them (note-dialog.ts).
import { translate } from '../../languages/translate.ts';
import { button, element, link } from '../dom.ts';
import { outlineOf } from '../record/outline.ts';
import { digestOf, saveReading, readingIn } from '../record/progress.ts';
import { asName, newId, type Note } from '../record/record.ts';
import { changeItem, onChange } from '../record/store.ts';
import { notify } from '../stored.ts';
import { editNote } from './note-dialog.ts';
import { showNotes, type ChapterNotes } from './notes.ts';
import { askToStay } from './persist.ts';
import { quoteOf } from './quote.ts';
import { textFragment } from './text-fragment.ts';

/** Below the bar, in CSS pixels, as in copy-link.ts. */
const READING_LINE = 120;
const GAP = 10;
const SCROLLED_MS = 300;
const LONGEST_QUOTE = 10_000;

let bar: HTMLElement | undefined;

/** Shows the toolbar above the selection; after a touch, at the bottom of the screen, clear of the system's own menu. */
export async function offer(isTouch: boolean): Promise<void> {
  await showNotes();
  const range = selected();
  if (!range) return;
  bar ??= makeBar();
  bar.classList.toggle('own-bar-thumb', isTouch);
  bar.hidden = false;
  const { top, bottom, left, width } = range.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = bar;
  const above = top - offsetHeight - GAP;
  const y = above > READING_LINE / 2 ? above : Math.min(bottom + GAP, innerHeight - offsetHeight - GAP);
  const x = Math.max(GAP, Math.min(left + width / 2 - offsetWidth / 2, innerWidth - offsetWidth - GAP));
  bar.style.setProperty('inset', isTouch ? '' : `${y}px auto auto ${x}px`);
}

function makeBar(): HTMLElement {
  const made = element(
    'div',
    'own own-bar',
    button(translate('record', 'highlight', 'Highlight'), '', () => void highlight()),
    button(translate('record', 'note', 'Note'), '', () => void write()),
    button(translate('record', 'copyLink', 'Copy link'), '', () => void copyPassageLink()),
  );
  made.setAttribute('role', 'toolbar');
  made.setAttribute('aria-label', translate('record', 'selection', 'Selected text'));
  // A press on the toolbar must not clear the selection.
  made.addEventListener('pointerdown', (event) => event.preventDefault());
  const hide = (): void => {
    made.hidden = true;
  };
  document.addEventListener('selectionchange', () => !selected() && hide());
  addEventListener('scroll', () => !made.classList.contains('own-bar-thumb') && hide(), { passive: true });
  document.addEventListener('keydown', (event) => {
    if (made.hidden) return;
    const isInside = made.contains(document.activeElement);
    if (event.key === 'Escape') hide();
    // Tab moves from the selection to the toolbar, wherever that is in the document.
    else if (event.key === 'Tab' && !isInside && !event.shiftKey) {
      made.querySelector('button')?.focus({ preventScroll: true });
      event.preventDefault();
    } else if (isInside && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      const buttons = [...made.querySelectorAll('button')];
      const forward = (event.key === 'ArrowRight') === (getComputedStyle(made).direction === 'ltr');
      const at = buttons.indexOf(document.activeElement as HTMLButtonElement) + (forward ? 1 : -1);
      buttons.at(at % buttons.length)?.focus({ preventScroll: true });
      event.preventDefault();
    }
  });
  document.body.append(made);
  return made;
}

/** The selection, if it is of the chapter. */
function selected(): Range | undefined {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const article = document.querySelector('article[data-chapter]');
  return article?.contains(range.commonAncestorContainer) ? range : undefined;
}

export async function highlight(): Promise<void> {
  const notes = await showNotes();
  const made = await makeNote(notes);
  if (!made) return;
  const [id, note] = made;
  leaveSelection();
  if (await changeItem('notes', id, () => note)) void askToStay();
}

/** Opens a new note on the selection or, without one, on the current section. */
export async function write(): Promise<void> {
  const notes = await showNotes();
  const made = await makeNote(notes);
  if (!made) return;
  const [id, note] = made;
  leaveSelection();
  editNote(id, note, true);
}

/** Puts the bar away; the keyboard goes on from the passage, where it would go on from the page's beginning. */
function leaveSelection(): void {
  const focused = document.activeElement;
  if (!focused || focused === document.body || bar?.contains(focused)) focusOn(selected()?.startContainer);
  if (bar) bar.hidden = true;
  getSelection()?.removeAllRanges();
}

/** Focuses a place in the text, which is no stop for the keyboard otherwise. */
function focusOn(node: Node | undefined): void {
  const place = node instanceof HTMLElement ? node : node?.parentElement;
  if (!place) return;
  if (place.tabIndex < 0) {
    place.tabIndex = -1;
    place.addEventListener('blur', function leave() {
      // A sheet gives the focus back.
      if (document.querySelector('dialog[open]')) return;
      place.removeAttribute('tabindex');
      place.removeEventListener('blur', leave);
    });
  }
  place.focus({ preventScroll: true });
}

async function makeNote(notes: ChapterNotes): Promise<[string, Note] | undefined> {
  const { course, chapter, text } = notes;
  const range = selected();
  const places = range && text.placesOf(range);
  if (range && !places) {
    notify(
      translate('record', 'notText', 'Figures, questions and diagrams cannot be highlighted. Select text.'),
      true,
    );
    return undefined;
  }
  const section = places
    ? (text.sections.findLast(({ start }) => start <= places.start)?.id ?? '')
    : currentSection(notes);
  const end = places && Math.min(places.end, places.start + LONGEST_QUOTE);
  const at = Date.now();
  const digest = digestOf(await outlineOf(course), chapter, section);
  return [
    newId(at),
    {
      at,
      madeAt: at,
      target: { course, chapter, section },
      quote:
        places && end !== undefined
          ? quoteOf(text, places.start, end)
          : { exact: '', prefix: '', suffix: '' },
      text: '',
      label: asName(titleOf(notes, section)),
      digest,
    },
  ];
}

/** The section at the top of the screen. */
function currentSection({ article }: ChapterNotes): string {
  const headings = [...article.querySelectorAll<HTMLElement>('h2[id]:not(#answers),h3[id]')];
  return headings.findLast((each) => each.getBoundingClientRect().top <= READING_LINE)?.id ?? '';
}

function titleOf({ article }: ChapterNotes, section: string): string {
  const heading = section === '' ? undefined : article.querySelector(`#${CSS.escape(section)}`);
  return heading?.firstChild?.textContent?.trim() || (article.dataset['chapterTitle'] ?? '');
}

/** Bookmarks the current section, or removes its bookmark. */
export async function toggleBookmark(): Promise<void> {
  const notes = await showNotes();
  await notes.ready;
  const { course, chapter, bookmarks } = notes;
  const section = currentSection(notes);
  const name = titleOf(notes, section);
  const at = Date.now();
  const known = bookmarks.get(section);
  const isSaved =
    known === undefined
      ? await changeItem('bookmarks', newId(at), () => ({
          at,
          madeAt: at,
          target: { course, chapter, section },
          label: asName(name),
        }))
      : await changeItem('bookmarks', known, () => ({ at, deleted: true }));
  if (!isSaved) return;
  void askToStay();
  notify(
    known === undefined
      ? translate('record', 'bookmarked', 'Bookmarked: {name}', { name })
      : translate('record', 'unbookmarked', 'Bookmark removed: {name}', { name }),
    true,
  );
}

/** Copies a link with a text fragment, by which browsers find the selected passage. */
async function copyPassageLink(): Promise<void> {
  const { text } = await showNotes();
  const range = selected();
  const places = range && text.placesOf(range);
  if (!places) return;
  const section = text.sections.findLast(({ start }) => start <= places.start)?.id ?? '';
  const address = new URL(location.href);
  address.hash = `${encodeURIComponent(section)}${textFragment(text.text.slice(places.start, places.end))}`;
  try {
    await navigator.clipboard.writeText(address.href);
    notify(translate('record', 'passageCopied', 'The link to this passage is copied.'), true);
  } catch {
    history.replaceState(history.state, '', address);
    notify(
      translate(
        'record',
        'passageInBar',
        'The link to this passage is in the address bar: copy it from there.',
      ),
      true,
    );
  }
  leaveSelection();
}

/** Shows or hides the tools below the button that was pressed. */
export async function showTools(opener: HTMLElement): Promise<void> {
  const known = document.getElementById('own-tools');
  if (known) {
    known.hidden = !known.hidden;
    opener.setAttribute('aria-expanded', String(!known.hidden));
    return;
  }
  const notes = await showNotes();
  const { course, chapter } = notes;
  const tools = element('div', 'own own-tools');
  tools.id = 'own-tools';
  let isRead = false;
  const bookmark = button('', '', () => void toggleBookmark().then(fill));
  const noteHere = button(translate('record', 'noteHere', 'Write a note on this section'), '', () => {
    document.querySelector<HTMLElement>('#sections:popover-open')?.hidePopover();
    void write();
  });
  const mark = button('', '', () => {
    void saveReading({ course, chapter }, [currentSection(notes)], !isRead, Date.now()).then(fill);
  });
  const notebook = link(
    translate('record', 'openNotebook', 'Open the notebook'),
    `${document.documentElement.dataset['root'] ?? ''}notebook/index.html`,
  );
  tools.append(bookmark, noteHere, mark, notebook);
  /** Labels the buttons for the current section. */
  const fill = async (): Promise<void> => {
    await notes.ready;
    const reading = (await readingIn(course, await outlineOf(course), chapter)).get(chapter);
    const section = currentSection(notes);
    isRead = reading?.get(section) === 'read';
    bookmark.textContent = notes.bookmarks.has(section)
      ? translate('record', 'removeBookmark', 'Remove the bookmark')
      : translate('record', 'bookmark', 'Bookmark this section');
    mark.hidden = section === '';
    mark.textContent = isRead
      ? translate('record', 'markUnread', 'Mark as not read')
      : translate('record', 'markRead', 'Mark as read');
  };
  await fill();
  onChange(['bookmarks', 'sections'], () => void fill());
  // The buttons act on the current section, which scrolling changes.
  let scrolling = 0;
  addEventListener(
    'scroll',
    () => {
      clearTimeout(scrolling);
      if (!tools.hidden) scrolling = window.setTimeout(() => void fill(), SCROLLED_MS);
    },
    { passive: true },
  );
  opener.setAttribute('aria-expanded', 'true');
  opener.setAttribute('aria-controls', tools.id);
  opener.after(tools);
  opener.addEventListener('click', () => void fill());
}
