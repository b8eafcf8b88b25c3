// What every page carries of the search: the keys and links that open it. The dialog appears at once with an empty
// field, so that nothing typed is lost while the rest is loading (dialog.ts). Not here: anything that searches.
import { translate } from '../../languages/translate.ts';
import stylesheet from '../../styles/search.css?url';

/** What the page knows of its reader's keys. */
export interface Keys {
  /** Whether a letter is text there, or belongs to a control. */
  isTyping(target: EventTarget | null): boolean;
  /** Whether single keys such as `/` may do something. */
  shortcutsAreOn(): boolean;
}

let dialog: HTMLDialogElement | undefined;

export function startSearch({ isTyping, shortcutsAreOn }: Keys): void {
  addEventListener('keydown', (event) => {
    if (event.altKey || event.isComposing || isTyping(event.target)) return;
    const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && shortcutsAreOn();
    const isK = event.key === 'k' && event.ctrlKey !== event.metaKey && !event.shiftKey;
    if (isSlash || isK) open(event);
  });
  addEventListener('click', (event) => {
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (isPlain && event.target instanceof Element && event.target.closest('[data-open-search]')) open(event);
  });
}

function open(event: Event): void {
  event.preventDefault();
  const field = document.querySelector<HTMLInputElement>('[data-search-page] input');
  if (field) return field.focus();
  if (dialog) void fillAgain?.();
  dialog ??= make();
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('input')?.select();
}

/** Tries once more what could not be loaded, if anything. */
let fillAgain: (() => Promise<void>) | undefined;

/** Without a network the dialog stays a field, and is filled when there is one again, or when it is opened again. */
async function fill(made: HTMLDialogElement, form: HTMLFormElement, field: HTMLInputElement): Promise<void> {
  fillAgain = undefined;
  const note = made.querySelector('p') ?? document.createElement('p');
  try {
    const { fillDialog } = await import('./dialog.ts');
    note.remove();
    fillDialog(made, form, field);
  } catch {
    note.role = 'status';
    note.textContent = translate(
      'search',
      'notLoaded',
      'The search could not be loaded. It will try again when the network is back; or press Enter to open the search page.',
    );
    made.append(note);
    fillAgain = () => fill(made, form, field);
    addEventListener('online', () => void fillAgain?.(), { once: true });
  }
}

/** The dialog with its field; without the rest, Enter leads to the search page. */
function make(): HTMLDialogElement {
  const made = document.createElement('dialog');
  made.className = 'search';
  made.ariaLabel = translate('search', 'search', 'Search');
  const form = document.createElement('form');
  form.action = `${document.documentElement.dataset['root'] ?? ''}search/index.html`;
  const field = document.createElement('input');
  field.name = 'q';
  field.type = 'search';
  field.ariaLabel = translate('search', 'search', 'Search');
  form.append(field);
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = stylesheet;
  document.head.append(sheet);
  made.append(form);
  document.body.append(made);
  void fill(made, form, field);
  return made;
}
