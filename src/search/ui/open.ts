// What every page carries of the search: the keys and links that open it. The dialog appears at once with an empty
// field, so that nothing typed is lost while the rest is loading (dialog.ts). Not here: anything that searches.
import { say } from '../../languages/say.ts';
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
  dialog ??= make();
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('input')?.select();
}

/** The dialog with its field; without the rest, Enter leads to the search page. */
function make(): HTMLDialogElement {
  const made = document.createElement('dialog');
  made.className = 'search';
  made.ariaLabel = say('search', 'search', 'Search');
  const form = document.createElement('form');
  form.action = `${document.documentElement.dataset['root'] ?? ''}search/index.html`;
  const field = document.createElement('input');
  field.name = 'q';
  field.type = 'search';
  field.ariaLabel = say('search', 'search', 'Search');
  form.append(field);
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = stylesheet;
  document.head.append(sheet);
  made.append(form);
  document.body.append(made);
  import('./dialog.ts').then(
    ({ fillDialog }) => fillDialog(made, form, field),
    () =>
      made.append(
        say('search', 'notLoaded', 'The search could not be loaded. Press Enter to try its own page.'),
      ),
  );
  return made;
}
