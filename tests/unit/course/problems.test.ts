import { expect, test } from 'vitest';
import { didYouMean, nearest, printProblem } from '../../../src/course/problems.ts';

test('what a stranger wrote cannot steer the terminal that it is quoted to', () => {
  const place = { file: 'a\nb\u001b[2J.md', line: 1, column: 1 };
  const printed = printProblem({
    grade: 'error',
    code: 'x',
    place,
    text: '\u001b]0;title\u0007 \u202efdp',
    hint: 'a\nb\r',
  });
  expect(printed).toBe('a\ufffdb\ufffd[2J.md:1:1  x\n  \ufffd]0;title\ufffd \ufffdfdp\n  a\n  b\ufffd');
});

test('a name is guessed only where it is near, and a very long one never', () => {
  expect(nearest('02-pattrns.md', ['01-intro.md', '02-patterns.md'])).toBe('02-patterns.md');
  expect(nearest('other', ['01-intro.md', '02-patterns.md'])).toBeUndefined();
  expect(nearest('a'.repeat(60_000), ['a'.repeat(60_001)])).toBeUndefined();
});

test('a name that looks the same and is stored otherwise is not proposed as if it were another', () => {
  const [composed, decomposed] = ['01-café.md'.normalize('NFC'), '01-café.md'.normalize('NFD')];
  expect(didYouMean(composed, [decomposed], '')).toMatch(/looks the same/);
  expect(didYouMean('01-caff.md', [decomposed], '')).toMatch(/^Did you mean/);
});
