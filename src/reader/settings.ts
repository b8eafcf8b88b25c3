// The display settings: the form changes <html> at once and stores the choice. The inline script (before-paint.ts) has applied
// stored choices before the first paint.
import { SETTINGS, SETTINGS_KEY } from './before-paint.ts';
import { load, save } from './stored.ts';

type Name = keyof typeof SETTINGS;
type Settings = Partial<Record<Name, string>>;

const names = Object.keys(SETTINGS) as Name[];
const root = document.documentElement;

export function startSettings(): void {
  const form = document.querySelector<HTMLFormElement>('#settings');
  if (!form) return;
  const read = (): Settings => load(SETTINGS_KEY, isSettings) ?? {};
  const showChosen = (): void => {
    const settings = read();
    for (const name of names) choose(form, name, settings[name] ?? SETTINGS[name][0]);
  };
  const set = (name: Name, value: string): void => {
    apply(name, value);
    // Read again first: another tab may have set something else meanwhile.
    save(SETTINGS_KEY, { ...read(), [name]: value });
  };
  showChosen();
  // Applies what was chosen in another tab.
  addEventListener('storage', ({ key }) => {
    if (key !== SETTINGS_KEY && key !== null) return;
    showChosen();
    const settings = read();
    for (const name of names) apply(name, settings[name]);
  });
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const name = names.find((known) => known === target.name);
    if (!name) return;
    set(name, target.value);
  });
  document.querySelector('[data-dismiss-hints]')?.addEventListener('click', () => {
    set('hints', 'off');
    // The button vanishes, so the focus moves to the text.
    const text = document.querySelector<HTMLElement>('#content');
    text?.setAttribute('tabindex', '-1');
    text?.focus({ preventScroll: true });
  });
}

/** Puts a setting on the page; the default, and what is none of its values, as nothing. */
function apply(name: Name, value: string | undefined): void {
  const known: readonly string[] = SETTINGS[name];
  if (value === undefined || known.indexOf(value) <= 0) delete root.dataset[name];
  else root.dataset[name] = value;
  if (name === 'theme') colorBrowser();
}

/** The browser's toolbar takes the color of the chosen theme, whatever the system's is. */
function colorBrowser(): void {
  const chosen = root.dataset['theme'];
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.dataset['theme'] ?? '';
    meta.media = chosen === undefined ? `(prefers-color-scheme: ${own})` : chosen === own ? 'all' : 'not all';
  }
}

/** Whether single keys such as `/` may do something: a reader with speech input turns them off. */
export function shortcutsAreOn(): boolean {
  return root.dataset['shortcuts'] !== 'off';
}

function choose(form: HTMLFormElement, name: Name, value: string): void {
  for (const input of form.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`))
    input.checked = input.value === value;
}

function isSettings(value: unknown): value is Settings {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((entry) => typeof entry === 'string')
  );
}
