// What a language has to say: everything that English says. A string that is missing is an error of types.
import type { en } from './en.ts';

/** A form for each plural category that the language has; `other` is for all it does not name. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

type Translated<Pattern> = Pattern extends string
  ? string
  : Pattern extends { readonly other: string }
    ? Plural
    : Pattern extends readonly string[]
      ? { readonly [Index in keyof Pattern]: string }
      : { readonly [Key in keyof Pattern]: Translated<Pattern[Key]> };

export type Strings = Translated<typeof en>;

/** What scripts of the page say. */
export type BrowserPart = keyof Strings['browser'];
