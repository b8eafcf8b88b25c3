// What a reader can do with the whole notebook: save it as a file or as Markdown, merge a file, print it, delete everything.
// Not here: the file's format (record/file.ts), the merge (record/merge.ts).
import { translate } from '../../languages/translate.ts';
import { button, element, link } from '../dom.ts';
import { LARGEST_FILE, readFile, writeFile } from '../record/file.ts';
import { siteRoot } from '../record/hint.ts';
import { addressOf } from '../record/outline.ts';
import { deleteRecord, mergeIn, readRecord } from '../record/store.ts';
import { notify } from '../stored.ts';
import { orphansTitle } from './course-section.ts';
import { orderNotes, type CourseNotes, type ShownNote } from './gather.ts';
import { notebookAsMarkdown, type NotebookCourse, type NotebookNote } from './markdown.ts';

/** The section with these actions; `shown` gives the notes that are exported. */
export function notebookTools(shown: () => readonly CourseNotes[]): HTMLElement {
  const status = element('p', 'notebook-told');
  status.setAttribute('role', 'status');
  const file = element('input');
  file.type = 'file';
  file.accept = '.json,application/json';
  file.hidden = true;
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    file.value = '';
    status.textContent = '';
    if (chosen) void importFile(chosen).then((result) => (status.textContent = result));
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
    status,
  );
  return made;
}

async function exportRecord(): Promise<void> {
  download(`${fileName()}.json`, 'application/json', writeFile(await readRecord()));
}

function exportMarkdown(courses: readonly CourseNotes[]): void {
  const absolute = (address: string): string => new URL(address, location.href).href;
  const written = courses.map((course): NotebookCourse => {
    const { chapters, orphans } = orderNotes(course);
    const withAbsoluteAddress = (note: ShownNote): NotebookNote => ({
      ...note,
      address: absolute(note.address),
    });
    return {
      title: course.title,
      bookmarks: course.bookmarks.map(({ label, target }) => ({
        label,
        address: absolute(addressOf(target)),
      })),
      chapters: chapters.map(({ title, notes }) => ({ title, notes: notes.map(withAbsoluteAddress) })),
      orphans: orphans.map(withAbsoluteAddress),
    };
  });
  const words = { bookmarks: translate('notebook', 'bookmarks', 'Bookmarks'), orphans: orphansTitle() };
  download(`${fileName()}.md`, 'text/markdown', notebookAsMarkdown(written, words));
}

/** With the site and the date in it. */
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

/** Merges the file into the record; resolves to a sentence for the reader. */
async function importFile(file: File): Promise<string> {
  if (file.size > LARGEST_FILE)
    return translate(
      'notebook',
      'tooLarge',
      'This file is too large to be a notebook of this site. Nothing was changed.',
    );
  const read = readFile(await file.text().catch(() => ''));
  if ('record' in read) {
    // If it could not be stored, the store has shown why.
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
