// What a chapter shows from the reader's record: sections read or changed since, where to go on, notes, and how its questions
// were answered. Fetched only where there may be a record. Not here: following the reader (sections.ts).
import { translate } from '../languages/translate.ts';
import stylesheet from '../styles/notes.css?url';
import { element, link, needStyles } from './dom.ts';
import { showNotes } from './notes/notes.ts';
import { outlineOf } from './record/outline.ts';
import { placeIn, readingIn, type Reading } from './record/progress.ts';
import { chapterKey, readKey, type Attempt, type Target } from './record/record.ts';
import { onChange, readPart } from './record/store.ts';

/**
 * `isReturning` is false where the record began on this very page. `onKnown` is called with the sections that were read before,
 * and with whether this is the chapter in which the reader stopped.
 */
export async function showChapterProgress(
  { course, chapter }: Pick<Target, 'course' | 'chapter'>,
  isReturning: boolean,
  onKnown: (read: readonly string[], isHere: boolean) => void,
): Promise<void> {
  const place = await placeIn(course);
  const isHere = isReturning && place?.chapter === chapter;
  const outline = await outlineOf(course);
  let isFirst = true;
  const refresh = async (): Promise<void> => {
    const reading = (await readingIn(course, outline, chapter)).get(chapter) ?? new Map<string, Reading>();
    // Also after a change in another tab: what was read there need not be read again here.
    onKnown(
      [...reading].flatMap(([id, state]) => (state === 'read' ? [id] : [])),
      isHere && isFirst,
    );
    isFirst = false;
    markSections(reading);
    showQuestions(await readPart('answers', `${chapterKey(course, chapter)}/`));
  };
  void needStyles(stylesheet);
  await refresh();
  if (isHere && place.section !== '') offerPlace(place.section, place.title);
  onChange(['sections', 'answers'], () => void refresh());
  await showNotes();
}

/** Marks each section in "on this page" as read, or as changed since. */
function markSections(reading: ReadonlyMap<string, Reading>): void {
  const words = {
    read: translate('record', 'read', 'Read'),
    changed: translate('record', 'changed', 'Changed since you read it'),
  };
  for (const address of document.querySelectorAll<HTMLAnchorElement>('.on-this-page a')) {
    const state = reading.get(decodeURIComponent(address.hash.slice(1)));
    const known = address.querySelector<HTMLElement>('.own-state');
    if (known?.dataset['state'] === state) continue;
    known?.remove();
    if (!state) continue;
    const mark = element('span', 'own own-state', element('span', 'visually-hidden', words[state]));
    mark.dataset['state'] = state;
    mark.title = words[state];
    address.append(' ', mark);
  }
}

/** Offers a link to the place where the reader stopped, below the title; the page does not jump by itself. */
function offerPlace(section: string, title: string): void {
  const heading = document.getElementById(section);
  const head = document.querySelector('.chapter-number');
  if (!heading || !head || location.hash !== '') return;
  head.append(
    link(
      translate('record', 'goOn', 'Go on at “{section}”', { section: title }),
      `#${encodeURIComponent(section)}`,
      'own own-place',
    ),
  );
}

/** At the chapter's end: how many questions were right at the first try, and which to repeat. */
function showQuestions(answers: ReadonlyMap<string, readonly Attempt[]>): void {
  const asked = [...document.querySelectorAll<HTMLElement>('lectern-question')];
  const attempts = new Map([...answers].map(([key, list]) => [readKey(key)?.[2] ?? '', list]));
  const answered = asked.flatMap((question) => {
    const list = attempts.get(question.id.replace(/^question-/, ''));
    return list ? [{ question, list }] : [];
  });
  document.querySelector('.own-questions')?.remove();
  if (answered.length === 0) return;
  const right = answered.filter(({ list }) => list[0]?.correct).length;
  const repeat = answered.filter(({ list }) => list.at(-1)?.correct === false);
  const words = element(
    'p',
    'own own-questions',
    translate(
      'record',
      'firstTry',
      {
        one: '{right} of {count} question right at the first try.',
        other: '{right} of {count} questions right at the first try.',
      },
      { right, count: answered.length },
    ),
  );
  if (repeat.length > 0) {
    words.append(` ${translate('record', 'repeat', 'To repeat:')} `);
    for (const [at, { question }] of repeat.entries())
      words.append(at > 0 ? ', ' : '', link(titleOf(question), `#${encodeURIComponent(question.id)}`));
  }
  const end = document.querySelector('article > .answers');
  end?.before(words);
}

function titleOf(question: HTMLElement): string {
  const words = (question.querySelector('legend')?.textContent ?? '').trim().replace(/\s+/g, ' ');
  return words.length <= 60 ? words.replace(/[.:]$/, '') : `${words.slice(0, 60).replace(/\s+\S*$/, '')} …`;
}
