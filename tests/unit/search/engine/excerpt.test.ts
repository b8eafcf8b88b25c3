import { expect, test } from 'vitest';
import fc from '../../../property.ts';
import { excerptOf } from '../../../../src/search/engine/excerpt.ts';

const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`);
const text = (parts: readonly { text: string }[]) => parts.map((part) => part.text).join('');

test('a short text is shown whole, its matches marked', () => {
  expect(excerptOf(['A', 'read', 'replica', 'lags.'], [1, 2])).toEqual([
    { text: 'A ', isMarked: false },
    { text: 'read', isMarked: true },
    { text: ' ', isMarked: false },
    { text: 'replica', isMarked: true },
    { text: ' lags.', isMarked: false },
  ]);
});

test('punctuation around a match is not part of it', () => {
  expect(excerptOf(['(orders),', '`user_id`'], [0, 1]).filter((part) => part.isMarked)).toEqual([
    { text: 'orders', isMarked: true },
    { text: 'user_id', isMarked: true },
  ]);
});

test('of a long text the part with most matches is shown, with a few words before it', () => {
  const excerpt = text(excerptOf(words(200), [3, 120, 124, 126]));
  expect(excerpt.startsWith('… w114 ')).toBe(true);
  expect(excerpt).toContain('w126');
  expect(excerpt.endsWith(' …')).toBe(true);
});

test('without a match the beginning is shown', () => {
  expect(text(excerptOf(words(60), []))).toMatch(/^w0 w1 .* …$/);
});

test('where the text itself leaves something out, nothing more is said to be left out', () => {
  const all = words(200);
  all[114] = '…';
  all[141] = '...';
  const excerpt = text(excerptOf(all, [120, 124, 126]));
  expect(excerpt).toMatch(/^… w115 .* w140 \.\.\.$/);
});

test('whatever matches, the excerpt is a run of the text', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 80 }), fc.array(fc.nat(79)), (count, matches) => {
      const all = words(count);
      const known = [...new Set(matches)].filter((at) => at < count).sort((a, b) => a - b);
      const excerpt = text(excerptOf(all, known)).replace(/^… | …$/g, '');
      expect(all.join(' ')).toContain(excerpt);
    }),
  );
});
