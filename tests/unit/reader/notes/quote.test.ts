// Notes find their passages again: after any edit a note stands beside text that holds most of its passage, or has no place,
// and is never lost.
import fc from '../../../property.ts';
import leven from 'leven';
import { describe, expect, test } from 'vitest';
import {
  findExact,
  findSimilar,
  quoteOf,
  type Found,
  type SectionedText,
} from '../../../../src/reader/notes/quote.ts';
import { findInCourse } from '../../../../src/reader/notes/find-in-course.ts';
import type { Quote } from '../../../../src/reader/record/record.ts';

/** A chapter of sections, each of paragraphs. */
type Chapter = readonly { readonly id: string; readonly paragraphs: readonly string[] }[];

function textOf(chapter: Chapter): SectionedText {
  let text = '';
  const sections = [{ id: '', start: 0, end: 0 }];
  for (const { id, paragraphs } of chapter) {
    const start = text.length;
    text += `${paragraphs.join(' ')} `;
    sections.push({ id, start, end: text.length });
  }
  return { text, sections };
}
const find = (text: SectionedText, quote: Quote, section: string): Found | undefined =>
  findExact(text, quote, section) ?? findSimilar(text, quote, section);

const WORDS =
  'a cache keeps what was asked for near those who ask so that the next one need not wait for the store behind it to answer again until the entry expires or is removed when the data changes which is the hard part of it'.split(
    ' ',
  );
const word = fc.constantFrom(...WORDS, 'Überlauf', '缓存', 'naïve', '1,000');
const paragraph = fc.array(word, { minLength: 8, maxLength: 40 }).map((words) => `${words.join(' ')}.`);
const section = fc.array(paragraph, { minLength: 1, maxLength: 4 });
const chapter = fc
  .array(section, { minLength: 1, maxLength: 4 })
  .map((all): Chapter => all.map((paragraphs, at) => ({ id: `s${at}`, paragraphs })));

/** One change of the text, as authors make them; each is told by numbers from 0 to 1. */
type Edit = readonly [
  kind: 'insert' | 'delete' | 'replace' | 'move' | 'split' | 'rename' | 'drop' | 'reword',
  where: number,
  how: number,
];
const edit: fc.Arbitrary<Edit> = fc.tuple(
  fc.constantFrom('insert', 'delete', 'replace', 'move', 'split', 'rename', 'drop', 'reword'),
  fc.double({ min: 0, max: 0.999, noNaN: true }),
  fc.double({ min: 0, max: 0.999, noNaN: true }),
);
const at = <Item>(items: readonly Item[], share: number): number => Math.floor(share * items.length);

function apply(course: readonly Chapter[], [kind, where, how]: Edit): readonly Chapter[] {
  const all = course.map((each) => each.map(({ id, paragraphs }) => ({ id, paragraphs: [...paragraphs] })));
  const sections = all.flat();
  const chosen = sections[at(sections, where)];
  if (!chosen) return all;
  const index = at(chosen.paragraphs, how);
  const words = (chosen.paragraphs[index] ?? '').split(' ');
  // Up to a fifth of a paragraph.
  const length = Math.max(1, Math.floor((words.length / 5) * how));
  const from = at(words, where);
  const other = sections[at(sections, how)];
  if (kind === 'insert') words.splice(from, 0, 'newly', 'written');
  else if (kind === 'delete') words.splice(from, length);
  else if (kind === 'replace') words.splice(from, length, ...WORDS.slice(0, length));
  if (kind === 'insert' || kind === 'delete' || kind === 'replace')
    chosen.paragraphs[index] = words.join(' ');
  else if (kind === 'move') other?.paragraphs.push(...chosen.paragraphs.splice(index, 1));
  else if (kind === 'rename') chosen.id += '-renamed';
  else if (kind === 'drop') chosen.paragraphs.splice(index, 1);
  else if (kind === 'reword') chosen.paragraphs[index] = WORDS.toReversed().join(' ');
  else {
    const holder = all.find((each) => each.includes(chosen));
    const rest = chosen.paragraphs.splice(index);
    holder?.splice(holder.indexOf(chosen) + 1, 0, { id: `${chosen.id}-b`, paragraphs: rest });
  }
  return all;
}

test('of 10,000 notes none is lost, and none is put beside text that does not hold most of its passage', async () => {
  const outcomes = { exact: 0, similar: 0, orphan: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(chapter, { minLength: 1, maxLength: 3 }),
      fc.array(edit, { maxLength: 6 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.integer({ min: 1, max: 200 }),
      async (course, edits, share, length) => {
        const before = textOf(course[0] ?? []);
        const start = Math.floor(share * before.text.length);
        const quote = quoteOf(before, start, Math.min(before.text.length, start + length));
        const home = before.sections.findLast((each) => each.start <= start)?.id ?? '';
        const target = { course: 'c', chapter: '0', section: home };
        const after = edits.reduce(apply, course).map(textOf);
        const ids = after.map((_, index) => String(index));
        const place = await findInCourse({ quote, target }, ids, async (id) => after[Number(id)]);
        if (typeof place === 'string') {
          expect(place).toBe('nowhere');
          outcomes.orphan += 1;
          // What stands there word for word, and only there, is found if it is long enough to be known.
          const whole = after.map(({ text }) => text.split(quote.exact).length - 1);
          if (quote.exact.length >= 24) expect(Math.max(...whole)).toBe(0);
          return;
        }
        const text = after[Number(place.chapter)]?.text.slice(place.found.start, place.found.end) ?? '';
        const errors = leven(text, quote.exact);
        expect(errors).toBeLessThanOrEqual(quote.exact.length / 4);
        outcomes[errors === 0 ? 'exact' : 'similar'] += 1;
      },
    ),
    { numRuns: 10_000 },
  );
  // The runs were worth something.
  expect(outcomes.exact).toBeGreaterThan(1000);
  expect(outcomes.similar).toBeGreaterThan(100);
  expect(outcomes.orphan).toBeGreaterThan(100);
}, 60_000);

describe('a passage', () => {
  const course: Chapter = [
    { id: 'one', paragraphs: ['A cache is a copy that may be old.', 'The cache is near.'] },
    { id: 'two', paragraphs: ['Another cache is far away from all who ask for it.'] },
  ];
  const text = textOf(course);
  const quoted = (words: string, from = 0): Quote => {
    const start = text.text.indexOf(words, from);
    return quoteOf(text, start, start + words.length);
  };

  test('of one word is known by what stands around it', () => {
    const quote = quoted('cache', text.text.indexOf('The cache'));
    expect(find(text, quote, 'one')?.start).toBe(text.text.indexOf('The cache') + 4);
  });

  test('of one word is not put beside the same word elsewhere', () => {
    const quote = quoted('cache', text.text.indexOf('The cache'));
    const without = textOf([
      { id: 'x', paragraphs: ['Somewhere else entirely some other cache, which nobody meant.'] },
    ]);
    expect(find(without, quote, 'one')).toBeUndefined();
  });

  test('that was moved to another section is found there', () => {
    const moved = textOf([
      { id: 'one', paragraphs: ['The cache is near.'] },
      { id: 'two', paragraphs: ['New.', 'A cache is a copy that may be old.'] },
    ]);
    expect(find(moved, quoted('A cache is a copy that may be old.'), 'one')?.section).toBe('two');
  });

  test('that was changed in a few letters is found, and the change is in what is found', () => {
    const edited = textOf([{ id: 'one', paragraphs: ['A cache is a small copy that may be old.'] }]);
    const found = find(edited, quoted('A cache is a copy that may be old.'), 'one');
    expect(found && edited.text.slice(found.start, found.end)).toContain('small copy');
  });

  test('that is gone has no place, and has it again when it is back', () => {
    const quote = quoted('Another cache is far away from all who ask for it.');
    expect(find(textOf(course.slice(0, 1)), quote, 'two')).toBeUndefined();
    expect(find(text, quote, 'two')?.section).toBe('two');
  });

  test('that is a whole section is that section', () => {
    const quote = { exact: '', prefix: '', suffix: '' };
    expect(find(text, quote, 'two')?.section).toBe('two');
    expect(find(text, quote, 'gone')).toBeUndefined();
  });
});
