// Where a course is kept: whether the site has a newer version, which is then kept in the place of the old one. The page that
// is open stays as it is; the reader is told. Loaded on pages that the service worker answers for, and on no other.
import { translate } from '../languages/translate.ts';
import { KeepError, fetchList, keepCourse, siteRoot } from './keep.ts';
import { keptCourses, type KeptCourse } from './kept-courses.ts';

/** `notify` shows a sentence to the reader. */
export async function keepUpToDate(notify: (sentence: string) => void): Promise<void> {
  const root = siteRoot();
  const here = decodeURI(location.pathname.slice(root.length)).split('/')[0];
  const seen = new Set<string>();
  for (const kept of await keptCourses(root)) {
    if (seen.has(kept.course)) continue;
    seen.add(kept.course);
    // From a course's page the others are left alone: each is looked at when it is read, all from the library.
    if (here === kept.course || location.pathname === root || here === 'index.html')
      await update(root, kept, notify);
  }
}

async function update(root: string, kept: KeptCourse, notify: (sentence: string) => void): Promise<void> {
  const list = await fetchList(root, kept.course).catch(() => undefined);
  // Without a network there is nothing to say.
  if (!list || list.version === kept.version) return;
  try {
    await keepCourse(root, list, { hasEngine: kept.hasEngine && list.engine.length > 0 });
    notify(
      translate(
        'offline',
        'updated',
        'A newer version of “{course}” is kept on this device now. Reload the page to read it.',
        { course: list.title },
      ),
    );
  } catch (error) {
    const isFull = error instanceof KeepError && error.trouble === 'full';
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
