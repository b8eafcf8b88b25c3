// A course's section in the notebook: how far it is read, where to go on, its bookmarks and notes.
// Not here: which notes these are (gather.ts).
import { translate } from '../../languages/translate.ts';
import { button, element, link } from '../dom.ts';
import { dueLink } from '../due-link.ts';
import { editNote } from '../notes/note-dialog.ts';
import { shortened } from '../notes/shortened.ts';
import { addressIn, addressOf, type Outline } from '../record/outline.ts';
import { readingIn } from '../record/progress.ts';
import type { LearnerRecord } from '../record/record.ts';
import { describeResumePoint, progressWords, resumePoint } from '../resume.ts';
import { dueInCourse } from '../schedule.ts';
import { orderNotes, positionOf, type CourseNotes, type ShownNote } from './gather.ts';

export async function showCourse(course: CourseNotes, record: LearnerRecord): Promise<HTMLElement> {
  const { id, outline, title, bookmarks, orphans } = course;
  const heading = element('h2', '', outline ? link(title, addressIn(id, 'index.html')) : title);
  const made = element('section', 'notebook-course', heading);
  made.dataset['group'] = '';
  if (!outline)
    made.append(
      element(
        'p',
        'facts',
        translate(
          'notebook',
          'notHere',
          'This course is not on this site, or could not be reached now. What you kept of it stays.',
        ),
      ),
    );
  else made.append(...(await facts(id, outline, record)));
  const { chapters, orphans: lost } = orderNotes(course);
  if (bookmarks.length > 0)
    made.append(
      group(
        translate('notebook', 'bookmarks', 'Bookmarks'),
        [...bookmarks]
          .sort((a, b) => positionOf(outline, a.target) - positionOf(outline, b.target))
          .map(({ target, label }) => {
            const item = element('li', '', outline ? link(label, addressOf(target)) : label);
            item.dataset['words'] = label.toLocaleLowerCase();
            return item;
          }),
      ),
    );
  for (const { title: chapter, notes } of chapters)
    made.append(
      group(
        chapter,
        notes.map((each) => noteItem(each, !outline)),
      ),
    );
  if (lost.length > 0) {
    const words = translate(
      'notebook',
      'orphansWhy',
      'The text of these notes has been changed or removed. They are kept, and return to their place if it comes back.',
    );
    const list = group(
      orphansTitle(),
      lost.map((each) => noteItem(each, true)),
    );
    if (orphans.size > 0) list.querySelector('h3')?.after(element('p', 'facts', words));
    made.append(list);
  }
  return made;
}

export const orphansTitle = (): string => translate('notebook', 'orphans', 'Without a place in the text');

async function facts(course: string, outline: Outline, record: LearnerRecord): Promise<HTMLElement[]> {
  const reading = await readingIn(course, outline);
  const states = outline.chapters.flatMap(({ id, sections }) =>
    sections.flatMap((section) => reading.get(id)?.get(section.id) ?? []),
  );
  const total = outline.chapters.reduce((sum, { sections }) => sum + sections.length, 0);
  const lines = [element('p', 'facts', progressWords(states, total))];
  const place = record.places.get(course);
  const point = place && resumePoint(place, outline, reading);
  const chapter = outline.chapters.find(({ id }) => id === point?.chapter);
  if (point && chapter)
    lines.push(
      element(
        'p',
        'notebook-way',
        link(translate('cover', 'goOn', 'Continue reading'), addressOf({ course, ...point })),
        ` ${describeResumePoint(point, chapter, reading)}`,
      ),
    );
  const due = dueInCourse(record.answers, course, outline, Date.now());
  if (due.length > 0) lines.push(element('p', 'notebook-way', dueLink(due.length, course, './')));
  return lines;
}

function group(title: string, items: readonly HTMLElement[]): HTMLElement {
  const made = element('section', '', element('h3', '', title), element('ul', 'notebook-list', ...items));
  made.dataset['group'] = '';
  return made;
}

function noteItem({ id, note, quote, text, label, address }: ShownNote, isLost: boolean): HTMLLIElement {
  const item = element('li', 'notebook-note');
  item.dataset['words'] = `${quote} ${text} ${label}`.toLocaleLowerCase();
  if (quote !== '') {
    const words = element('blockquote', '', isLost ? quote : link(shortened(quote, 400), address));
    words.dir = 'auto';
    item.append(words);
  }
  if (text !== '') {
    const words = element('p', 'notebook-words', text);
    words.dir = 'auto';
    item.append(words);
  }
  const where = element('p', 'facts', quote === '' && !isLost ? link(label, address) : label, ' ');
  where.append(button(translate('record', 'edit', 'Edit'), 'own-edit', () => editNote(id, note)));
  item.append(where);
  return item;
}
