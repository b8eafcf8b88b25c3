// What runs on every page: the few things a reader may need at once. Everything else is loaded when the page has it
// or when it is asked for.
import { startSearch } from '../search/ui/open.ts';
import { isTyping, startKeyboard } from './keyboard.ts';
import { keepLine } from './same-line.ts';
import { mayHaveRecord } from './record/hint.ts';
import { shortcutsAreOn, startSettings } from './settings.ts';
import { notify } from './stored.ts';
import type { Terms } from './terms.ts';
import { whenNear } from './when-near.ts';

document.addEventListener('click', ({ target }) => {
  const link = target instanceof Element && target.closest('a');
  if (!link) return;
  // A list that was opened over the text closes when it has led somewhere on the same page.
  link.closest<HTMLElement>(':popover-open')?.hidePopover();
  if (link.hash) land(link.href);
});

/**
 * What lies before a section may be laid out only when the reader is there (styles/later.css), a part with each frame, and
 * not every browser then moves the section back to where it belongs. Not on the way back, which leads to where one was.
 */
function land(address: string, frames = 8): void {
  if (location.href === address) document.querySelector(':target')?.scrollIntoView();
  if (frames > 0) requestAnimationFrame(() => land(address, frames - 1));
}

const page = document.documentElement.dataset['page'];
const has = (selector: string): boolean => document.querySelector(selector) !== null;

/** Two phone screens: what a reader reaches is awake before they do, however fast they scroll. */
const AHEAD = '1600px';
/** For a page that is shown and yet never painted, such as one behind other windows. */
const LONGEST_WAIT_MS = 1000;

startSettings();
startSearch({ isTyping, shortcutsAreOn });
startKeyboard();
keepLine();
// The whole course on one page is for paper: nothing wakes there.
if (page !== 'print') void painted().then(startRest);

function startRest(): void {
  if (page === 'chapter') void loadPart(import('./sections.ts'), ({ followSections }) => followSections());
  if (page === 'cover') void loadPart(import('./cover.ts'), ({ startCover }) => startCover());
  if (page === 'offline')
    void loadPart(import('../offline/offline-page.ts'), ({ listOfflineCopies }) => void listOfflineCopies());
  if (page === 'library' && mayHaveRecord())
    void loadPart(import('./cover-progress.ts'), ({ showLibraryProgress }) => void showLibraryProgress());
  if (page === 'notebook')
    void loadPart(import('./notebook/notebook.ts'), ({ startNotebook }) => void startNotebook());
  if (page === 'review') void loadPart(import('./review.ts'), ({ startReview }) => void startReview());
  if (page === 'search') void startSearchPage();
  onceNear('[data-offline]', () =>
    loadPart(import('../offline/cover.ts'), ({ startOfflinePanel }) => startOfflinePanel()),
  );
  // There is a service worker only where a course was saved offline.
  if (navigator.serviceWorker?.controller)
    void loadPart(import('../offline/update.ts'), ({ updateCopies }) => void updateCopies(notify));
  // Tabs at once: their panels fold together, which must not happen under a reader's eyes.
  if (has('lectern-tabs')) void loadPart(import('./tabs.ts'), ({ defineTabs }) => defineTabs());
  onceNear('figure.code', () =>
    loadPart(import('./copy-buttons.ts'), ({ addCopyButtons }) => addCopyButtons()),
  );
  onceNear('main:not(.whole-course) [data-lab]', () =>
    loadPart(import('../labs/offer.ts'), ({ offerLabs }) => offerLabs()),
  );
  if (has('pre[tabindex], .table[tabindex], .diagram-scroll'))
    void loadPart(import('./scrollers.ts'), ({ followScrollers }) => followScrollers());
  onceNear('lectern-question', (byKey) =>
    loadPart(import('./questions.ts'), ({ defineQuestions }) => defineQuestions(byKey)),
  );
  // A cover's figure wakes when it is pressed (cover-figure.ts).
  onceNear('lectern-figure:not([data-cover-figure] > *)', async () => {
    const well = await loadPart(import('./figures.ts'), ({ watchFigures }) => watchFigures());
    if (!well) reportSleepingFigures();
    return well;
  });
  onceNear('.chapter-end', () => loadPart(import('./chapter-end.ts'), ({ followEnd }) => followEnd()));
  if (has('a.term')) offerTerms();
}

/** A figure that no script can wake looks like one that waits for a finger. */
function reportSleepingFigures(): void {
  for (const host of document.querySelectorAll('lectern-figure:not([data-cover-figure] > *)')) {
    if (host.querySelector('.figure-failed')) continue;
    const note = document.createElement('p');
    note.className = 'figure-failed';
    note.textContent =
      'This figure could not be loaded, so it stays a picture. It will be tried again when the network is back; or reload the page.';
    host.append(note);
  }
}

/** The search page is nothing without its script, so it says what is missing, and tries again when there is a network. */
async function startSearchPage(): Promise<void> {
  const place = document.querySelector('[data-search-page]');
  const well = await loadPart(import('../search/ui/page.ts'), (loaded) => loaded.startSearchPage());
  if (well || !place) return;
  place.textContent =
    'The search could not be loaded. It will be tried again when the network is back; until then, each course lists its topics from A to Z.';
  addEventListener('online', () => void startSearchPage(), { once: true });
}

/** False if the part could not be fetched: the reader has left, or there is no network. The text is there without it. */
function loadPart<Part>(part: Promise<Part>, start: (part: Part) => void): Promise<boolean> {
  return part.then(
    (fetched) => {
      start(fetched);
      return true;
    },
    () => false,
  );
}

/** Until the words are on the screen; at once where nothing is painted, as in a page made ready in the background. */
function painted(): Promise<void> {
  if (document.visibilityState === 'hidden') return Promise.resolve();
  return new Promise((resolve) => {
    new PerformanceObserver(() => resolve()).observe({ type: 'paint', buffered: true });
    setTimeout(resolve, LONGEST_WAIT_MS);
  });
}

/**
 * Brings what elements need when the first of them comes near the screen, or with the first key, which may lead anywhere;
 * without a network, once there is one.
 */
function onceNear(selector: string, load: (byKey: boolean) => Promise<boolean>): void {
  const elements = document.querySelectorAll(selector);
  if (elements.length === 0) return;
  const waiting = new AbortController();
  const begin = async (byKey: boolean): Promise<void> => {
    if (waiting.signal.aborted) return;
    waiting.abort();
    if (!(await load(byKey))) addEventListener('online', () => onceNear(selector, load), { once: true });
  };
  whenNear(elements, AHEAD, () => void begin(false));
  for (const sign of ['keydown', 'focusin']) document.addEventListener(sign, () => begin(true), waiting);
}

/**
 * Definitions of terms, when the first term is pointed at, focused or tapped; with the Tab key before a term is focused.
 * A tap shows the card and goes nowhere: that is decided before the card's script is there.
 */
function offerTerms(): void {
  let terms: Promise<Terms | undefined> | undefined;
  const get = (): Promise<Terms | undefined> =>
    (terms ??= import('./terms.ts').then(
      ({ showTerms }) => showTerms(),
      () => (terms = undefined),
    ));
  const termAt = ({ target }: Event): HTMLAnchorElement | null =>
    target instanceof Element ? target.closest<HTMLAnchorElement>('a.term') : null;
  const asked = new AbortController();
  const begin = (event: Event): void => {
    if (!termAt(event)) return;
    asked.abort();
    void get().then((loaded) => loaded?.begin(event));
  };
  document.addEventListener('pointerover', begin, asked);
  document.addEventListener('focusin', begin, asked);
  const warm = new AbortController();
  document.addEventListener(
    'keydown',
    ({ key }) => {
      if (key !== 'Tab') return;
      warm.abort();
      void get().then((loaded) => loaded?.warm());
    },
    warm,
  );
  // What a screen reader activates has no finger before it, and follows the link.
  let touched: HTMLAnchorElement | null = null;
  document.addEventListener('pointerdown', (event) => {
    touched = event.pointerType === 'touch' ? termAt(event) : null;
  });
  document.addEventListener('click', (event) => {
    const link = termAt(event);
    if (!link || link !== touched || event.defaultPrevented) return;
    touched = null;
    event.preventDefault();
    void get().then((loaded) => (loaded ? loaded.tap(link) : location.assign(link.href)));
  });
}
