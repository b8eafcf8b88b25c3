// The cover and the library for somebody who has been here before: go on where you stopped, how far each chapter is, how
// many questions wait to be repeated. Fetched only where there may be a record.
import { translate } from '../languages/translate.ts';
import { showMap } from './course-map.ts';
import { element, link } from './dom.ts';
import { addressOf, outlineOf, type Outline } from './record/outline.ts';
import { minutesLeft, placeIn, readingIn, type Reading } from './record/progress.ts';
import { readKey, type Item } from './record/record.ts';
import { readPart } from './record/store.ts';

type Readings = ReadonlyMap<string, ReadonlyMap<string, Reading>>;

export async function showOwnCover(): Promise<void> {
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

interface Way {
  readonly chapter: string;
  /** '' for its beginning. */
  readonly section: string;
  readonly sectionTitle: string;
}

/** Where to go on: inside the chapter one stopped in, or at the beginning of the next if that one is read to its end. */
export function wayOn(place: Item<'places'>, outline: Outline, reading: Readings): Way | undefined {
  const at = outline.chapters.findIndex(({ id }) => id === place.chapter);
  const reached = outline.chapters[at];
  if (!reached) return undefined; // The chapter is gone or has another name now: starting at the beginning is right.
  const isDone = isFinished(reached, place.section, reading.get(place.chapter));
  // The last chapter read to its end leads to its beginning, as a book that is taken up again does.
  const chapter = isDone ? (outline.chapters[at + 1] ?? reached) : reached;
  const isInside = !isDone && place.section !== '';
  return {
    chapter: chapter.id,
    section: isInside ? place.section : '',
    sectionTitle: isInside ? place.title : '',
  };
}

/** Read to its end: all of it, or its last section and most of what comes before. */
function isFinished(
  { sections }: Outline['chapters'][number],
  lastPlace: string,
  reading: ReadonlyMap<string, Reading> | undefined,
): boolean {
  const last = sections.at(-1)?.id;
  if (last === undefined || !reading) return false;
  const count = sections.filter(({ id }) => reading.has(id)).length;
  return (
    count >= sections.length || (lastPlace === last && reading.has(last) && count >= sections.length / 2)
  );
}

function showContinue(place: Item<'places'>, outline: Outline | undefined, reading: Readings): void {
  const button = document.querySelector<HTMLAnchorElement>('[data-continue]');
  const way = outline && wayOn(place, outline, reading);
  const chapter = outline?.chapters.find(({ id }) => id === way?.chapter);
  const course = button?.closest<HTMLElement>('[data-course]')?.dataset['course'];
  if (!button || !way || !chapter || course === undefined) return;
  const hash = way.section === '' ? '' : `#${encodeURIComponent(way.section)}`;
  button.href = `${encodeURIComponent(way.chapter)}.html${hash}`;
  button.textContent = translate('cover', 'goOn', 'Continue reading');
  const where = document.querySelector('[data-continue-where]');
  if (where) where.textContent = wordsOf(way, chapter, reading);
}

/** "Caching: Write-through · 12 min left in this chapter" */
export function wordsOf(way: Way, chapter: Outline['chapters'][number], reading: Readings): string {
  const title = way.sectionTitle === '' ? chapter.title : `${chapter.title}: ${way.sectionTitle}`;
  const minutes = minutesLeft(chapter, reading.get(chapter.id));
  if (minutes === 0 || way.section === '') return title;
  return `${title} · ${translate('cover', 'minutesLeft', { other: '{count} min left in this chapter' }, { count: minutes })}`;
}

function showProgress(item: HTMLElement, readings: Readings): void {
  const reading = readings.get(item.dataset['chapter'] ?? '');
  const label = item.querySelector('[data-progress]');
  const total = Number(item.dataset['sections']);
  if (!label || !reading || reading.size === 0 || total === 0) return;
  const count = Math.min(total, reading.size);
  const changed = [...reading.values()].filter((state) => state === 'changed').length;
  const words = [
    count >= total
      ? translate('cover', 'read', 'Read')
      : translate(
          'cover',
          'progress',
          { other: '{read} of {count} sections read' },
          { read: count, count: total },
        ),
    ...(changed === 0
      ? []
      : [translate('cover', 'changed', { other: '{count} changed since' }, { count: changed })]),
  ];
  label.replaceChildren(ring(count / total), words.join(', '));
}

const RADIUS = 6;

/** A ring that is closed as far as the chapter is read; the words beside it say the same. */
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

/** How many questions of the course wait, in one quiet line below the way on. */
async function showDue(course: string, outline: Outline | undefined): Promise<void> {
  document.querySelector('.own-due')?.remove();
  const answers = await readPart('answers', `${encodeURIComponent(course)}/`);
  if (answers.size === 0 || !outline) return;
  const { dueQuestions } = await import('./schedule.ts');
  const asked = new Set(
    outline.chapters.flatMap(({ id, questions }) => questions.map((each) => `${id}/${each}`)),
  );
  const due = dueQuestions(answers, Date.now()).filter(({ key }) => {
    const [, chapter, question] = readKey(key) ?? [];
    return asked.has(`${chapter}/${question}`);
  });
  if (due.length === 0) return;
  const root = document.documentElement.dataset['root'] ?? '';
  document
    .querySelector('.cover-title')
    ?.append(
      element(
        'p',
        'own-due facts',
        link(
          translate(
            'cover',
            'due',
            { one: '{count} question is due for review', other: '{count} questions are due for review' },
            { count: due.length },
          ),
          `${root}notebook/review.html?course=${encodeURIComponent(course)}`,
        ),
      ),
    );
}

/** The library: the courses that were begun stand first, with how far each is read and the way on. */
export async function showOwnLibrary(): Promise<void> {
  const places = [...(await readPart('places'))].sort(([, a], [, b]) => b.at - a.at);
  const begun: Element[] = [];
  for (const old of document.querySelectorAll('.book-continue')) old.remove();
  for (const [course, place] of places) {
    const book = document.querySelector<HTMLElement>(`.book[data-course="${CSS.escape(course)}"]`);
    const outline = book ? await outlineOf(course) : undefined;
    const reading = await readingIn(course, outline);
    const way = outline && wayOn(place, outline, reading);
    const chapter = outline?.chapters.find(({ id }) => id === way?.chapter);
    if (!book || !way || !chapter) continue;
    const count = [...reading.values()].reduce((sum, sections) => sum + sections.size, 0);
    const bar = element('span', '');
    bar.style.inlineSize = `${Math.min(1, count / Math.max(1, Number(book.dataset['sections']))) * 100}%`;
    const words = book.querySelector('.book-words') ?? book;
    words.append(
      element(
        'p',
        'book-continue',
        link(translate('cover', 'goOn', 'Continue reading'), addressOf({ course, ...way })),
        ` ${wordsOf(way, chapter, reading)}`,
        element('span', 'book-progress', bar),
      ),
    );
    begun.push(book);
  }
  document.querySelector('.shelf')?.prepend(...begun);
}
