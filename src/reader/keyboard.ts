// Keyboard shortcuts of every page: `?` for help, `n` and `p` for the next and previous chapter, `l` for a link to the section.
// Arrow keys are left to browsers and screen readers. Not here: `/` and Ctrl-K (search/ui/open.ts); `b`, `h` and `a` for
// bookmarks and notes (notes/start.ts).
import { shortcutsAreOn } from './settings.ts';
import { notify } from './stored.ts';

export function startKeyboard(): void {
  addEventListener('keydown', (event) => {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.isComposing ||
      !shortcutsAreOn() ||
      isTyping(event.target)
    )
      return;
    if (event.key === '?') void openHelp();
    else if (event.key === 'n') follow('next');
    else if (event.key === 'p') follow('prev');
    else if (event.key === 'l') void copyLink();
    else return;
    event.preventDefault();
  });
  document.querySelector('[data-open-help]')?.addEventListener('click', () => void openHelp());
}

/** True where a key types text or operates a control. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, dialog, lectern-figure') !== null)
  );
}

function follow(relation: 'next' | 'prev'): void {
  document.querySelector<HTMLAnchorElement>(`.way-on a[rel="${relation}"]`)?.click();
}

async function copyLink(): Promise<void> {
  const loaded = await import('./copy-link.ts').catch(notLoaded);
  await loaded?.copySectionLink();
}

async function openHelp(): Promise<void> {
  const loaded = await import('./keyboard-help.ts').catch(notLoaded);
  loaded?.showKeyboardHelp();
}

/** The next key tries again. */
function notLoaded(): undefined {
  notify('This could not be loaded, because the network does not answer. Try again when you are online.');
}
