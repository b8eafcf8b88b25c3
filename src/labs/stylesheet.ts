// The labs' styles, put on the page with the first press.
import stylesheet from '../styles/lab.css?url';

let added: Promise<void> | undefined;

/** Resolves when they are there, or cannot be had: a lab works without them. */
export function addStyles(): Promise<void> {
  added ??= new Promise((resolve) => {
    const sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = stylesheet;
    sheet.addEventListener('load', () => resolve());
    sheet.addEventListener('error', () => resolve());
    document.head.append(sheet);
  });
  return added;
}
