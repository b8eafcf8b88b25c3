import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeFailure } from '../../../src/integrations/build-failure.ts';

function failureOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

test('what the disk refuses is said in words, without a stack', () => {
  const said = describeFailure(failureOf(() => readFileSync('package.json/below')));
  expect(said).toMatch(
    /^"package\.json\/below" could not be read or written \(ENOTDIR\)\. A folder is needed/,
  );
  expect(said).not.toMatch(/\n/);
});

test.runIf(process.platform === 'linux')(
  'a full disk is called so, also as the cause of another failure',
  () => {
    const full = failureOf(() => writeFileSync('/dev/full', 'text'));
    const said = 'A file could not be read or written (ENOSPC). The disk is full. Make room and build again.';
    expect(describeFailure(full)).toBe(said);
    expect(describeFailure(new Error('Could not write the store.', { cause: full }))).toBe(said);
  },
);

test('a defect of Lectern keeps its stack', () => {
  expect(describeFailure(new TypeError('x is not a function'))).toMatch(/\n\s+at /);
});
