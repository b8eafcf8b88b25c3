// Whether this browser may hold a record, without opening the database: without one, a page loads none of the record's code.
// Not here: the record (store.ts).
import { FIRST_VERSION_KEYS } from './first-version-keys.ts';

/** The path of the site's root: several sites may share an origin, and each has its own record. */
export const siteRoot = (): string =>
  new URL(document.documentElement.dataset['root'] || './', location.href).pathname;

const hintKey = (): string => `lectern:record:${siteRoot()}`;

export function mayHaveRecord(): boolean {
  try {
    return [hintKey(), ...Object.values(FIRST_VERSION_KEYS)].some(
      (key) => localStorage.getItem(key) !== null,
    );
  } catch {
    return false;
  }
}

/** Includes values that could not be read and were set aside (stored.ts). */
export function forgetFirstVersion(): void {
  try {
    for (const key of Object.keys(localStorage))
      if (Object.values(FIRST_VERSION_KEYS).some((known) => key === known || key.startsWith(`${known}:`)))
        localStorage.removeItem(key);
  } catch {
    // Storage that is blocked holds nothing.
  }
}

export function noteRecord(isThere: boolean): void {
  try {
    if (isThere) localStorage.setItem(hintKey(), '1');
    else localStorage.removeItem(hintKey());
  } catch {
    // Where nothing can be stored there is no record either.
  }
}
