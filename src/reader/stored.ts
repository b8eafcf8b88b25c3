// Access to localStorage, with a notice for the reader when it does not work. A value that cannot be read is moved to another key
// and not deleted. Not here: what the values mean.
import { translate } from '../languages/translate.ts';

/** How long a notice of confirmation is shown. */
const CONFIRMED_MS = 8000;

/** Shows a notice to the reader; `isPassing` for one that vanishes by itself. */
export function notify(sentence: string, isPassing = false): void {
  let region = document.querySelector('.notice');
  if (!region) {
    region = document.createElement('p');
    region.className = 'notice';
    region.setAttribute('role', 'status');
    document.body.append(region);
  }
  if (region.textContent.includes(sentence)) return;
  const said = document.createElement('span');
  said.textContent = sentence;
  region.append(said);
  if (isPassing) setTimeout(() => said.remove(), CONFIRMED_MS);
}

/** The value as JSON read it, or undefined. `isValid` is the guard; what fails it is kept aside and reported. */
export function load<T>(key: string, isValid: (value: unknown) => value is T): T | undefined {
  let text: string | null;
  try {
    text = localStorage.getItem(key);
  } catch {
    return undefined; // Blocked storage is reported when something is to be stored, not before.
  }
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (isValid(value)) return value;
  } catch {
    // Falls through to being set aside, like any other value that is not ours.
  }
  setAside(key, text);
  return undefined;
}

/** Stores the value; shows a notice if the browser refuses. */
export function save(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    notify(
      translate(
        'notice',
        'notKept',
        'This browser does not let the page store anything, so your place and settings are lost when you leave.',
      ),
    );
  }
}

function setAside(key: string, text: string): void {
  try {
    // Moved only after the copy is there, so that nothing is lost when storage is full.
    localStorage.setItem(`${key}:aside:${Date.now()}`, text);
    localStorage.removeItem(key);
    notify(
      translate(
        'notice',
        'setAside',
        'What this browser had stored for the course could not be read. It was set aside, and you start from the beginning.',
      ),
    );
  } catch {
    notify(
      translate(
        'notice',
        'leftAsItIs',
        'What this browser had stored for the course could not be read. It was left as it is.',
      ),
    );
  }
}
