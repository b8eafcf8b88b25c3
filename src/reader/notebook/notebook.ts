// The notebook: everything that this browser has stored of a reader on this site, with a search over the notes.
// Not here: the record (record/), a course's section (course-section.ts), files and deleting (tools.ts), the notes in a
// chapter (notes/).
import { translate } from '../../languages/translate.ts';
import { element } from '../dom.ts';
import { PARTS } from '../record/record.ts';
import { onChange, readRecord } from '../record/store.ts';
import { siteCoursesOf } from '../site-courses.ts';
import { showCourse } from './course-section.ts';
import { gatherNotes, type CourseNotes } from './gather.ts';
import { notebookTools } from './tools.ts';

export async function startNotebook(): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-notebook]');
  if (!place) return;
  const siteCourses = siteCoursesOf(place.dataset['notebook']);
  const pages = element('div');
  const field = element('input');
  field.type = 'search';
  const search = element(
    'p',
    'notebook-search',
    element('label', '', translate('notebook', 'search', 'Search your notes'), field),
  );
  const none = element('p', 'facts');
  none.setAttribute('role', 'status');
  let shown: CourseNotes[] = [];
  const filter = (): void => {
    const wanted = field.value.trim().toLocaleLowerCase();
    let count = 0;
    for (const item of pages.querySelectorAll<HTMLElement>('[data-words]')) {
      item.hidden = !(item.dataset['words'] ?? '').includes(wanted);
      if (!item.hidden) count += 1;
    }
    for (const group of pages.querySelectorAll<HTMLElement>('[data-group]'))
      group.hidden = wanted !== '' && group.querySelector('[data-words]:not([hidden])') === null;
    none.textContent =
      wanted === ''
        ? ''
        : count === 0
          ? translate('notebook', 'nothingFound', 'None of your notes has “{words}”.', {
              words: field.value.trim(),
            })
          : translate('notebook', 'found', { one: '{count} note', other: '{count} notes' }, { count });
  };
  field.addEventListener('input', filter);
  const refresh = async (): Promise<void> => {
    const record = await readRecord();
    shown = await gatherNotes(record, siteCourses);
    const parts = await Promise.all(shown.map((course) => showCourse(course, record)));
    pages.replaceChildren(...(parts.length > 0 ? parts : [emptyNote()]));
    search.hidden = shown.every(({ notes, bookmarks }) => notes.size + bookmarks.length === 0);
    filter();
  };
  await refresh();
  place.replaceChildren(
    search,
    none,
    pages,
    notebookTools(() => shown),
  );
  // An import makes many changes at once; they are shown once.
  let waiting = 0;
  onChange(PARTS, () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void refresh(), 50);
  });
}

function emptyNote(): HTMLElement {
  return element(
    'p',
    'notebook-empty',
    translate(
      'notebook',
      'empty',
      'Nothing is here yet. Select text in a chapter to highlight it or to write a note; below “On this page” you can bookmark a section. What you read and answer is kept too, in this browser only.',
    ),
  );
}
