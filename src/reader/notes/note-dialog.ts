// The dialog that edits a note. However it is closed, the text is saved; if that fails, the dialog stays open with the text.
// Not here: where notes are shown (notes.ts).
import { translate } from '../../languages/translate.ts';
import stylesheet from '../../styles/notes.css?url';
import { button, element, needStyles } from '../dom.ts';
import { isDeleted, type Note } from '../record/record.ts';
import { changeItem } from '../record/store.ts';
import { askToStay } from './persist.ts';

const LONGEST = 20_000;

/** Opens the note; a new one is saved only if it has text. */
export function editNote(id: string, note: Note, isNew = false): void {
  void needStyles(stylesheet);
  document.querySelector('.note-sheet')?.remove();
  const dialog = element('dialog', 'note-sheet own');
  const field = element('textarea');
  field.value = note.text;
  field.maxLength = LONGEST;
  field.rows = 5;
  field.dir = 'auto';
  const label = element('label', '', translate('record', 'yourNote', 'Your note'), field);
  const trouble = element('p', 'note-trouble');
  trouble.setAttribute('role', 'alert');
  dialog.setAttribute('aria-label', translate('record', 'yourNote', 'Your note'));

  let isDone = false;
  /** False if it could not be saved. */
  const keep = async (): Promise<boolean> => {
    const text = field.value.trim().toWellFormed();
    if (text === note.text && !isNew) return true;
    if (isNew && text === '') return true;
    const at = Date.now();
    const isSaved = await changeItem('notes', id, (before) =>
      before && isDeleted(before) ? before : { ...(before ?? note), text, at },
    );
    if (isSaved) void askToStay();
    return isSaved;
  };
  const finish = async (): Promise<void> => {
    if (isDone) return;
    if (await keep()) {
      isDone = true;
      dialog.close();
      return;
    }
    trouble.textContent = translate(
      'record',
      'noteNotKept',
      'This note could not be stored in this browser. Copy its text before you leave the page.',
    );
  };
  const remove = button(translate('record', 'delete', 'Delete'), 'quiet', () => {
    // Deleting a note with text takes a second press, because it cannot be undone.
    if (note.text !== '' && !('sure' in remove.dataset)) {
      remove.dataset['sure'] = '';
      remove.textContent = translate('record', 'deleteForGood', 'Delete for good');
      return;
    }
    isDone = true;
    void changeItem('notes', id, () => ({ at: Date.now(), deleted: true }));
    dialog.close();
  });
  const quote = note.quote.exact === '' ? note.label : note.quote.exact;
  dialog.append(
    element('blockquote', '', quote),
    label,
    trouble,
    element(
      'p',
      'note-actions',
      button(translate('record', 'done', 'Done'), 'button', () => void finish()),
      ...(isNew ? [] : [remove]),
    ),
  );
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    void finish();
  });
  dialog.addEventListener('click', (event) => event.target === dialog && void finish());
  dialog.addEventListener('close', () => dialog.remove());
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void finish();
  });
  // Leaving the page with the dialog open saves the text too.
  addEventListener('pagehide', () => dialog.open && !isDone && void keep(), { once: true });
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
}
