// The strings of the page's scripts. English stands at each call, so that an English page carries nothing more; a page
// in another language holds the strings that its scripts may need as data (components/Words.astro).
// Not here: strings that are in the HTML already (index.ts).
import { fill, type Values } from './fill.ts';
import type { en } from './en.ts';
import type { Plural } from './types.ts';

type English = (typeof en)['browser'];
/** The strings in the page's language, by part. */
export interface Translations {
  readonly language: string;
  readonly strings: Readonly<Partial<Record<string, Readonly<Record<string, string | Plural>>>>>;
}

/** What the scripts hold themselves. */
export const ENGLISH: Translations = { language: 'en', strings: {} };
let translations: Translations | undefined;

/** The string in the page's language; `english` is the same in English, which the types compare with en.ts. */
export function translate<Part extends keyof English, Key extends keyof English[Part] & string>(
  part: Part,
  key: Key,
  english: English[Part][Key] & (string | Plural),
  values?: Values,
): string {
  translations ??= readTranslations();
  const own = translations.strings[part]?.[key];
  return own === undefined ? fill(english, 'en', values) : fill(own, translations.language, values);
}

/** The `lang` of what `translate` returns, for an element inside text in English; undefined where both are English. */
export function translationLanguage(): string | undefined {
  translations ??= readTranslations();
  return translations.language === 'en' ? undefined : translations.language;
}

/** Runs `make` with other translations: for what is rendered both at build and in the browser. */
export function withTranslations<Made>(other: Translations, make: () => Made): Made {
  const before = translations;
  translations = other;
  try {
    return make();
  } finally {
    translations = before;
  }
}

function readTranslations(): Translations {
  const text = globalThis.document?.querySelector('script[data-words]')?.textContent;
  return text ? (JSON.parse(text) as Translations) : ENGLISH;
}
