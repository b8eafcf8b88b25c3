// The languages of the interface: which one a course gets, and its strings for what is made at build.
// Not here: the strings (a file a language), what scripts say in the browser (say.ts).
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { duration, fill, type Values } from './fill.ts';
import { fr } from './fr.ts';
import type { Table } from './say.ts';
import type { BrowserPart, Plural, Strings } from './types.ts';
import { zh } from './zh.ts';

const LANGUAGES: Readonly<Record<string, Strings>> = { ar, de, en, es, fr, zh };

/** An interface in one language. */
export interface Voice extends Pick<Strings, 'page' | 'text' | 'boxes'> {
  /** The language it speaks, which is another than the course's where there is no interface in that. */
  readonly language: string;
  /** Attributes for an element that holds nothing but the interface: what it speaks, if the page speaks another language. */
  readonly mark: { readonly lang?: string; readonly dir?: 'ltr' | 'rtl' };
  /** A string with its values; the number `count` chooses the form of a plural. */
  fill(template: string | Plural, values: Values): string;
  /** 35 → "35 min", 338 → "5.5 hours". */
  duration(minutes: number): string;
  /** "one, two, and three" */
  list(items: readonly string[]): string;
}

/** The interface for a course in `language` (BCP 47): in that language, else in English. */
export function speak(language: string): Voice {
  const spoken = spokenFor(language);
  const { page, text, boxes } = LANGUAGES[spoken] ?? en;
  return {
    language: spoken,
    mark: spoken === baseOf(language) ? {} : { lang: spoken, dir: directionOf(spoken) },
    page,
    text,
    boxes,
    fill: (template, values) => fill(template, spoken, values),
    duration: (minutes) => duration(minutes, spoken),
    list: (items) => new Intl.ListFormat(spoken).format(items),
  };
}

/** Which way a text in this language runs. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return /^(?:ar|arc|ckb|dv|fa|he|ku|nqo|ps|sd|syr|ug|ur|yi)\b|-(?:Arab|Hebr)\b/i.test(language)
    ? 'rtl'
    : 'ltr';
}

/** The language that pages of no course speak: that of all courses, if they share one. */
export function sharedLanguage(languages: readonly string[]): string {
  const [first, ...others] = languages;
  if (first === undefined) return 'en';
  if (others.every((other) => other === first)) return first;
  const spoken = spokenFor(first);
  const isShared = languages.every((language) => baseOf(language) === spoken);
  return isShared ? spoken : 'en';
}

/** What scripts of a page need; undefined where they say it in English, which they know themselves. */
export function tableOf(language: string, parts?: readonly BrowserPart[]): Table | undefined {
  const spoken = spokenFor(language);
  const strings = LANGUAGES[spoken]?.browser;
  if (spoken === 'en' || !strings) return undefined;
  const wanted = Object.entries(strings).filter(([part]) => parts?.some((each) => each === part) ?? true);
  return { language: spoken, strings: Object.fromEntries(wanted) };
}

function spokenFor(language: string): string {
  const base = baseOf(language);
  return Object.hasOwn(LANGUAGES, base) ? base : 'en';
}

function baseOf(language: string): string {
  return language.split(/[-_]/)[0]?.toLowerCase() ?? '';
}
