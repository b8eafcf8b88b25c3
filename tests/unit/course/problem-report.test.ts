import { expect, test } from 'vitest';
import { printReport } from '../../../src/course/problem-report.ts';
import { printProblems, type Problem } from '../../../src/course/problems.ts';

function warning(file: string, line: number, code = 'link-target-unknown'): Problem {
  const text = `The link "x-${line}.md" points to a file that does not exist.`;
  return { grade: 'warning', code, place: { file, line, column: 1 }, text, hint: 'Correct it.' };
}

test('few problems are printed in full', () => {
  const few = [warning('a.md', 1), warning('a.md', 2)];
  expect(printReport(few, false)).toBe(printProblems(few));
});

test('of many problems each kind is printed once, with the places of the others and their number', () => {
  const many = Array.from({ length: 300 }, (_, index) => [
    warning(`${String(index).padStart(3, '0')}.md`, 3),
    warning(`${String(index).padStart(3, '0')}.md`, 7, 'image-missing'),
  ]).flat();
  const report = printReport(many, false);
  expect(report.split('\n').length).toBeLessThan(60);
  expect(report).toContain('299 more of this kind: 001.md:3; 002.md:3;');
  expect(report).toContain('and 293 other files');
  expect(report).toContain('600 warnings. To see each: npm run check -- --content --all');
  expect(printReport(many, true).split('x-3.md')).toHaveLength(301);
});

test('an error is printed before all warnings, wherever it stands', () => {
  const many = Array.from({ length: 50 }, (_, index) => warning('a.md', index + 1));
  const error: Problem = { ...warning('z.md', 9, 'front-matter-malformed'), grade: 'error' };
  expect(printReport([...many, error], false)).toMatch(/^z\.md:9:1 {2}front-matter-malformed/);
});

test('names of files cannot steer the terminal, in the list of others of a kind either', () => {
  const many = Array.from({ length: 30 }, (_, index) => warning(`a\n${index}\u001b[2J\u202e.md`, 1));
  expect(printReport(many, false)).not.toMatch(/[\u001b\u202e]|a\n/);
});
