// The labs' style sheets, loaded with the first use of a lab.
import consoleStyles from '../styles/lab-console.css?url';
import labStyles from '../styles/lab.css?url';

const added = new Map<string, Promise<void>>();

/** Resolves when the styles of all labs are loaded or have failed to load: a lab works without them. */
export function addLabStyles(): Promise<void> {
  return add(labStyles);
}

/** The same for those of Kiosk's console, which come after. */
export async function addConsoleStyles(): Promise<void> {
  await Promise.all([add(labStyles), add(consoleStyles)]);
}

function add(address: string): Promise<void> {
  const known = added.get(address);
  if (known) return known;
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = address;
  const loaded = new Promise<void>((resolve) => {
    sheet.addEventListener('load', () => resolve());
    sheet.addEventListener('error', () => resolve());
  });
  added.set(address, loaded);
  document.head.append(sheet);
  return loaded;
}
