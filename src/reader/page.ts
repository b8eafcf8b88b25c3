// What runs on every page: the few things a reader may need at once. Everything else is loaded when the page has it
// or when it is asked for.
import { startSearch } from '../search/open.ts';
import { startKeyboard } from './keyboard.ts';
import { startSettings } from './settings.ts';

// A list that was opened over the text closes when it has led somewhere on the same page.
document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('a'))
    target.closest<HTMLElement>(':popover-open')?.hidePopover();
});

const page = document.documentElement.dataset['page'];
const has = (selector: string): boolean => document.querySelector(selector) !== null;

/** For a page that is shown and yet never painted, such as one behind other windows. */
const LONGEST_WAIT_MS = 1000;

startSettings();
startSearch();
startKeyboard();
void painted().then(startRest);

function startRest(): void {
  if (page === 'chapter') void import('./sections.ts').then(({ followSections }) => followSections());
  if (page === 'cover') void import('./cover.ts').then(({ startCover }) => startCover());
  if (page === 'search') void import('../search/page.ts').then(({ startSearchPage }) => startSearchPage());
  if (has('figure.code')) void import('./copy-buttons.ts').then(({ addCopyButtons }) => addCopyButtons());
  if (has('lectern-tabs')) void import('./tabs.ts').then(({ defineTabs }) => defineTabs());
  if (has('lectern-question')) void import('./questions.ts').then(({ defineQuestions }) => defineQuestions());
  if (has('a.term')) void import('./terms.ts').then(({ showTerms }) => showTerms());
  if (has('lectern-figure')) void import('./figures.ts').then(({ watchFigures }) => watchFigures());
}

/** Until the words are on the screen; at once where nothing is painted, as in a page made ready in the background. */
function painted(): Promise<void> {
  if (document.visibilityState === 'hidden') return Promise.resolve();
  return new Promise((resolve) => {
    new PerformanceObserver(() => resolve()).observe({ type: 'paint', buffered: true });
    setTimeout(resolve, LONGEST_WAIT_MS);
  });
}
