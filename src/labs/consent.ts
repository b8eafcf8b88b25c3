// Remembers that this browser has loaded the engine: the reader is asked only before the first time, since it is large.

const KEY = 'lectern:lab-engine';

export function engineWasLoaded(): boolean {
  try {
    return localStorage.getItem(KEY) === 'loaded';
  } catch {
    return false;
  }
}

export function rememberEngine(): void {
  try {
    localStorage.setItem(KEY, 'loaded');
  } catch {
    // Then the reader is asked again on the next page.
  }
}
