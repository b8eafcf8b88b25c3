// The script of every page: starts what a reader may need at once. Everything else is loaded when it comes near the screen or is
// first used.
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
  // A popover list closes after a link in it was followed on the same page.
  link.closest<HTMLElement>(':popover-open')?.hidePopover();
  if (link.hash) land(link.href);
});

/**
 * Scrolls to a section again while the parts before it are laid out, frame by frame (styles/later.css), since not every browser
 * keeps its position then. Not for going back, where the browser restores the scroll position.
 */
function land(address: string, frames = 8): void {
  if (location.href === address) document.querySelector(':target')?.scrollIntoView();
  if (frames > 0) requestAnimationFrame(() => land(address, frames - 1));
}

const page = document.documentElement.dataset['page'];
const has = (selector: string): boolean => document.querySelector(selector) !== null;

/** Two phone screens, so that parts are started before a fast reader reaches them. */
const AHEAD = '1600px';
/** For a visible page that is never painted, such as one behind other windows. */
const LONGEST_WAIT_MS = 1000;

startSettings();
startSearch({ isTyping, shortcutsAreOn });
startKeyboard();
keepLine();
// The print page is for paper: nothing is started there.
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
  // Tabs start at once, since hiding their panels moves the text below.
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
  // A cover's figure starts when it is pressed (cover-figure.ts).
  onceNear('lectern-figure:not([data-cover-figure] > *)', async () => {
    const well = await loadPart(import('./figures.ts'), ({ watchFigures }) => watchFigures());
    if (!well) reportFailedFigures();
    return well;
  });
  onceNear('.chapter-end', () => loadPart(import('./chapter-end.ts'), ({ followEnd }) => followEnd()));
  if (has('a.term')) offerTerms();
}

/** Without this note, a figure whose script failed to load would look as if it only waited to be used. */
function reportFailedFigures(): void {
  for (const host of document.querySelectorAll('lectern-figure:not([data-cover-figure] > *)')) {
    if (host.querySelector('.figure-failed')) continue;
    const note = document.createElement('p');
    note.className = 'figure-failed';
    note.textContent =
      'This figure could not be loaded, so it stays a picture. It will be tried again when the network is back; or reload the page.';
    host.append(note);
  }
}

/** The search page is empty without its script, so a failure is reported, and loading is retried once there is a network. */
async function startSearchPage(): Promise<void> {
  const place = document.querySelector('[data-search-page]');
  const well = await loadPart(import('../search/ui/page.ts'), (loaded) => loaded.startSearchPage());
  if (well || !place) return;
  place.textContent =
    'The search could not be loaded. It will be tried again when the network is back; until then, each course lists its topics from A to Z.';
  addEventListener('online', () => void startSearchPage(), { once: true });
}

/** False if the part could not be fetched: the reader has left, or there is no network. The page is readable without it. */
function loadPart<Part>(part: Promise<Part>, start: (part: Part) => void): Promise<boolean> {
  return part.then(
    (fetched) => {
      start(fetched);
      return true;
    },
    () => false,
  );
}

/** Resolves after the first paint; at once where nothing is painted, as in a prerendered page. */
function painted(): Promise<void> {
  if (document.visibilityState === 'hidden') return Promise.resolve();
  return new Promise((resolve) => {
    new PerformanceObserver(() => resolve()).observe({ type: 'paint', buffered: true });
    setTimeout(resolve, LONGEST_WAIT_MS);
  });
}

/**
 * Loads a part when the first of its elements comes near the screen, or with the first key or focus, which may move anywhere;
 * after a failure, once there is a network.
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
 * Loads the definitions of terms when the first term is pointed at, focused or tapped; the Tab key already loads them.
 * A tap shows the card and does not follow the link, which is decided before the card's script is loaded.
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
  // A click by a screen reader has no touch before it, and follows the link.
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
