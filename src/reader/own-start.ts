// What waits in a chapter for a reader who wants to make it their own: a selection, a key, the button below "on this page".
// Fetches the rest then. Not here: what a page shows of a record that is there (own-chapter.ts).
import { isTyping } from './keyboard.ts';
import { shortcutsAreOn } from './settings.ts';
import { notify } from './stored.ts';
import { translate } from '../languages/translate.ts';

/** A selection that is still growing is none yet. */
const SETTLED_MS = 250;

export function waitForOwner(article: HTMLElement): void {
  let settling = 0;
  let isPressed = false;
  let isTouch = false;
  const look = (): void => {
    clearTimeout(settling);
    if (isPressed || !selectionIn(article)) return;
    settling = window.setTimeout(() => {
      if (!isPressed && selectionIn(article)) void notes((own) => own.offer(isTouch));
    }, SETTLED_MS);
  };
  document.addEventListener('selectionchange', look);
  document.addEventListener('pointerdown', ({ pointerType }) => {
    isTouch = pointerType === 'touch';
    // While a finger selects, no other sign tells that it is done than that the selection rests.
    isPressed = !isTouch;
  });
  for (const end of ['pointerup', 'pointercancel'])
    document.addEventListener(end, () => {
      isPressed = false;
      look();
    });
  addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, isComposing, target } = event;
    if (ctrlKey || metaKey || altKey || isComposing || !shortcutsAreOn() || isTyping(target)) return;
    if (key === 'b') void notes((own) => own.toggleBookmark());
    else if (key === 'h' && selectionIn(article)) void notes((own) => own.highlight());
    else if (key === 'a') void notes((own) => own.write());
    else return;
    event.preventDefault();
  });
  document.querySelector('[data-own]')?.addEventListener('click', ({ currentTarget }) => {
    if (currentTarget instanceof HTMLElement) void notes((own) => own.showTools(currentTarget));
  });
}

function selectionIn(article: HTMLElement): boolean {
  const selection = getSelection();
  return (
    selection !== null &&
    !selection.isCollapsed &&
    selection.rangeCount > 0 &&
    article.contains(selection.getRangeAt(0).commonAncestorContainer) &&
    selection.toString().trim() !== ''
  );
}

type Own = typeof import('./notes/own.ts');

async function notes(then: (own: Own) => unknown): Promise<void> {
  try {
    then(await import('./notes/own.ts'));
  } catch {
    notify(
      translate(
        'record',
        'notLoaded',
        'Notes could not be loaded, because the network does not answer. Try again when you are online.',
      ),
    );
  }
}
