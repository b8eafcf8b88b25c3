// The learner's record as data: what may be in it, how two become one, its file, and what the first version left.
import fc from '../../../property.ts';
import { describe, expect, test } from 'vitest';
import { readFile, writeFile } from '../../../../src/reader/record/file.ts';
import { fromFirstVersion } from '../../../../src/reader/record/first-version.ts';
import { mergeAttempts, mergeRecords } from '../../../../src/reader/record/merge.ts';
import {
  emptyRecord,
  parseItem,
  questionKey,
  readKey,
  sectionKey,
  type LearnerRecord,
} from '../../../../src/reader/record/record.ts';

/** Names that every object has without having been given them, and others that ask for trouble. */
const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'a/b#c', '100 %', 'кэш', ''];

const name = fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 8, unit: 'grapheme' }));
/** Few moments, so that many items were changed at the same one. */
const at = fc.integer({ min: 0, max: 5 });
const target = fc.record({ course: name, chapter: name, section: name });
const deleted = fc.record({ at, deleted: fc.constant(true as const) });
const note = fc.record({
  at,
  madeAt: at,
  target,
  quote: fc.record({ exact: name, prefix: name, suffix: name }),
  text: name,
  label: name,
  digest: name,
});
const attempt = fc.record(
  {
    at: fc.integer({ min: 0, max: 60 }),
    given: fc.array(name, { maxLength: 2 }),
    correct: fc.boolean(),
    sure: fc.boolean(),
  },
  { requiredKeys: ['at', 'given', 'correct'] },
);
const part = <Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<Map<string, Item>> =>
  fc.array(fc.tuple(name, item), { maxLength: 4 }).map((entries) => new Map(entries));
const record: fc.Arbitrary<LearnerRecord> = fc.record({
  sections: part(fc.record({ at, read: fc.boolean(), digest: name })),
  places: part(fc.record({ at, chapter: name, section: name, title: name })),
  bookmarks: part(fc.oneof(deleted, fc.record({ at, madeAt: at, target, label: name }))),
  notes: part(fc.oneof(deleted, note)),
  answers: part(fc.array(attempt, { minLength: 1, maxLength: 50 })),
});
const bytes = (value: LearnerRecord): string => writeFile(value);

describe('merging', () => {
  test('gives the same whichever record comes first', () => {
    fc.assert(
      fc.property(record, record, (a, b) => {
        expect(bytes(mergeRecords(a, b))).toBe(bytes(mergeRecords(b, a)));
      }),
    );
  });

  test('gives the same in whatever order three records meet', () => {
    fc.assert(
      fc.property(record, record, record, (a, b, c) => {
        expect(bytes(mergeRecords(mergeRecords(a, b), c))).toBe(bytes(mergeRecords(a, mergeRecords(b, c))));
      }),
    );
  });

  test('a second time changes nothing', () => {
    fc.assert(
      fc.property(record, record, (a, b) => {
        const merged = mergeRecords(a, b);
        expect(bytes(mergeRecords(merged, b))).toBe(bytes(merged));
        expect(bytes(mergeRecords(merged, merged))).toBe(bytes(merged));
      }),
    );
  });

  test('keeps what was said last, and does not bring back what was deleted since', () => {
    const with_ = (
      item: LearnerRecord['bookmarks'] extends ReadonlyMap<string, infer I> ? I : never,
    ): LearnerRecord => ({
      ...emptyRecord(),
      bookmarks: new Map([['x', item]]),
    });
    const bookmark = { at: 1, madeAt: 1, target: { course: 'c', chapter: 'a', section: 's' }, label: 'S' };
    const merged = mergeRecords(with_({ at: 2, deleted: true }), with_(bookmark));
    expect(merged.bookmarks.get('x')).toEqual({ at: 2, deleted: true });
    expect(
      mergeRecords(with_({ at: 2, deleted: true }), with_({ ...bookmark, at: 3 })).bookmarks.get('x'),
    ).toEqual({
      ...bookmark,
      at: 3,
    });
  });

  test('unites answers, and of many keeps the first and the last', () => {
    const list = Array.from({ length: 100 }, (_, moment) => ({ at: moment, given: ['x'], correct: true }));
    const kept = mergeAttempts([...list.slice(50), ...list]).map((each) => each.at);
    expect(kept).toEqual([0, ...Array.from({ length: 39 }, (_, index) => 61 + index)]);
  });

  test('completes an answer with how sure the reader was', () => {
    const plain = { at: 1, given: ['x'], correct: true };
    expect(mergeAttempts([{ ...plain, sure: false }, plain])).toEqual([{ ...plain, sure: false }]);
  });
});

describe('the file', () => {
  test('exported, imported and exported again is the same bytes', () => {
    fc.assert(
      fc.property(record, (given) => {
        const tidy = mergeRecords(given, emptyRecord());
        const written = writeFile(tidy);
        const read = readFile(written);
        expect('record' in read && writeFile(read.record)).toBe(written);
      }),
    );
  });

  const valid = JSON.parse(writeFile(emptyRecord())) as Record<string, unknown>;
  test.each([
    ['no JSON', '{"format":"lectern-record",', 'no-record'],
    ['nothing', '', 'no-record'],
    ['a picture', '\u0089PNG\r\n', 'no-record'],
    ['somebody else’s JSON', '[1,2,3]', 'no-record'],
    ['of a newer version', JSON.stringify({ ...valid, version: 2 }), 'newer'],
    ['of no version', JSON.stringify({ ...valid, version: '1' }), 'no-record'],
    ['without a part', JSON.stringify({ ...valid, notes: undefined }), 'damaged'],
    ['with a list for a part', JSON.stringify({ ...valid, notes: [] }), 'damaged'],
    ['with a note of another shape', JSON.stringify({ ...valid, notes: { x: { text: 'a' } } }), 'damaged'],
    [
      'with a moment after all time',
      JSON.stringify({ ...valid, notes: { x: { at: 1e300, deleted: true } } }),
      'damaged',
    ],
    [
      'with half a character',
      JSON.stringify({ ...valid, places: { '\ud800': { at: 1, chapter: '', section: '', title: '' } } }),
      'damaged',
    ],
  ])('that is %s is refused as a whole', (_what, text, why) => {
    expect(readFile(text)).toMatchObject({ refused: why });
  });

  test('with prototype keys changes no prototype', () => {
    const forged = `{"format":"lectern-record","version":1,"sections":{},"bookmarks":{},"answers":{},"notes":{},
      "places":{"__proto__":{"at":1,"chapter":"a","section":"","title":"","polluted":"yes"}},"__proto__":{"polluted":"yes"}}`;
    const read = readFile(forged);
    expect('record' in read && read.record.places.get('__proto__')).toEqual({
      at: 1,
      chapter: 'a',
      section: '',
      title: '',
    });
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  test('never throws, whatever is in it', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        readFile(text);
        readFile(JSON.stringify({ ...valid, notes: JSON.parse(text) as unknown }));
      }),
    );
  });
});

test.each(NAMES)('keys lead back to the names in them, also to %j', (word) => {
  expect(readKey(sectionKey({ course: word, chapter: 'b', section: word }))).toEqual([word, 'b', word]);
  expect(readKey(questionKey('a', word, word))).toEqual(['a', word, word]);
});

test('an item keeps the fields that it should have and no others', () => {
  expect(parseItem('sections', { at: 1, read: true, digest: 'd', html: '<b>' })).toEqual({
    at: 1,
    read: true,
    digest: 'd',
  });
  expect(parseItem('sections', { at: -1, read: true, digest: 'd' })).toBeUndefined();
});

describe('what the first version left in local storage', () => {
  const place = {
    version: 1,
    courses: {
      shop: {
        last: { chapter: 'orders', section: 'a', title: 'A' },
        read: { orders: ['a', 'b'], constructor: ['c'] },
      },
    },
  };
  const answers = { version: 1, answers: { 'shop/orders/q': [{ at: 5, given: ['x'], correct: false }] } };

  test('becomes items of the record', () => {
    const moved = fromFirstVersion(place, answers, 9);
    expect(moved.places.get('shop')).toEqual({ at: 9, chapter: 'orders', section: 'a', title: 'A' });
    expect([...moved.sections.keys()]).toEqual(['shop/orders#a', 'shop/orders#b', 'shop/constructor#c']);
    expect(moved.sections.get('shop/orders#a')).toEqual({ at: 9, read: true, digest: '' });
    expect(moved.answers.get('shop/orders/q')).toEqual([{ at: 5, given: ['x'], correct: false }]);
  });

  test('is taken as far as it can be read', () => {
    expect(fromFirstVersion(undefined, null, 9)).toEqual(emptyRecord());
    const torn = { courses: { shop: { last: 3, read: { orders: ['a', 7, '\ud800'] } }, other: 'x' } };
    const moved = fromFirstVersion(torn, { answers: { 'no key': [{}], 'a/b/c': [{ at: 'x' }] } }, 9);
    expect([...moved.sections.keys()]).toEqual(['shop/orders#a']);
    expect(moved.places.size + moved.answers.size).toBe(0);
  });

  test('never throws, whatever is in it', () => {
    fc.assert(fc.property(fc.anything(), fc.anything(), (a, b) => void fromFirstVersion(a, b, 1)));
  });
});
