// The list of keys, in a native dialog; loaded when asked for.
import { shortcutsAreOn } from './settings.ts';

const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['/'], 'Search'],
  [['Ctrl K', '⌘ K'], 'Search, also while shortcuts are off'],
  [['n'], 'Next chapter'],
  [['p'], 'Previous chapter'],
  [['l'], 'Copy the link to the section on screen'],
  [['?'], 'This help'],
  [['Esc'], 'Close what is open'],
  [
    ['Tab'],
    'To the next link, control, or listing, table or diagram that scrolls; arrow keys scroll inside it',
  ],
];

export function showKeyboardHelp(): void {
  const dialog = document.querySelector<HTMLDialogElement>('.help') ?? makeDialog();
  dialog.querySelector('p')?.toggleAttribute('hidden', shortcutsAreOn());
  document.querySelector<HTMLElement>('#settings:popover-open')?.hidePopover();
  if (!dialog.open) dialog.showModal();
}

function makeDialog(): HTMLDialogElement {
  const dialog = element('dialog', 'help');
  dialog.setAttribute('aria-labelledby', 'help-title');
  const title = element('h2', '', 'Keyboard');
  title.id = 'help-title';
  const list = element('dl', '');
  for (const [keys, does] of KEYS) {
    const term = element('dt', '');
    keys.forEach((key, index) => term.append(index > 0 ? ' or ' : '', element('kbd', '', key)));
    list.append(term, element('dd', '', does));
  }
  const note = element('p', '', 'Single-key shortcuts are off: turn them on under Display.');
  const form = element('form', '');
  form.method = 'dialog';
  form.append(element('button', 'button', 'Close'));
  dialog.append(title, list, note, form);
  // A click beside the dialog closes it, as readers expect of a sheet.
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return dialog;
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
