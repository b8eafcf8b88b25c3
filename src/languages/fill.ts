// Values put into strings, at build and in the browser. Not here: which string (index.ts, translate.ts).
import type { Plural } from './types.ts';

export type Values = Readonly<Record<string, string | number>>;

/** Digits as the page has them everywhere else: Arabic courses, too, count in the digits of their code. */
const locale = (language: string): string => `${language}-u-nu-latn`;

/**
 * The string with its values; `count` chooses among the forms of a plural. Numbers are written as the language writes
 * them.
 */
export function fill(template: string | Plural, language: string, values: Values = {}): string {
  let form: string;
  if (typeof template === 'string') form = template;
  else form = template[new Intl.PluralRules(language).select(Number(values['count']))] ?? template.other;
  return form.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? value.toLocaleString(locale(language)) : (value ?? place);
  });
}

/** 35 → "35 min"; from an hour and a half on in hours and half hours: 338 → "5.5 hours". */
export function duration(minutes: number, language: string): string {
  const isLong = minutes >= 90;
  // The short form in Arabic is a single letter, which nobody reads as minutes.
  const isWritten = isLong || language === 'ar';
  return new Intl.NumberFormat(locale(language), {
    style: 'unit',
    unit: isLong ? 'hour' : 'minute',
    unitDisplay: isWritten ? 'long' : 'short',
  }).format(isLong ? Math.round(minutes / 30) / 2 : minutes);
}
