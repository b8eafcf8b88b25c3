import { expect, test } from 'vitest';
import { isDrawing } from '../../../../src/markdown/diagrams/box-drawing.ts';
import { drawStrokes, isBoxDrawing } from '../../../../src/markdown/diagrams/box-lines.ts';
import { readFenceInfo } from '../../../../src/markdown/code/fence-info.ts';
import { fence, htmlOf } from '../render-text.ts';

const plain = readFenceInfo('', '');

test.each([
  ['box characters', '┌─┐\n└─┘'],
  ['arrows', 'client → server'],
  ['solid arrow heads', 'a\n▼\nb'],
  ['boxes of ASCII', '+---+\n| a |\n+---+'],
  ['arrows of ASCII', 'client --> server'],
])('%s make a drawing', (_, code) => {
  expect(isDrawing(code, plain)).toBe(true);
  expect(isDrawing(code, readFenceInfo('text', ''))).toBe(true);
});

test.each([
  ['a list', '1. Understand\n   - Functional\n\n2. Estimate - users'],
  ['shell options', 'cmd --long-option -x'],
  ['a table of psql', ' id | name\n----+-----\n  1 | a'],
  ['code of a language', 'const f = () => 1'],
])('%s makes none', (_, code) => {
  expect(isDrawing(code, plain)).toBe(false);
});

test('code in a language is code whatever it holds', () => {
  expect(isDrawing('print("┌─┐")', readFenceInfo('python', ''))).toBe(false);
});

test('the characters stay in the text, in their places', async () => {
  const art = '┌──┐  ╔═╗\n│a │→ ║b║\n└──┘  ╚═╝';
  const html = await htmlOf(fence('', ...art.split('\n')));
  expect(html.replaceAll(/<[^>]+>/g, '')).toBe(art);
});

test('lines are hidden from listeners, words and arrows are not', async () => {
  const html = await htmlOf(fence('text', '│ a → b'));
  expect(html).toContain('<i class="w1" aria-hidden="true">│</i> a <i class="w1">→</i> b');
});

test('the alternative text names the drawing, which stays readable', async () => {
  const html = await htmlOf(fence('text alt="A calls B"', 'a → b'));
  expect(html).toContain('<pre tabindex="0" role="group" aria-label="A calls B">');
  expect(html).not.toContain('role="img"');
});

test('lines that touch become one stroke', () => {
  const cells = [...'┌──┐'].map((character, x) => ({ x, y: 0, character }));
  const below = [...'└──┘'].map((character, x) => ({ x, y: 1, character }));
  expect(drawStrokes([...cells, ...below]).light).toBe('M.5 .5h3M.5 1.5h3M.5 .5v1M3.5 .5v1');
});

test('an arrow touches the line it continues and points to the edge of its cell', () => {
  const { light, heads } = drawStrokes([...'─→'].map((character, x) => ({ x, y: 0, character })));
  expect(light).toBe('M0 .5h2');
  expect(heads).toMatch(/^M2 /);
});

test('every box-drawing character is drawn', () => {
  for (let code = 0x2500; code <= 0x257f; code++) {
    const character = String.fromCodePoint(code);
    expect(isBoxDrawing(character)).toBe(true);
    const { light, heavy, dashed } = drawStrokes([{ x: 0, y: 0, character }]);
    expect(light + heavy + dashed, character).toMatch(/^M/);
    expect(light + heavy + dashed).not.toContain('NaN');
  }
});

test('the corner of a double line has an outer and an inner bend', () => {
  expect(drawStrokes([{ x: 0, y: 0, character: '╔' }]).light).toBe(
    'M.34 .42h.66M.66 .58h.34M.34 .42v.58M.66 .58v.42',
  );
});

test('wide characters take two cells, others one', async () => {
  const html = await htmlOf(fence('text', '│漢✓│'));
  expect(html).toContain('<i class="glyph w2">漢</i><i class="glyph w1">✓</i>');
  expect(html).toContain('viewBox="0 0 5 1"');
});
