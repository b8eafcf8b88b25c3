// Updates offline copies: where the site has a newer version of a saved course, it is saved in place of the old one and the reader
// is notified. The open page stays as it is. Loaded only on pages that the service worker controls.
import { translate } from '../languages/translate.ts';
import { SaveError, fetchList, saveCourse, siteRoot } from './save.ts';
import { offlineCopies, type OfflineCopy } from './copies.ts';

/** `notify` shows a sentence to the reader. */
export async function updateCopies(notify: (sentence: string) => void): Promise<void> {
  const root = siteRoot();
  const here = decodeURI(location.pathname.slice(root.length)).split('/')[0];
  const seen = new Set<string>();
  for (const copy of await offlineCopies(root)) {
    if (seen.has(copy.course)) continue;
    seen.add(copy.course);
    // A course's pages check only that course; the library checks all.
    if (here === copy.course || location.pathname === root || here === 'index.html')
      await update(root, copy, notify);
  }
}

async function update(root: string, copy: OfflineCopy, notify: (sentence: string) => void): Promise<void> {
  const list = await fetchList(root, copy.course).catch(() => undefined);
  // Without a network there is nothing to report.
  if (!list || list.version === copy.version) return;
  try {
    await saveCourse(root, list, { hasEngine: copy.hasEngine && list.engine.length > 0 });
    notify(
      translate(
        'offline',
        'updated',
        'A newer version of “{course}” is kept on this device now. Reload the page to read it.',
        { course: list.title },
      ),
    );
  } catch (error) {
    const isFull = error instanceof SaveError && error.trouble === 'full';
    notify(
      isFull
        ? translate(
            'offline',
            'updateFull',
            'There is a newer version of “{course}”, and no room for it on this device. The earlier version stays kept.',
            { course: list.title },
          )
        : translate(
            'offline',
            'updateFailed',
            'There is a newer version of “{course}”, and not all of it could be fetched. The earlier version stays kept; it is tried again with the next page.',
            { course: list.title },
          ),
    );
  }
}
