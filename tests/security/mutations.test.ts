// What nobody has published yet: known vectors cut, joined, nested, doubled and disguised at random, in one place inside
// another. fast-check finds the shortest text that does something.
import fc from '../property.ts';
import { expect, test } from 'vitest';
import { faultsOf } from './allowed.ts';
import { CHAPTER_CONTEXTS, chapterFile, withContent, type ChapterContext } from './contexts.ts';
import { misplaced, renderFolder } from './rendered.ts';
import { VECTORS } from './vectors.ts';

const JOINTS = [
  '',
  ' ',
  '\n',
  '\n\n',
  '"',
  "'",
  '>',
  '<',
  '`',
  '<!--',
  '-->',
  '](',
  '|',
  '\\',
  '&#10;',
  '</p>',
  '\0',
  '[^n]',
];
const DISGUISES = [
  '\0',
  '\t',
  '\n',
  '\f',
  '\u00a0',
  '\u200b',
  '"',
  "'",
  '`',
  '<',
  '>',
  '/',
  '\\',
  '&',
  ';',
  '=',
  '<!--',
  ']]>',
];

const vector = fc.constantFrom(...VECTORS.map(({ text }) => text));
/** Where in a text, as a share of its length, so that shrinking keeps the place. */
const share = fc.double({ min: 0, max: 1, noNaN: true });

type Change = (text: string) => string;
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ at: share, put: fc.constantFrom(...DISGUISES) }).map(
    ({ at, put }): Change =>
      (text) =>
        splice(text, at, 0, put),
  ),
  fc.record({ at: share, length: fc.nat(12) }).map(
    ({ at, length }): Change =>
      (text) =>
        splice(text, at, length, ''),
  ),
  fc.record({ at: share, length: fc.nat(20) }).map(({ at, length }): Change => {
    return (text) => splice(text, at, 0, text.slice(placeIn(text, at), placeIn(text, at) + length));
  }),
  share.map((at): Change => (text) => {
    const code = text.codePointAt(placeIn(text, at));
    return code === undefined ? text : splice(text, at, 1, `&#${code};`);
  }),
  fc.constant<Change>((text) => text.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase())),
  vector.map(
    (inner): Change =>
      (text) =>
        text.replace('alert(1)', inner),
  ),
  vector.map(
    (inner): Change =>
      (text) =>
        text.replace(/\bx\b/, inner),
  ),
  fc.record({ joint: fc.constantFrom(...JOINTS), other: vector }).map(
    ({ joint, other }): Change =>
      (text) =>
        text + joint + other,
  ),
);

const mutated = fc
  .record({ start: vector, changes: fc.array(change, { minLength: 1, maxLength: 5 }) })
  .map(({ start, changes }) => changes.reduce((text, each) => each(text), start));
const context = fc.constantFrom(...CHAPTER_CONTEXTS);

test('no mixture of vectors, in no place inside another, does anything', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(mutated, context, fc.option(context), async (text, outer, inner) => {
      const faults = await faultsIn(inner ? inner.chapter(text, 7) : text, outer);
      expect(faults).toEqual([]);
    }),
    { numRuns: 1500, seed: 20_260_724 },
  );
});

function faultsIn(text: string, outer: ChapterContext): Promise<string[]> {
  return withContent({ course: { '01-a.md': chapterFile(outer, text, 0) } }, async (folder) => {
    const { courses, problems } = await renderFolder(folder);
    const pages = courses.flatMap(({ chapters }) =>
      chapters.flatMap(({ html, answersHtml }) => [html, `<ol>${answersHtml}</ol>`]),
    );
    return [...pages.flatMap(faultsOf), ...misplaced(problems)];
  });
}

function placeIn(text: string, at: number): number {
  return Math.floor(at * text.length);
}

function splice(text: string, at: number, length: number, put: string): string {
  const place = placeIn(text, at);
  return text.slice(0, place) + put + text.slice(place + length);
}
