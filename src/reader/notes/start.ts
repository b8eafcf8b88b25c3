// Loads the tools for notes, highlights and bookmarks when a reader first asks for them in a chapter: with a selection, a key,
// or the button below "on this page". Not here: the tools (note-tools.ts), what the record shows (../chapter-progress.ts).
import { translate } from '../../languages/translate.ts';
import { isTyping } from '../keyboard.ts';
import { shortcutsAreOn } from '../settings.ts';
import { notify } from '../stored.ts';

/** How long a selection must stay unchanged before the tools are offered. */
const SETTLED_MS = 250;

export function startNoteTools(article: HTMLElement): void {
  let settling = 0;
  let isPressed = false;
  let isTouch = false;
  const look = (): void => {
    clearTimeout(settling);
    if (isPressed || !selectionIn(article)) return;
    settling = window.setTimeout(() => {
      if (!isPressed && selectionIn(article)) void withTools((tools) => tools.offer(isTouch));
    }, SETTLED_MS);
  };
  document.addEventListener('selectionchange', look);
  document.addEventListener('pointerdown', ({ pointerType }) => {
    isTouch = pointerType === 'touch';
    // On touch screens the end of a selection has no event; only that it stays unchanged shows it.
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
    if (key === 'b') void withTools((tools) => tools.toggleBookmark());
    else if (key === 'h' && selectionIn(article)) void withTools((tools) => tools.highlight());
    else if (key === 'a') void withTools((tools) => tools.write());
    else return;
    event.preventDefault();
  });
  document.querySelector('[data-own]')?.addEventListener('click', ({ currentTarget }) => {
    if (currentTarget instanceof HTMLElement) void withTools((tools) => tools.showTools(currentTarget));
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

type NoteTools = typeof import('./note-tools.ts');

async function withTools(use: (tools: NoteTools) => unknown): Promise<void> {
  try {
    use(await import('./note-tools.ts'));
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
