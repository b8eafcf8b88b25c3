// A copy button on every code block, shown on hover and focus; it announces the result.
import { translate } from '../languages/translate.ts';

const copy = (): string => translate('copy', 'copy', 'Copy');

export function addCopyButtons(): void {
  for (const block of document.querySelectorAll<HTMLElement>('figure.code')) {
    const code = block.querySelector('pre code');
    if (!code || !navigator.clipboard) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    const words = document.createElement('span');
    words.textContent = copy();
    // Names the listing, so that several copy buttons can be told apart in a list of controls.
    const which = document.createElement('span');
    which.className = 'visually-hidden';
    which.textContent = ` ${code.parentElement?.ariaLabel ?? ''}`;
    button.append(words, which);
    button.addEventListener('click', () => {
      void navigator.clipboard.writeText(copiedText(code)).then(
        () => announce(button, words, translate('copy', 'copied', 'Copied')),
        () => announce(button, words, translate('copy', 'notAllowed', 'Not allowed')),
      );
    });
    block.append(button);
  }
}

/** The button is its own live region: its label changes for a moment. */
function announce(button: HTMLButtonElement, words: HTMLElement, said: string): void {
  button.setAttribute('aria-live', 'polite');
  words.textContent = said;
  setTimeout(() => (words.textContent = copy()), 2000);
}

/** The code without removed lines of a diff, and without the prompts and output of a console session. */
function copiedText(code: Element): string {
  const copy = code.cloneNode(true) as Element;
  for (const removed of copy.querySelectorAll('del.line, .not-copied')) removed.remove();
  return copy.textContent ?? '';
}
