import { expect, test } from 'vitest';
import { parseText } from '../../../../src/course/source/parse.ts';
import type { Problem } from '../../../../src/course/problems.ts';
import { readQuestions } from '../../../../src/course/outline/questions.ts';
import type { Question } from '../../../../src/course/types.ts';

function read(...lines: string[]): { questions: Question[]; problems: string[] } {
  const problems: Problem[] = [];
  const text = ['Text.', '', '```question', ...lines, '```', ''].join('\n');
  const questions = readQuestions(parseText(text, 'a.md', 'md').tree, 'a.md', problems);
  return { questions, problems: problems.map(({ place, text: said }) => `${place.line}: ${said}`) };
}
const head = ['id: one', 'objective: know', 'ask: Which?'];

test('a choice says of each answer whether it is correct', () => {
  const { questions } = read(
    ...head,
    'answers:',
    '  - text: A',
    '    why: No',
    '  - text: B',
    '    correct: true',
    '    why: Yes',
  );
  expect(questions).toEqual([
    {
      kind: 'choice',
      id: 'one',
      objective: 'know',
      ask: 'Which?',
      line: 3,
      answers: [
        { text: 'A', correct: false, why: 'No' },
        { text: 'B', correct: true, why: 'Yes' },
      ],
    },
  ]);
});

test('a number is exact and has no unit unless the author says so', () => {
  expect(read(...head, 'number: 0.5', 'why: Half').questions[0]).toMatchObject({
    kind: 'number',
    number: 0.5,
    tolerance: 0,
    unit: '',
  });
});

test('an order that names a step twice cannot be judged', () => {
  expect(read(...head, 'order: [a, b, a]', 'why: So').problems).toEqual([
    '7: In this question, "order" must not hold the same step twice.',
  ]);
});

test('a number that is none, or has no end, is refused', () => {
  expect(read(...head, 'number: "3"', 'why: So').problems).toEqual([
    '7: In this question, "number" must be a number.',
  ]);
  expect(read(...head, 'number: .inf', 'why: So').problems).toHaveLength(1);
  expect(read(...head, 'number: 1', 'tolerance: -1', 'why: So').problems).toEqual([
    '8: In this question, "tolerance" must be at least 0.',
  ]);
});

test('a question in a list is read with the lines of the file', () => {
  const problems: Problem[] = [];
  const text =
    '- item\n\n  ```question\n  id: one\n  objective: know\n  ask: ""\n  number: 1\n  why: So\n  ```\n';
  readQuestions(parseText(text, 'a.md', 'md').tree, 'a.md', problems);
  expect(problems.map(({ place, text: said }) => `${place.line}: ${said}`)).toEqual([
    '6: In this question, "ask" is empty.',
  ]);
});

test('a text of a question that is nested too deep is refused', () => {
  const ask = `${'*'.repeat(900)}a${'*'.repeat(900)}`;
  const text = `\`\`\`question\nid: a\nobjective: o\nask: "${ask}"\nnumber: 1\nwhy: b\n\`\`\``;
  const problems: Problem[] = [];
  expect(readQuestions(parseText(text, 'a.md', 'md').tree, 'a.md', problems)).toEqual([]);
  expect(problems.map(({ code, place }) => [code, place.line])).toEqual([['question-malformed', 1]]);
});

test('a line of a question is that of the file, however its lines end', () => {
  const text = [
    'Text.',
    '',
    '```question',
    ...head,
    'answers:',
    '  - text: A',
    '    why: No',
    '    corect: true',
    '```',
  ];
  const linesWith = (end: string): number[] => {
    const problems: Problem[] = [];
    readQuestions(parseText(text.join(end), 'a.md', 'md').tree, 'a.md', problems);
    return problems.map(({ place }) => place.line);
  };
  expect(linesWith('\n').length).toBeGreaterThan(0);
  expect(linesWith('\r')).toEqual(linesWith('\n'));
  expect(linesWith('\r\n')).toEqual(linesWith('\n'));
});
