// Keys that work everywhere: `?` for help, `n` and `p` for the next and previous chapter, `l` for a link to the section. Arrow keys are left to the
// reader's browser and screen reader; `/` and Ctrl-K belong to search (search/open.ts).
import { shortcutsAreOn } from './settings.ts';

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

/** True where a letter is text or belongs to a control. */
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
  const { copySectionLink } = await import('./copy-link.ts');
  await copySectionLink();
}

async function openHelp(): Promise<void> {
  const { showKeyboardHelp } = await import('./keyboard-help.ts');
  showKeyboardHelp();
}
