// The languages of the interface: which one a course gets, and its strings for what is made at build.
// Not here: the strings (a file a language), strings that scripts need in the browser (translate.ts).
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { duration, fill, type Values } from './fill.ts';
import { fr } from './fr.ts';
import type { Translations } from './translate.ts';
import type { BrowserPart, Plural, Strings } from './types.ts';
import { zh } from './zh.ts';

const LANGUAGES: Readonly<Record<string, Strings>> = { ar, de, en, es, fr, zh };

/** An interface in one language. */
export interface Localization extends Pick<Strings, 'page' | 'text' | 'boxes'> {
  /** The interface's language: English where there is no interface in the course's own. */
  readonly language: string;
  /** Attributes for an element that holds nothing but interface text, where its language is not the page's. */
  readonly mark: { readonly lang?: string; readonly dir?: 'ltr' | 'rtl' };
  /** A string with its values; the number `count` chooses the form of a plural. */
  fill(template: string | Plural, values: Values): string;
  /** 35 → "35 min", 338 → "5.5 hours". */
  duration(minutes: number): string;
  /** "one, two, and three" */
  list(items: readonly string[]): string;
}

/** The interface for a course in `language` (BCP 47): in that language, else in English. */
export function localizationFor(language: string): Localization {
  const resolved = interfaceLanguageFor(language);
  const { page, text, boxes } = LANGUAGES[resolved] ?? en;
  return {
    language: resolved,
    mark: resolved === baseOf(language) ? {} : { lang: resolved, dir: directionOf(resolved) },
    page,
    text,
    boxes,
    fill: (template, values) => fill(template, resolved, values),
    duration: (minutes) => duration(minutes, resolved),
    list: (items) => new Intl.ListFormat(resolved).format(items),
  };
}

/** Which way a text in this language runs. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return /^(?:ar|arc|ckb|dv|fa|he|ku|nqo|ps|sd|syr|ug|ur|yi)\b|-(?:Arab|Hebr)\b/i.test(language)
    ? 'rtl'
    : 'ltr';
}

/** Whether a text in this language is never set in italics: its fonts have none, and slanted letters are hard to read. */
export function isAlwaysUpright(language: string): boolean {
  return directionOf(language) === 'rtl' || /^(?:zh|ja|ko|yue|th|lo|km|my|hi|bn|ta)\b/i.test(language);
}

/** The language of pages that belong to no course: that of all courses, if they share one. */
export function sharedLanguage(languages: readonly string[]): string {
  const [first, ...others] = languages;
  if (first === undefined) return 'en';
  if (others.every((other) => other === first)) return first;
  const resolved = interfaceLanguageFor(first);
  const isShared = languages.every((language) => baseOf(language) === resolved);
  return isShared ? resolved : 'en';
}

/** The strings that a page's scripts need; undefined in English, which the scripts hold themselves. */
export function translationsFor(language: string, parts?: readonly BrowserPart[]): Translations | undefined {
  const resolved = interfaceLanguageFor(language);
  const strings = LANGUAGES[resolved]?.browser;
  if (resolved === 'en' || !strings) return undefined;
  const wanted = Object.entries(strings).filter(([part]) => parts?.some((each) => each === part) ?? true);
  return { language: resolved, strings: Object.fromEntries(wanted) };
}

function interfaceLanguageFor(language: string): string {
  const base = baseOf(language);
  return Object.hasOwn(LANGUAGES, base) ? base : 'en';
}

function baseOf(language: string): string {
  return language.split(/[-_]/)[0]?.toLowerCase() ?? '';
}
