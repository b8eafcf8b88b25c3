// What an English page loads of its faces: three files, of which the budget is 50 KB together.
import { expect, test } from 'vitest';
import {
  interfaceFontFaces,
  interfaceFontFile,
  interfaceFontFor,
  interfaceFontNames,
} from '../../../src/styles/interface-font.ts';
import { fileName, fontFile, STYLES } from '../../../src/styles/reading-font.ts';

test('reading face, italic and interface face of an English page are at most 50 KB together', async () => {
  const files = await Promise.all([
    ...STYLES.map((style) => fontFile(fileName('core', style))),
    interfaceFontFile(interfaceFontFor('en') ?? ''),
  ]);
  const bytes = files.reduce((sum, { byteLength }) => sum + byteLength, 0);
  expect(bytes).toBeGreaterThan(20 * 1024);
  expect(bytes).toBeLessThanOrEqual(50 * 1024);
});

test('a page gets the interface face in the letters of its language, or the system’s where it has others', () => {
  const names = ['en-GB', 'de', 'fr-CA', 'es'].map(interfaceFontFor);
  expect(names).toEqual([
    interfaceFontNames[0],
    interfaceFontNames[1],
    interfaceFontNames[1],
    interfaceFontNames[1],
  ]);
  expect(['ar', 'zh', 'ja', 'ru', 'pl'].map(interfaceFontFor)).toEqual(Array(5).fill(undefined));
  expect(interfaceFontFaces('../', 'ar')).toBe('');
  expect(interfaceFontFaces('../', 'en')).toContain(`url(../fonts/${interfaceFontNames[0]}.woff2)`);
});
