// What the cover and the library show from the reader's record: where to go on, how far each chapter is read, how many questions
// are due for review. Fetched only where there may be a record. Not here: the place to go on at (resume.ts).
import { translate } from '../languages/translate.ts';
import { showMap } from './course-map.ts';
import { element, link } from './dom.ts';
import { dueLink } from './due-link.ts';
import { addressOf, outlineOf, type Outline } from './record/outline.ts';
import { placeIn, readingIn } from './record/progress.ts';
import type { Item } from './record/record.ts';
import { readPart } from './record/store.ts';
import { describeResumePoint, progressWords, resumePoint, type Readings } from './resume.ts';

export async function showCoverProgress(): Promise<void> {
  const list = document.querySelector<HTMLElement>('.contents[data-course]');
  const course = list?.dataset['course'];
  if (!list || course === undefined) return;
  const outline = await outlineOf(course);
  const [place, reading] = [await placeIn(course), await readingIn(course, outline)];
  if (place) showContinue(place, outline, reading);
  for (const item of list.querySelectorAll<HTMLElement>('[data-chapter]')) showProgress(item, reading);
  showMap(list, place?.chapter, reading);
  await showDue(course, outline);
}

function showContinue(place: Item<'places'>, outline: Outline | undefined, reading: Readings): void {
  const button = document.querySelector<HTMLAnchorElement>('[data-continue]');
  const point = outline && resumePoint(place, outline, reading);
  const chapter = outline?.chapters.find(({ id }) => id === point?.chapter);
  const course = button?.closest<HTMLElement>('[data-course]')?.dataset['course'];
  if (!button || !point || !chapter || course === undefined) return;
  const hash = point.section === '' ? '' : `#${encodeURIComponent(point.section)}`;
  button.href = `${encodeURIComponent(point.chapter)}.html${hash}`;
  button.textContent = translate('cover', 'goOn', 'Continue reading');
  const where = document.querySelector('[data-continue-where]');
  if (where) where.textContent = describeResumePoint(point, chapter, reading);
}

function showProgress(item: HTMLElement, readings: Readings): void {
  const reading = readings.get(item.dataset['chapter'] ?? '');
  const label = item.querySelector('[data-progress]');
  const total = Number(item.dataset['sections']);
  if (!label || !reading || reading.size === 0 || total === 0) return;
  const words = progressWords([...reading.values()], total, translate('cover', 'read', 'Read'));
  label.replaceChildren(ring(Math.min(1, reading.size / total)), words);
}

const RADIUS = 6;

/** A ring that closes as the chapter is read; the words beside it give the same in text. */
function ring(share: number): SVGSVGElement {
  const make = <Name extends 'svg' | 'circle'>(
    name: Name,
    attributes: Readonly<Record<string, string | number>>,
  ): SVGElementTagNameMap[Name] => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    return made;
  };
  const around = 2 * Math.PI * RADIUS;
  const circle = { cx: 8, cy: 8, r: RADIUS, fill: 'none', stroke: 'currentColor', 'stroke-width': 2.5 };
  const drawn = make('svg', {
    viewBox: '0 0 16 16',
    width: 14,
    height: 14,
    'aria-hidden': 'true',
    class: 'ring',
  });
  drawn.append(
    make('circle', { ...circle, opacity: 0.25 }),
    make('circle', {
      ...circle,
      'stroke-dasharray': `${(share * around).toFixed(2)} ${around.toFixed(2)}`,
      transform: 'rotate(-90 8 8)',
    }),
  );
  return drawn;
}

/** How many questions of the course are due, in a line below the button. */
async function showDue(course: string, outline: Outline | undefined): Promise<void> {
  document.querySelector('.own-due')?.remove();
  const answers = await readPart('answers', `${encodeURIComponent(course)}/`);
  if (answers.size === 0 || !outline) return;
  const { dueInCourse } = await import('./schedule.ts');
  const due = dueInCourse(answers, course, outline, Date.now());
  if (due.length === 0) return;
  const root = document.documentElement.dataset['root'] ?? '';
  const words = element('p', 'own-due facts', dueLink(due.length, course, `${root}notebook/`));
  document.querySelector('.cover-title')?.append(words);
}

/** The library: courses that were begun come first, each with its progress and a link to go on. */
export async function showLibraryProgress(): Promise<void> {
  const places = [...(await readPart('places'))].sort(([, a], [, b]) => b.at - a.at);
  const begun: Element[] = [];
  for (const old of document.querySelectorAll('.book-continue')) old.remove();
  for (const [course, place] of places) {
    const book = document.querySelector<HTMLElement>(`.book[data-course="${CSS.escape(course)}"]`);
    const outline = book ? await outlineOf(course) : undefined;
    const reading = await readingIn(course, outline);
    const point = outline && resumePoint(place, outline, reading);
    const chapter = outline?.chapters.find(({ id }) => id === point?.chapter);
    if (!book || !point || !chapter) continue;
    const count = [...reading.values()].reduce((sum, sections) => sum + sections.size, 0);
    const bar = element('span', '');
    bar.style.inlineSize = `${Math.min(1, count / Math.max(1, Number(book.dataset['sections']))) * 100}%`;
    const words = book.querySelector('.book-words') ?? book;
    words.append(
      element(
        'p',
        'book-continue',
        link(translate('cover', 'goOn', 'Continue reading'), addressOf({ course, ...point })),
        ` ${describeResumePoint(point, chapter, reading)}`,
        element('span', 'book-progress', bar),
      ),
    );
    begun.push(book);
  }
  document.querySelector('.shelf')?.prepend(...begun);
}
