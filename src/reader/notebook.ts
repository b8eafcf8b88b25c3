// The notebook: everything that this browser keeps of a reader here, by course, in the order of the text; and the way to take
// it along, to bring it in, and to delete it. Not here: the record (record/), the notes in a chapter (notes/).
import { translate } from '../languages/translate.ts';
import { button, element, link } from './dom.ts';
import { notebookAsMarkdown, type NotebookCourse, type NotebookNote } from './notebook-markdown.ts';
import { editNote } from './notes/note-dialog.ts';
import { relocate } from './notes/relocate.ts';
import { shortened } from './notes/shortened.ts';
import { textFragment } from './notes/text-fragment.ts';
import { wayOn, wordsOf } from './own-cover.ts';
import { LARGEST_FILE, readFile, writeFile } from './record/file.ts';
import { siteRoot } from './record/hint.ts';
import { addressIn, addressOf, outlineOf, type Outline } from './record/outline.ts';
import { readingIn } from './record/progress.ts';
import { isDeleted, PARTS, readKey, type Bookmark, type LearnerRecord, type Note } from './record/record.ts';
import { deleteRecord, mergeIn, onChange, readRecord } from './record/store.ts';
import { dueQuestions } from './schedule.ts';
import { notify } from './stored.ts';

interface CourseNotes {
  readonly id: string;
  readonly outline: Outline | undefined;
  readonly title: string;
  readonly bookmarks: readonly Bookmark[];
  readonly notes: ReadonlyMap<string, Note>;
  readonly orphans: ReadonlySet<string>;
}

export async function startNotebook(): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-notebook]');
  if (!place) return;
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
    shown = await gather(record, place);
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
    tools(() => shown),
  );
  // Several changes at once, as an import makes them, are one.
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

/** What the record holds, by course: those of this site in its order, then those that it does not have (any more). */
async function gather(record: LearnerRecord, place: HTMLElement): Promise<CourseNotes[]> {
  const here = coursesOf(place);
  const ids = new Set([...here.map(({ id }) => id), ...coursesIn(record)]);
  const gathered: CourseNotes[] = [];
  for (const id of ids) {
    if (!coursesIn(record).has(id)) continue;
    const known = here.find((each) => each.id === id);
    const outline = known ? await outlineOf(id) : undefined;
    const bookmarks = [...record.bookmarks.values()].filter(
      (each) => !isDeleted(each) && each.target.course === id,
    );
    const notes = new Map<string, Note>();
    for (const [key, note] of record.notes)
      if (!isDeleted(note) && note.target.course === id) notes.set(key, note);
    gathered.push({
      id,
      outline,
      title: known?.name ?? id,
      bookmarks: bookmarks as Bookmark[],
      // Without the course's text nothing can be said of where its notes belong.
      ...(outline ? await relocate(id, outline, notes) : { notes, orphans: new Set<string>() }),
    });
  }
  return gathered;
}

/** The courses of this site, which the page lists for its script. */
function coursesOf(place: HTMLElement): { readonly id: string; readonly name: string }[] {
  return (JSON.parse(place.dataset['notebook'] || '[]') as { id: string; title: string }[]).map(
    ({ id, title }) => ({ id, name: title }),
  );
}

function coursesIn(record: LearnerRecord): Set<string> {
  const ids = new Set(record.places.keys());
  for (const part of [record.sections, record.answers])
    for (const key of part.keys()) ids.add(readKey(key)?.[0] ?? '');
  for (const part of [record.bookmarks, record.notes])
    for (const item of part.values()) if (!isDeleted(item)) ids.add(item.target.course);
  ids.delete('');
  return ids;
}

async function showCourse(course: CourseNotes, record: LearnerRecord): Promise<HTMLElement> {
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
  const { chapters, orphans: lost } = ordered(course);
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

const orphansTitle = (): string => translate('notebook', 'orphans', 'Without a place in the text');

interface ShownNote extends NotebookNote {
  readonly id: string;
  readonly note: Note;
}

/** The notes in the order of the text, by chapter, and those without a place. */
function ordered({ outline, notes, orphans }: CourseNotes): {
  readonly chapters: readonly { readonly title: string; readonly notes: readonly ShownNote[] }[];
  readonly orphans: readonly ShownNote[];
} {
  const all = [...notes]
    .map(([id, note]): ShownNote => {
      const sections = outline?.chapters.find((each) => each.id === note.target.chapter)?.sections;
      const label = sections?.find((each) => each.id === note.target.section)?.title ?? note.label;
      const address = `${addressOf(note.target)}${passageOf(note)}`;
      return { id, note, quote: note.quote.exact, text: note.text, label, address };
    })
    .sort(
      (a, b) =>
        positionOf(outline, a.note.target) - positionOf(outline, b.note.target) ||
        a.note.madeAt - b.note.madeAt,
    );
  const titles = new Map(outline?.chapters.map((chapter) => [chapter.id, chapter.title]));
  const byChapter = new Map<string, ShownNote[]>();
  for (const each of all) {
    if (orphans.has(each.id)) continue;
    const title = titles.get(each.note.target.chapter) ?? each.note.target.chapter;
    byChapter.set(title, [...(byChapter.get(title) ?? []), each]);
  }
  return {
    chapters: [...byChapter].map(([title, list]) => ({ title, notes: list })),
    orphans: all.filter(({ id }) => orphans.has(id)),
  };
}

/** The directive with which browsers find the passage; it needs a hash before it. */
function passageOf({ quote, target }: Note): string {
  if (quote.exact === '') return '';
  return `${target.section === '' ? '#' : ''}${textFragment(quote.exact)}`;
}

/** Where a section stands in the course; what is not in it comes last. */
function positionOf(outline: Outline | undefined, { chapter, section }: Note['target']): number {
  const at = outline?.chapters.findIndex(({ id }) => id === chapter) ?? -1;
  if (at < 0) return Infinity;
  return at * 10_000 + 1 + (outline?.chapters[at]?.sections.findIndex(({ id }) => id === section) ?? 0);
}

async function facts(course: string, outline: Outline, record: LearnerRecord): Promise<HTMLElement[]> {
  const reading = await readingIn(course, outline);
  const states = outline.chapters.flatMap(({ id, sections }) =>
    sections.flatMap((section) => reading.get(id)?.get(section.id) ?? []),
  );
  const total = outline.chapters.reduce((sum, { sections }) => sum + sections.length, 0);
  const changed = states.filter((state) => state === 'changed').length;
  const words = [
    translate(
      'cover',
      'progress',
      { other: '{read} of {count} sections read' },
      { read: states.length, count: total },
    ),
    ...(changed === 0
      ? []
      : [translate('cover', 'changed', { other: '{count} changed since' }, { count: changed })]),
  ];
  const lines = [element('p', 'facts', words.join(', '))];
  const place = record.places.get(course);
  const way = place && wayOn(place, outline, reading);
  const chapter = outline.chapters.find(({ id }) => id === way?.chapter);
  if (way && chapter)
    lines.push(
      element(
        'p',
        'notebook-way',
        link(translate('cover', 'goOn', 'Continue reading'), addressOf({ course, ...way })),
        ` ${wordsOf(way, chapter, reading)}`,
      ),
    );
  const asked = new Set(
    outline.chapters.flatMap(({ id, questions }) => questions.map((each) => `${id}/${each}`)),
  );
  const due = dueQuestions(record.answers, Date.now()).filter(({ key }) => {
    const [of, inChapter, question] = readKey(key) ?? [];
    return of === course && asked.has(`${inChapter}/${question}`);
  });
  if (due.length > 0)
    lines.push(
      element(
        'p',
        'notebook-way',
        link(
          translate(
            'cover',
            'due',
            { one: '{count} question is due for review', other: '{count} questions are due for review' },
            { count: due.length },
          ),
          `review.html?course=${encodeURIComponent(course)}`,
        ),
      ),
    );
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
    const own = element('p', 'notebook-words', text);
    own.dir = 'auto';
    item.append(own);
  }
  const where = element('p', 'facts', quote === '' && !isLost ? link(label, address) : label, ' ');
  where.append(button(translate('record', 'edit', 'Edit'), 'own-edit', () => editNote(id, note)));
  item.append(where);
  return item;
}

/** What one can do with all of it. */
function tools(shown: () => readonly CourseNotes[]): HTMLElement {
  const told = element('p', 'notebook-told');
  told.setAttribute('role', 'status');
  const file = element('input');
  file.type = 'file';
  file.accept = '.json,application/json';
  file.hidden = true;
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    file.value = '';
    told.textContent = '';
    if (chosen) void takeIn(chosen).then((words) => (told.textContent = words));
  });
  const made = element(
    'section',
    'notebook-tools',
    element('h2', '', translate('notebook', 'take', 'Take it along')),
    element(
      'p',
      '',
      translate(
        'notebook',
        'takeWhy',
        'All of this is stored in this browser and nowhere else. A file takes it to another browser, where it is merged with what is there.',
      ),
    ),
    element(
      'p',
      'notebook-actions',
      button(translate('notebook', 'export', 'Save as a file'), 'button', () => void exportRecord()),
      button(translate('notebook', 'mergeFile', 'Merge a file'), 'quiet', () => file.click()),
      button(translate('notebook', 'markdown', 'Notes as Markdown'), 'quiet', () => exportMarkdown(shown())),
      button(translate('notebook', 'print', 'Print'), 'quiet', () => print()),
      button(translate('notebook', 'deleteAll', 'Delete everything'), 'quiet', () => askToDelete()),
      file,
    ),
    told,
  );
  return made;
}

async function exportRecord(): Promise<void> {
  download(`${fileName()}.json`, 'application/json', writeFile(await readRecord()));
}

function exportMarkdown(courses: readonly CourseNotes[]): void {
  const absolute = (address: string): string => new URL(address, location.href).href;
  const written = courses.map((course): NotebookCourse => {
    const { chapters, orphans } = ordered(course);
    const outside = (note: ShownNote): NotebookNote => ({ ...note, address: absolute(note.address) });
    return {
      title: course.title,
      bookmarks: course.bookmarks.map(({ label, target }) => ({
        label,
        address: absolute(addressOf(target)),
      })),
      chapters: chapters.map(({ title, notes }) => ({ title, notes: notes.map(outside) })),
      orphans: orphans.map(outside),
    };
  });
  const words = { bookmarks: translate('notebook', 'bookmarks', 'Bookmarks'), orphans: orphansTitle() };
  download(`${fileName()}.md`, 'text/markdown', notebookAsMarkdown(written, words));
}

/** Named by the site and the day. */
function fileName(): string {
  const site =
    `${location.hostname}${siteRoot()}`.replace(/[^\w.-]+/g, '-').replace(/^-+|-+$/g, '') || 'course';
  return `notebook-${site}-${new Date().toISOString().slice(0, 10)}`;
}

function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const anchor = link('', address);
  anchor.download = name;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** What became of the file, in a sentence. */
async function takeIn(file: File): Promise<string> {
  if (file.size > LARGEST_FILE)
    return translate(
      'notebook',
      'tooLarge',
      'This file is too large to be a notebook of this site. Nothing was changed.',
    );
  const read = readFile(await file.text().catch(() => ''));
  if ('record' in read) {
    // What could not be stored is told by the store.
    return (await mergeIn(read.record))
      ? translate('notebook', 'takenIn', 'The file was merged with what was here.')
      : '';
  }
  return {
    'no-record': () =>
      translate('notebook', 'noRecord', 'This file was not saved by a notebook. Nothing was changed.'),
    newer: () =>
      translate(
        'notebook',
        'newerFile',
        'This file was saved by a newer version of the notebook, which this site does not read yet. Nothing was changed.',
      ),
    damaged: () =>
      translate('notebook', 'damaged', 'This file is damaged: {at} cannot be read. Nothing was changed.', {
        at: read.at ?? '',
      }),
  }[read.refused]();
}

function askToDelete(): void {
  const dialog = element('dialog', 'note-sheet own');
  dialog.setAttribute('aria-labelledby', 'delete-title');
  const title = element('h2', '', translate('notebook', 'deleteTitle', 'Delete everything?'));
  title.id = 'delete-title';
  dialog.append(
    title,
    element(
      'p',
      '',
      translate(
        'notebook',
        'deleteWhy',
        'What you have read, answered, bookmarked and written here is removed from this browser. Nothing brings it back but a file that you have saved.',
      ),
    ),
    element(
      'p',
      'note-actions',
      button(translate('notebook', 'exportFirst', 'Save a file first'), 'button', () => void exportRecord()),
      button(translate('notebook', 'deleteAll', 'Delete everything'), 'quiet', () => {
        void deleteRecord().then((isDone) => {
          if (isDone) notify(translate('notebook', 'deleted', 'Everything was deleted.'), true);
        });
        dialog.close();
      }),
      button(translate('notebook', 'keep', 'Keep it'), 'quiet', () => dialog.close()),
    ),
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
