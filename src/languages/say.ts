// The strings of the page's scripts. English stands where it is said, so that an English page carries nothing more; a page
// in another language holds the strings that its scripts may need as data (components/Words.astro).
// Not here: strings that are in the HTML already (index.ts).
import { fill, type Values } from './fill.ts';
import type { en } from './en.ts';
import type { Plural } from './types.ts';

type English = (typeof en)['browser'];
/** What the page says in its language, by part. */
export interface Table {
  readonly language: string;
  readonly strings: Readonly<Partial<Record<string, Readonly<Record<string, string | Plural>>>>>;
}

/** What the scripts know themselves. */
export const ENGLISH: Table = { language: 'en', strings: {} };
let table: Table | undefined;

/** The string in the page's language; `english` is the same in English, which the types compare with en.ts. */
export function say<Part extends keyof English, Key extends keyof English[Part] & string>(
  part: Part,
  key: Key,
  english: English[Part][Key] & (string | Plural),
  values?: Values,
): string {
  table ??= readTable();
  const own = table.strings[part]?.[key];
  return own === undefined ? fill(english, 'en', values) : fill(own, table.language, values);
}

/** The `lang` of what `say` gives, for an element inside text in English; undefined where both are English. */
export function spoken(): string | undefined {
  table ??= readTable();
  return table.language === 'en' ? undefined : table.language;
}

/** Whatever `make` says is said in the language of the table: for what is made at build and in the browser alike. */
export function sayingIn<Made>(other: Table, make: () => Made): Made {
  const before = table;
  table = other;
  try {
    return make();
  } finally {
    table = before;
  }
}

function readTable(): Table {
  const text = globalThis.document?.querySelector('script[data-words]')?.textContent;
  return text ? (JSON.parse(text) as Table) : ENGLISH;
}
