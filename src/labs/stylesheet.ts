// The labs' styles, put on the page with the first press.
import stylesheet from '../styles/lab.css?url';

let isThere = false;

export function addStyles(): void {
  if (isThere) return;
  isThere = true;
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = stylesheet;
  document.head.append(sheet);
}
