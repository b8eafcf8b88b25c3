// What the browser keeps of a reader: the place, and the answers.
import { beforeEach, expect, test } from 'vitest';
import { keepAttempt, lastAttempt } from '../../../src/reader/answers.ts';
import { keepPlace, placeIn } from '../../../src/reader/place.ts';

const stored = new Map<string, string>();
Object.assign(globalThis, {
  localStorage: {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  },
  // The door to storage says what it could not read; nobody looks here.
  document: {
    querySelector: () => ({ textContent: '', append: () => undefined }),
    createElement: () => ({}),
  },
});

beforeEach(() => stored.clear());

/** Names that every object has without having been given them. */
const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

test.each(NAMES)('a course, a chapter and a question called %s keep their place and answers', (name) => {
  expect(placeIn(name)).toBeUndefined();
  keepPlace(name, { chapter: name, section: name, title: 'A' }, name, [name]);
  expect(placeIn(name)?.last.section).toBe(name);
  expect(placeIn(name)?.read.get(name)).toEqual([name]);
  expect(placeIn(name)?.read.get('valueOf')).toBeUndefined();
  const key = { course: name, chapter: name, question: name };
  expect(lastAttempt(key)).toBeUndefined();
  keepAttempt(key, { at: 1, given: ['x'], correct: true });
  expect(lastAttempt(key)).toEqual({ at: 1, given: ['x'], correct: true });
});

test('what is read is kept beside a place that stays where it was', () => {
  keepPlace('shop', { chapter: 'orders', section: 'a', title: 'A' }, 'orders', ['a']);
  keepPlace('shop', undefined, 'payments', ['b']);
  expect(placeIn('shop')?.last.chapter).toBe('orders');
  expect(placeIn('shop')?.read.get('payments')).toEqual(['b']);
});

test('a place with half a character, which no address can hold, is set aside', () => {
  const broken = {
    version: 1,
    courses: { shop: { last: { chapter: 'a', section: '\ud800', title: 'A' }, read: {} } },
  };
  stored.set('lectern:place', JSON.stringify(broken));
  expect(placeIn('shop')).toBeUndefined();
  expect([...stored.keys()].some((key) => key.startsWith('lectern:place:aside:'))).toBe(true);
});

test('of many attempts the first and the last ones are kept', () => {
  const key = { course: 'shop', chapter: 'orders', question: 'q' };
  for (let at = 1; at <= 40; at += 1) keepAttempt(key, { at, given: [String(at)], correct: false });
  const { answers } = JSON.parse(stored.get('lectern:answers') ?? '{}') as {
    answers: Record<string, { at: number }[]>;
  };
  const times = answers['shop/orders/q']?.map(({ at }) => at) ?? [];
  expect(times[0]).toBe(1);
  expect(times.at(-1)).toBe(40);
  expect(times.length).toBeLessThan(20);
});
