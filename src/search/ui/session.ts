// What the dialog and the search page have in common: a field whose every change is searched for, a choice of course,
// a line that says how many sections were found. Not here: how hits are listed (results.ts) and walked through.
import { translate } from '../../languages/translate.ts';
import { createSearch } from '../engine/all-languages.ts';
import type { Search } from '../engine/engine.ts';
import type { SearchAnswer } from '../engine/hit.ts';
import { offerExamples } from './examples.ts';
import { loading, describeHits } from './messages.ts';
import { element } from './results.ts';

/** An index that is loaded faster than this needs no word about it. */
const PATIENCE_MS = 150;
/**
 * Every beginning of a word that is answered fetches sections nobody looks at. One or two letters are rarely the whole
 * word; and the first word of all may be typed to its end while the index is on its way. Later keys are answered at once.
 */
const SHORT = 2;
const SHORT_WAIT_MS = 200;
const FIRST_WAIT_MS = 90;
/** A screen reader is told how many there are once the reader pauses, not after every key. */
const QUIET_MS = 500;

export interface SessionParts {
  readonly field: HTMLInputElement;
  /** What is seen of the answer, beside its hits: how many there are, or the way on; and the choice of course. */
  readonly summary: HTMLElement;
  /** What is announced. */
  readonly status: HTMLElement;
  readonly signal: AbortSignal;
  show(answer: SearchAnswer): void;
}

/** The site's root, as the page gives it (`<html data-root="../">`). */
export const root = (): string =>
  new URL(document.documentElement.dataset['root'] || './', document.baseURI).href;

/** One search for the whole page, so that the dialog finds the index already loaded. */
let search: Search | undefined;

/** Begins to answer the field, and answers what it already holds. */
export function startSession({ field, summary, status, signal, show }: SessionParts): void {
  search ??= createSearch(root(), document.documentElement.lang);
  const engine = search;
  const sentence = element('span', '');
  summary.append(sentence);
  const examples = offerExamples(field, signal);
  if (examples) summary.append(examples);
  let choice: HTMLSelectElement | undefined;
  /** The course of the page that one searches from; '' where there is none, or where it had nothing. */
  let own = document.documentElement.dataset['course'] ?? '';
  let hasChosen = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let announcing: ReturnType<typeof setTimeout> | undefined;

  const ask = async () => {
    const patience = setTimeout(() => (sentence.textContent = loading()), PATIENCE_MS);
    const course = choice ? choice.value : own;
    const answer = await engine.ask(field.value, course ? { course } : {});
    clearTimeout(patience);
    if (!answer || signal.aborted) return;
    if (course && course === own && !hasChosen && answer.kind === 'hits' && answer.hits.length === 0) {
      // The course that one reads comes first; where it has nothing, the others may.
      own = '';
      if (choice) choice.value = '';
      return void ask();
    }
    if (examples) examples.hidden = answer.kind !== 'nothing-asked';
    const said = describeHits(answer);
    sentence.textContent = said;
    const isEmpty = answer.kind === 'trouble' || (answer.kind === 'hits' && answer.hits.length === 0);
    if (isEmpty) sentence.append(...topicsLink());
    clearTimeout(announcing);
    announcing = setTimeout(() => (status.textContent = said), QUIET_MS);
    show(answer);
    if (choice || answer.kind !== 'hits') return;
    choice = element('select', 'search-courses');
    choice.addEventListener(
      'change',
      () => {
        hasChosen = true;
        void ask();
      },
      { signal },
    );
    offerCourses(choice, await engine.courses().catch(() => []), own);
    if (choice.options.length > 0) summary.append(choice);
  };
  const askSoon = () => {
    clearTimeout(waiting);
    const length = field.value.trim().length;
    const wait = length <= SHORT ? SHORT_WAIT_MS : choice ? 0 : FIRST_WAIT_MS;
    if (length > 0 && wait > 0) waiting = setTimeout(() => void ask(), wait);
    else void ask();
  };
  field.addEventListener('input', askSoon, { signal });
  addEventListener('online', () => void ask(), { signal });
  engine.warm();
  askSoon();
}

/** The A to Z of the course that the page belongs to, if it does. */
function topicsLink(): (string | Node)[] {
  const [course, page] = location.href.slice(root().length).split('/');
  if (!location.href.startsWith(root()) || !course || page === undefined || course === 'search') return [];
  const link = element('a', '', translate('search', 'topics', 'Topics from A to Z'));
  link.href = `${root()}${course}/topics.html`;
  return [' ', link];
}

function offerCourses(choice: HTMLSelectElement, courses: readonly string[], own: string): void {
  if (courses.length < 2) return;
  choice.ariaLabel = translate('search', 'where', 'Search in');
  choice.append(
    new Option(translate('search', 'allCourses', 'All courses'), ''),
    ...courses.map((course) => new Option(course, course, false, course === own)),
  );
}
