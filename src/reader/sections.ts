// Follows the reader through a chapter: marks the current section in "on this page", saves which sections were read and, once
// the reader has settled in, where they are. The record is loaded when there may be one, or when there is something to save.
// Not here: what counts as read (read-sections.ts), the record (record/), what it shows in a chapter (chapter-progress.ts).
import { startNoteTools } from './notes/start.ts';
import { mayHaveRecord } from './record/hint.ts';
import { ReadSections, type SectionInView } from './read-sections.ts';

/** A section counts as current once its heading has come this near to the top: just below the bar, in CSS pixels. */
const READING_LINE = 120;
const SAVE_AFTER_MS = 400;
const LOOK_EVERY_MS = 1000;
/** A reader has settled in, and their place is saved, after this much time and this many screens scrolled. */
const SETTLED_MS = 10_000;
const SETTLED_SCREENS = 1;

export function followSections(): void {
  const article = document.querySelector<HTMLElement>('article[data-chapter]');
  const { course = '', chapter = '', chapterTitle = '' } = article?.dataset ?? {};
  if (!article || !chapter) return;
  const headings = [...article.querySelectorAll<HTMLElement>('h2[id],h3[id]')];
  // The answers at the end are not a section; they end the one before.
  const ends = headings.at(-1)?.id === 'answers' ? headings.pop() : undefined;
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>('.on-this-page a')].map((link) => [
      decodeURIComponent(link.hash.slice(1)),
      link,
    ]),
  );
  const reading = new ReadSections(
    (id) => wordsBelow(headings.find((heading) => heading.id === id)),
    performance.now(),
  );
  let isSettled = false;
  let scrolled = 0;
  let lastScroll = scrollY;
  let at = -1;
  let current: HTMLAnchorElement | undefined;
  let saving = 0;
  let ticking = 0;
  let isWaiting = false;

  /** Read and not saved yet. */
  const unsaved = new Set<string>();
  const save = (): void => {
    clearTimeout(saving);
    const heading = headings[at];
    const section = heading?.id ?? '';
    const title = heading?.firstChild?.textContent?.trim() || chapterTitle;
    const now = Date.now();
    void import('./record/progress.ts').then(
      async ({ savePlace, saveReading }) => {
        await savePlace(course, { chapter, section, title }, now);
        if (unsaved.size === 0) return;
        const read = [...unsaved];
        unsaved.clear();
        await saveReading({ course, chapter }, read, true, now);
        showRecord(false);
      },
      () => undefined, // Without a network, the next change tries again.
    );
  };
  let isRecordShown = false;
  /** Shows what the record holds about the chapter, once there is a record. */
  const showRecord = (isReturning: boolean): void => {
    if (isRecordShown) return;
    isRecordShown = true;
    void import('./chapter-progress.ts').then(
      ({ showChapterProgress }) =>
        showChapterProgress({ course, chapter }, isReturning, (read, isHere) => {
          reading.know(read);
          // A reader who returns to the chapter they stopped in need not settle in again.
          isSettled ||= isHere;
        }),
      () => (isRecordShown = false),
    );
  };
  const look = (): void => {
    isWaiting = false;
    const tops = [...headings, ends].map((heading) => heading?.getBoundingClientRect().top);
    at = headings.findLastIndex((_, index) => (tops[index] ?? Infinity) <= READING_LINE);
    const last = tops.at(-1) ?? article.getBoundingClientRect().bottom;
    const inView = headings.map(({ id }, index): SectionInView => {
      const [start = 0, end = last] = [tops[index], index === headings.length - 1 ? last : tops[index + 1]];
      return {
        id,
        startShown: start >= 0 && start < innerHeight,
        endShown: end > 0 && end <= innerHeight,
        shown: start < innerHeight && end > 0,
      };
    });
    const justRead = reading.look(performance.now(), inView);
    for (const id of justRead) unsaved.add(id);
    markCurrent(headings[at]);
    const wasSettled = isSettled;
    isSettled ||=
      justRead.length > 0 || (reading.activeMs >= SETTLED_MS && scrolled >= SETTLED_SCREENS * innerHeight);
    if (justRead.length > 0 || isSettled !== wasSettled) save();
  };
  const markCurrent = (heading: HTMLElement | undefined): void => {
    const link = heading && links.get(heading.id);
    if (link === current) return;
    current?.removeAttribute('aria-current');
    link?.setAttribute('aria-current', 'true');
    if (link?.parentElement) keepInView(link.parentElement);
    current = link;
  };
  const soon = (): void => {
    if (!isWaiting) requestAnimationFrame(look);
    isWaiting = true;
  };
  /** Checks at intervals while the reader is active, since one reads without moving anything. */
  const watch = (): void => {
    clearInterval(ticking);
    ticking = 0;
    if (document.hidden) return reading.pause();
    ticking = window.setInterval(() => {
      if (reading.isActive(performance.now())) return soon();
      clearInterval(ticking);
      ticking = 0;
    }, LOOK_EVERY_MS);
  };
  const sign = (): void => {
    reading.sign(performance.now());
    if (ticking === 0) watch();
  };
  addEventListener(
    'scroll',
    () => {
      // A jump counts at most as half a screen.
      scrolled += Math.min(Math.abs(scrollY - lastScroll), innerHeight / 2);
      lastScroll = scrollY;
      sign();
      soon();
      clearTimeout(saving);
      if (isSettled) saving = window.setTimeout(save, SAVE_AFTER_MS);
    },
    { passive: true },
  );
  for (const kind of ['keydown', 'pointerdown', 'selectionchange']) document.addEventListener(kind, sign);
  addEventListener('resize', soon, { passive: true });
  document.addEventListener('visibilitychange', watch);
  // A page restored from the back/forward cache runs no script again, so the place is saved here.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && isSettled) save();
  });
  document.querySelector('#sections')?.addEventListener('toggle', () => {
    if (current?.parentElement) keepInView(current.parentElement);
  });
  // A long list of chapters opens at this one, as a column and as a sheet.
  const own = document.querySelector('#chapters [aria-current]')?.parentElement;
  const showOwnLine = (): void => {
    if (own) keepInView(own);
  };
  document.querySelector('#chapters')?.addEventListener('toggle', showOwnLine);
  showOwnLine();
  watch();
  soon();
  startNoteTools(article);
  if (mayHaveRecord()) showRecord(true);
  document.addEventListener('lectern-answered', () => showRecord(false));
}

/** The words of a section: of what follows its heading, up to the next one. */
function wordsBelow(heading: HTMLElement | undefined): number {
  let words = 0;
  for (
    let part = heading?.nextElementSibling;
    part && !part.matches('h2, h3, .answers');
    part = part.nextElementSibling
  )
    // A figure's words are its controls and its table, folded away.
    if (!part.matches('lectern-figure')) words += part.textContent.trim().split(/\s+/).length;
  return words;
}

/** Scrolls the list that the item is in, never the page. */
function keepInView(item: HTMLElement): void {
  const list = item.closest<HTMLElement>('nav');
  if (!list || list.scrollHeight <= list.clientHeight) return;
  // Measured on the screen: how far a sticky list is from its beginning grows with the page's scroll.
  const [shown, wanted] = [list.getBoundingClientRect(), item.getBoundingClientRect()];
  if (wanted.top < shown.top || wanted.bottom > shown.bottom)
    list.scrollTop += wanted.top - shown.top - list.clientHeight / 2;
}
