// Places after rewriting, formulas and prices, and what is told once. That no words are lost: tests/content/words-kept.test.ts.
import type { Heading, Text } from 'mdast';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { parseText } from '../../../../src/course/source/parse.ts';

const parse = (text: string) => parseText(text, 'a.md', 'md');

function formulas(text: string): string[] {
  const found: string[] = [];
  visit(parse(text).tree, (node) => {
    if (node.type === 'inlineMath') found.push(node.value);
    if (node.type === 'code' && node.lang === 'math') found.push(`block: ${node.value}`);
  });
  return found;
}

test('what is rewritten has the places of the author’s file, and so has all that follows', () => {
  const text = [
    '!!! note "A title"',
    '    Indented text.',
    '',
    '    ## In the box',
    '=== "Tab"',
    '',
    '    Text of a tab.',
    '',
    '$$',
    'a = b',
    '$$',
    '',
    '## After',
  ].join('\n');
  const places: string[] = [];
  visit(parse(text).tree, (node) => {
    if (node.type === 'heading' || node.type === 'text') {
      const { line, column } = (node as Heading | Text).position?.start ?? { line: 0, column: 0 };
      if (node.type === 'heading' || node.value.includes('text'))
        places.push(`${node.type} ${line}:${column}`);
    }
  });
  expect(places).toEqual(['text 2:5', 'heading 4:5', 'heading 13:1']);
});

test.each([
  ['The mean is $\\bar{x}$.', ['\\bar{x}']],
  ['$x$, ($y$) and **$z$**', ['x', 'y', 'z']],
  ['of $w_{i}*x_i*2$ and $v_{i}*2$', ['w_{i}*x_i*2', 'v_{i}*2']],
  ['$$\nL = \\lambda W\n$$', ['block: L = \\lambda W']],
  ['$$ a\n= b $$', ['block: a\n= b']],
  ['\\[\nx\n\n+ y\n\\]', ['block: x\n+ y']],
  ['\\begin{align}\na &= b\n\\end{align}', ['block: \\begin{align}\na &= b\n\\end{align}']],
  ['in \\(x^2\\) time', ['x^2']],
  ['- a\n\n  $$\n  b\n  $$', ['block: b']],
])('%s has formulas', (text, expected) => {
  expect(formulas(text)).toEqual(expected);
});

test.each([
  'a price of $3 and $4',
  '$5 for tea and 3$',
  '$1.50/month, US$5 and A$7',
  'between $20k and $30k, or **$5** or **$6**',
  'set $HOME and $PATH, or $HOME/bin:$PATH',
  'code `$x$` and\n\n```sh\necho $a $b\n```',
  'escaped \\$x\\$ and \\(brackets\\) and \\[words\\]',
  '$$ is the shell’s number',
])('%s has none', (text) => {
  expect(formulas(text)).toEqual([]);
});

test('a definition list has its terms and definitions, and prose with colons is none', () => {
  const htmlOf = (text: string): string[] => {
    const found: string[] = [];
    visit(parse(text).tree, 'html', ({ value }) => void found.push(...value.split('\n')));
    return found;
  };
  expect(htmlOf('Term\n: One.\n\n: Two.\n\nOther\n\n:   Three,\n    and more.\n\nAfter.')).toEqual([
    ...['<dl>', '<dt>', '</dt>', '<dd>', '</dd>', '<dd>', '</dd>', '</dl>'],
    ...['<dl>', '<dt>', '</dt>', '<dd>', '</dd>', '</dl>'],
  ]);
  for (const text of [
    'a: b\n:smile: c',
    '# Title\n: x',
    '- a\n: x',
    '| a |\n| - |\n\n: Caption',
    'a\n\nb :\n\nc',
  ])
    expect(htmlOf(text)).toEqual([]);
});

test('a kind of sign is told once in a file, with its number', () => {
  const { problems } = parse('{{ a.b }}\n\n{{ a.b }} and {{ a.b }}\n\n{% include x.html %}\n');
  expect(problems.map(({ code, place, text }) => `${code}:${place.line} ${text}`)).toEqual([
    'foreign-syntax:1 Lectern knows no templates, so "{{ a.b }}" is shown as it is written. (3 times in this file.)',
    'include-unread:5 The file that "{% include x.html %}" names is not shown: Lectern reads each file by itself.',
  ]);
});

test.each([
  ['```md\n:::note\n!!! tip\n{{ x }}\n$$\n```'],
  ['    :::note\n    {% x %}'],
  ['<!--\n:::note\n{{ x }}\n-->'],
  ['Say `{{ x }}` and `:::note`.'],
  ['a == b && c == d, i++ and ++i, x[[0]], {a: 1}'],
  ['A list:\n\n- [ ] one\n- [x] two\n\n| a | b |\n| - | - |\n| 1 | 2 |'],
])('text that only looks so stays as it is and nothing is told: %s', (text) => {
  const { problems, tree } = parse(text);
  expect(problems).toEqual([]);
  visit(tree, 'blockquote', () => expect.unreachable());
});

test('a file without signs of other tools is parsed as it is', () => {
  const text = '# A\n\n> [!NOTE]\n> b\n\n- c\n\n  d\n';
  const end = parse(text).tree.children.at(-1)?.position?.end;
  expect(end).toMatchObject({ line: 8, column: 4 });
});

test('comments of HTML in MDX are comments of MDX', () => {
  const { tree, problems } = parseText(
    'A <!-- remark --> b\n\n<!-- over\nlines */ -->\n\n`<!-- code -->`\n\n```html\n<!-- fence -->\n```\n',
    'a.mdx',
    'mdx',
  );
  expect(problems).toEqual([]);
  const code: string[] = [];
  visit(tree, (node) => {
    if (node.type === 'inlineCode' || node.type === 'code') code.push(node.value);
  });
  expect(code).toEqual(['<!-- code -->', '<!-- fence -->']);
});
