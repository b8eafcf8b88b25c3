import { expect, test } from 'vitest';
import { findFences } from '../../examples/fences.ts';
import { rewriteFences } from '../../examples/rewrite.ts';

const FILE = 'content/a/01-b.md';
const lines = (...text: string[]) => text.join('\n');

test('fences are found with line, language, attributes and the result that follows directly', () => {
  const text = lines(
    'A',
    '',
    '```SQL error="23505" {2,4-6} ins={3}',
    'SELECT 1',
    '```',
    '',
    '```result',
    '1',
    '```',
  );
  const [fence, ...others] = findFences(FILE, text);
  expect(fence).toMatchObject({ file: FILE, line: 3, language: 'sql', code: 'SELECT 1' });
  expect(fence?.attributes).toEqual({ error: '23505', ins: '3' });
  expect(fence?.result).toMatchObject({ line: 7, code: '1' });
  expect(others).toEqual([]);
});

test('a fence inside a longer fence is text, and so is code that is only indented', () => {
  const text = lines(
    '````md',
    '```sql',
    'SELECT 1',
    '```',
    '````',
    '',
    '    indented',
    '',
    '~~~json',
    '{}',
    '~~~',
  );
  expect(findFences(FILE, text).map(({ language, line }) => [language, line])).toEqual([
    ['md', 1],
    ['json', 9],
  ]);
});

test('a result that follows no fence stands alone', () => {
  const text = lines('```sql', 'SELECT 1', '```', 'words', '', '```result', '1', '```');
  expect(findFences(FILE, text).map(({ language, result }) => [language, result])).toEqual([
    ['sql', null],
    ['result', null],
  ]);
});

test('fences in lists, quotes and folded solutions are found', () => {
  const text = lines(
    '- a',
    '',
    '  ```json',
    '  {}',
    '  ```',
    '',
    '> ```json',
    '> []',
    '> ```',
    '',
    '<details>',
    '',
    '```json',
    '1',
    '```',
    '',
    '</details>',
  );
  expect(findFences(FILE, text).map(({ line, code }) => [line, code])).toEqual([
    [3, '{}'],
    [7, '[]'],
    [13, '1'],
  ]);
});

test('recording changes the result and no other character', () => {
  const text = lines(
    'A  ',
    '',
    '- ```sql',
    '  SELECT 1',
    '  ```',
    '',
    '  ```result',
    '  old',
    '  older',
    '  ```',
    '',
    '```sql',
    'SELECT 2',
    '```',
    '```result',
    '```',
    'Z',
    '',
  );
  const rewrites = findFences(FILE, text).flatMap((owner, index) =>
    owner.result ? [{ owner, fence: owner.result, text: `new ${String(index)}\n\nend` }] : [],
  );
  const rewritten = rewriteFences(FILE, text, rewrites);
  expect(rewritten).toMatchObject({ written: 2, missed: [] });
  expect(rewritten.text).toBe(
    lines(
      'A  ',
      '',
      '- ```sql',
      '  SELECT 1',
      '  ```',
      '',
      '  ```result',
      '  new 0',
      '',
      '  end',
      '  ```',
      '',
      '```sql',
      'SELECT 2',
      '```',
      '```result',
      'new 1',
      '',
      'end',
      '```',
      'Z',
      '',
    ),
  );
});

test('recording finds a fence that has moved, and leaves one alone that has changed', () => {
  const before = lines('```sql', 'SELECT 1', '```', '', '```result', 'old', '```');
  const [owner] = findFences(FILE, before);
  if (!owner?.result) throw new Error('no fence');
  const rewrites = [{ owner, fence: owner.result, text: 'new' }];
  expect(rewriteFences(FILE, `Words.\n\n${before}`, rewrites).text).toBe(
    `Words.\n\n${before.replace('old', 'new')}`,
  );
  const edited = before.replace('SELECT 1', 'SELECT 3');
  expect(rewriteFences(FILE, edited, rewrites)).toEqual({ text: edited, written: 0, missed: [5] });
});
