// Which language the interface speaks, and that each language has what its grammar and its values need. That no string is
// missing is seen by the types.
import { describe, expect, test } from 'vitest';
import { ar } from '../../../src/languages/ar.ts';
import { de } from '../../../src/languages/de.ts';
import { en } from '../../../src/languages/en.ts';
import { es } from '../../../src/languages/es.ts';
import { fr } from '../../../src/languages/fr.ts';
import {
  directionOf,
  isAlwaysUpright,
  sharedLanguage,
  localizationFor,
  translationsFor,
} from '../../../src/languages/index.ts';
import { translate, withTranslations } from '../../../src/languages/translate.ts';
import { zh } from '../../../src/languages/zh.ts';

test('a course gets the interface of its language, without its region; else English, marked as English', () => {
  expect(localizationFor('de-AT').page.search).toBe('Suche');
  expect(localizationFor('de-AT').mark).toEqual({});
  expect(localizationFor('he').page.search).toBe('Search');
  expect(localizationFor('he').mark).toEqual({ lang: 'en', dir: 'ltr' });
});

test('a page in a script that has no italics is set without them', () => {
  expect(
    ['ar', 'fa-IR', 'he', 'zh-Hant', 'ja', 'ko'].filter((language) => !isAlwaysUpright(language)),
  ).toEqual([]);
  expect(['en', 'de', 'ru', 'el', 'vi', 'jam', 'hil'].filter(isAlwaysUpright)).toEqual([]);
});

test('pages of no course speak the language that all courses share', () => {
  expect(sharedLanguage([])).toBe('en');
  expect(sharedLanguage(['zh', 'zh'])).toBe('zh');
  expect(sharedLanguage(['de', 'de-CH'])).toBe('de');
  expect(sharedLanguage(['de', 'fr'])).toBe('en');
});

test('numbers and plurals follow the language', () => {
  const chapters = (language: string, count: number): string => {
    const { fill, page } = localizationFor(language);
    return fill(page.chapterCount, { count });
  };
  expect([1, 2].map((count) => chapters('en', count))).toEqual(['1 chapter', '2 chapters']);
  expect([1, 2, 3, 11].map((count) => chapters('ar', count))).toEqual([
    'فصل واحد',
    'فصلان',
    '3 فصول',
    '11 فصلًا',
  ]);
  expect(chapters('de', 1200)).toBe('1.200 Kapitel');
});

test('durations are written as the language writes them', () => {
  expect(localizationFor('en').duration(35)).toBe('35 min');
  expect(localizationFor('en').duration(338)).toBe('5.5 hours');
  expect(localizationFor('de').duration(338)).toBe('5,5 Stunden');
  expect(localizationFor('zh').duration(35)).toBe('35分钟');
});

test('scripts speak the language of their page, and English without being given anything', () => {
  expect(translationsFor('en')).toBeUndefined();
  expect(translate('copy', 'copied', 'Copied')).toBe('Copied');
  const table = translationsFor('fr', ['copy']);
  expect(Object.keys(table?.strings ?? {})).toEqual(['copy']);
  expect(table && withTranslations(table, () => translate('copy', 'copied', 'Copied'))).toBe('Copié');
  expect(translate('copy', 'copied', 'Copied')).toBe('Copied');
});

test('scripts that run from right to left are known by language and by script', () => {
  expect(['ar', 'he-IL', 'ur', 'az-Arab'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl', 'rtl']);
  expect(['en', 'zh', 'art'].map(directionOf)).toEqual(['ltr', 'ltr', 'ltr']);
});

describe.each(Object.entries({ ar, de, es, fr, zh }))('%s', (_language, strings) => {
  test('has the values of the English strings in its own, and no string is empty', () => {
    const pattern = leaves(en);
    const wrong = [...leaves(strings)].filter(([path, text]) => {
      const expected = pattern.get(path) ?? pattern.get(path.replace(/\.\w+$/, '.other')) ?? '';
      const allowed = new Set(placesIn(expected));
      const places = placesIn(text);
      // "One chapter" and "two chapters" are words in some languages.
      const mayOmit = /\.(?:zero|one|two)$/.test(path);
      return (
        text.trim() === '' ||
        places.some((place) => !allowed.has(place)) ||
        (!mayOmit && [...allowed].some((place) => !places.includes(place)))
      );
    });
    expect(wrong).toEqual([]);
  });
});

/** Every string by its path: `page.search`, `browser.search.sections.other`. */
function leaves(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]]);
  const entries = Object.entries(value ?? {});
  return new Map(
    entries.flatMap(([name, inner]) => [...leaves(inner, path === '' ? name : `${path}.${name}`)]),
  );
}

function placesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}
