// The display settings: the form changes <html> at once and keeps the choice. Before the first paint, the inline script
// (before-paint.ts) has already applied what was kept.
import { SETTINGS, SETTINGS_KEY } from './before-paint.ts';
import { load, save } from './stored.ts';

type Name = keyof typeof SETTINGS;
type Settings = Partial<Record<Name, string>>;

const names = Object.keys(SETTINGS) as Name[];
const root = document.documentElement;

export function startSettings(): void {
  const form = document.querySelector<HTMLFormElement>('#settings');
  if (!form) return;
  const settings: Settings = load(SETTINGS_KEY, isSettings) ?? {};
  for (const name of names) choose(form, name, settings[name] ?? SETTINGS[name][0]);
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const name = names.find((known) => known === target.name);
    if (!name) return;
    settings[name] = target.value;
    if (target.value === SETTINGS[name][0]) delete root.dataset[name];
    else root.dataset[name] = target.value;
    save(SETTINGS_KEY, settings);
  });
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
