// The list of keyboard shortcuts in a native dialog; loaded on demand.
import { translate } from '../languages/translate.ts';
import { shortcutsAreOn } from './settings.ts';

const keys = (): readonly (readonly [keys: readonly string[], does: string])[] => [
  [['/'], translate('help', 'search', 'Search')],
  [['Ctrl K', '⌘ K'], translate('help', 'searchAlways', 'Search, also while shortcuts are off')],
  [['n'], translate('help', 'next', 'Next chapter')],
  [['p'], translate('help', 'previous', 'Previous chapter')],
  [['l'], translate('help', 'link', 'Copy the link to the section on screen')],
  [['b'], translate('help', 'bookmark', 'Bookmark the section on screen')],
  [['h'], translate('help', 'highlight', 'Highlight the selected text')],
  [['a'], translate('help', 'note', 'Write a note on the selected text, or on the section on screen')],
  [['?'], translate('help', 'help', 'This help')],
  [['Esc'], translate('help', 'escape', 'Close what is open')],
  [
    ['Tab'],
    translate(
      'help',
      'tab',
      'To the next link, control, or listing, table or diagram that scrolls; arrow keys scroll inside it',
    ),
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
  const title = element('h2', '', translate('help', 'title', 'Keyboard'));
  title.id = 'help-title';
  const list = element('dl', '');
  for (const [names, does] of keys()) {
    const term = element('dt', '');
    names.forEach((key, index) =>
      term.append(index > 0 ? translate('help', 'or', ' or ') : '', element('kbd', '', key)),
    );
    list.append(term, element('dd', '', does));
  }
  const note = element(
    'p',
    '',
    translate('help', 'off', 'Single-key shortcuts are off: turn them on under Display.'),
  );
  const form = element('form', '');
  form.method = 'dialog';
  form.append(element('button', 'button', translate('help', 'close', 'Close')));
  dialog.append(title, list, note, form);
  // A click on the backdrop closes the dialog.
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
