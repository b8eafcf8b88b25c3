// The elements that bring tabs and questions to life, on the HTML that the renderer really writes.
import { parseHTML } from 'linkedom';
import { beforeAll, expect, test } from 'vitest';
import { isRightNumber, readNumbers } from '../../../src/reader/number-answer.ts';
import { fence, renderText } from './render-text.ts';

const marker = fence('question', 'id: x');
const ask = [
  {
    id: 'c',
    objective: 'o',
    kind: 'choice',
    ask: 'Which?',
    answers: [
      { text: 'One', correct: false, why: 'One is tempting.' },
      { text: 'Two', correct: true, why: 'Two holds.' },
    ],
  },
  {
    id: 'several',
    objective: 'o',
    kind: 'choice',
    ask: 'Which two?',
    answers: [
      { text: 'One', correct: true, why: 'One does.' },
      { text: 'Two', correct: true, why: 'Two does.' },
    ],
  },
  {
    id: 'n',
    objective: 'o',
    kind: 'number',
    ask: 'How many?',
    number: 63.4,
    tolerance: 0.5,
    unit: '%',
    why: 'Calculated.',
  },
  {
    id: 'o',
    objective: 'o',
    kind: 'order',
    ask: 'Order?',
    order: ['first', 'second', 'third'],
    why: 'Because.',
  },
] as const;

let dom: ReturnType<typeof parseHTML>;
/** The browser's storage. */
const stored = new Map<string, string>();
/** What the questions told of attempts, by question. */
const told = new Map<string, { given: string[]; correct: boolean }[]>();
const attemptsAt = (id: string): { given: string[]; correct: boolean }[] => told.get(`question-${id}`) ?? [];

beforeAll(async () => {
  const questions = await renderText(Array(4).fill(marker).join('\n\n'), { ask });
  const tabs = `${fence('ts tab="A"', 'a')}\n\n${fence('js tab="B"', 'b')}`;
  const groups = await renderText(`${tabs}\n\nand\n\n${tabs}`);
  dom = parseHTML(
    `<html><body><article data-course="shop" data-chapter="orders">${questions.html}</article><ol>${questions.answersHtml}</ol>${groups.html}</body></html>`,
  );
  const { window } = dom;
  for (const name of ['document', 'customElements', 'HTMLElement', 'CustomEvent', 'Event'] as const) {
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
  }
  Object.assign(globalThis, {
    localStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
    },
    addEventListener: window.document.addEventListener.bind(window.document),
    dispatchEvent: window.document.dispatchEvent.bind(window.document),
    getComputedStyle: () => ({ direction: 'ltr' }),
    scrollBy: () => undefined,
    // Nothing comes near in a page that is not shown.
    IntersectionObserver: class {
      observe(): void {}
      unobserve(): void {}
    },
  });
  Object.assign(window.HTMLElement.prototype, { getBoundingClientRect: () => ({ top: 0 }) });
  const { defineTabs } = await import('../../../src/reader/tabs.ts');
  const { defineQuestions } = await import('../../../src/reader/questions.ts');
  dom.document.addEventListener('lectern-answered', (event) => {
    const { id } = event.target as HTMLElement;
    const { given, correct } = (event as CustomEvent<{ given: string[]; correct: boolean }>).detail;
    told.set(id, [...(told.get(id) ?? []), { given, correct }]);
  });
  defineTabs();
  defineQuestions(false);
  expect(dom.document.querySelector('form')).toBeNull();
  // Whoever uses the keyboard gets all forms.
  dom.document.dispatchEvent(new window.Event('focusin', { bubbles: true }));
});

function question(id: string): HTMLElement {
  const found = dom.document.getElementById(`question-${id}`);
  if (!found) throw new Error(`no question ${id}`);
  return found;
}

function submit(id: string): string {
  question(id)
    .querySelector('form')
    ?.dispatchEvent(new dom.window.Event('submit', { bubbles: true, cancelable: true }));
  return question(id).querySelector('output')?.textContent ?? '';
}

test('each question becomes a form with a control for each answer and a button to check', () => {
  const controls = (id: string): string[][] =>
    Array.from(question(id).querySelectorAll('input'), ({ type, name, value }) => [type, name, value]);
  expect(controls('c')).toEqual([
    ['radio', 'question-c', '0'],
    ['radio', 'question-c', '1'],
  ]);
  expect(controls('several').map(([type]) => type)).toEqual(['checkbox', 'checkbox']);
  expect(question('n').querySelector('input')?.inputMode).toBe('decimal');
  for (const id of ['c', 'several', 'n', 'o'])
    expect(question(id).querySelector('form .question-actions')?.firstElementChild?.textContent).toBe(
      'Check',
    );
});

test('a choice gets the reason of the answer chosen, and no other', () => {
  expect(submit('c')).toBe('Choose an answer first.');
  const [one, two] = question('c').querySelectorAll('input');
  if (one) one.checked = true;
  expect(submit('c')).toBe('Wrong. One is tempting.');
  expect(question('c').dataset['state']).toBe('wrong');
  if (one && two) [one.checked, two.checked] = [false, true];
  question('c')
    .querySelector('form')
    ?.dispatchEvent(new dom.window.Event('input', { bubbles: true }));
  expect(question('c').dataset['state']).toBeUndefined();
  expect(submit('c')).toBe('Right. Two holds.');
  expect(attemptsAt('c')).toEqual([
    { given: ['One'], correct: false },
    { given: ['Two'], correct: true },
  ]);
});

test('a number is right within its tolerance, with comma or point', () => {
  const input = question('n').querySelector('input');
  if (!input) throw new Error('no input');
  for (const [typed, expected] of [
    ['<b>', 'Write a number, such as 12.5.'],
    ['50', 'Not right: that is too low.'],
    ['64', 'Not right: that is too high.'],
    ['63,1', 'Right.Calculated.'],
    ['63.9 %', 'Right.Calculated.'],
  ] as const) {
    input.value = typed;
    // As typing does; without it the button would take back the last verdict first.
    input.dispatchEvent(new dom.window.Event('input', { bubbles: true }));
    expect(submit('n'), typed).toBe(expected);
  }
});

test('an order is mended by buttons and arrow keys, and says where a step went', () => {
  const texts = (): string[] =>
    Array.from(
      question('o').querySelectorAll('.question-order > li > span:first-child'),
      (each) => each.textContent,
    );
  expect(submit('o')).toMatch(/^Not right/);
  const press = (name: string, key: string): void => {
    const step = [...question('o').querySelectorAll('.question-order > li')].find((li) =>
      li.textContent.includes(name),
    );
    const event = new dom.window.Event('keydown', { bubbles: true, cancelable: true });
    Object.assign(event, { key });
    step?.querySelector('button')?.dispatchEvent(event);
  };
  for (let round = 0; round < 3; round++) press('third', 'ArrowDown');
  for (let round = 0; round < 3; round++) press('first', 'ArrowUp');
  expect(texts()).toEqual(['first', 'second', 'third']);
  expect(question('o').querySelector('output')?.textContent).toBe('This is the first step.');
  expect(question('o').querySelector('[aria-label="Move up: second"]')).not.toBeNull();
  expect(submit('o')).toBe('Right.Because.');
});

test('tabs show one panel, and a choice holds for groups with the same label', () => {
  const [first, second] = dom.document.querySelectorAll<HTMLElement>('lectern-tabs');
  const shown = (group: HTMLElement | undefined): (string | undefined)[] =>
    Array.from(group?.querySelectorAll<HTMLElement>('.tab-panel') ?? [])
      .filter((panel) => !panel.hasAttribute('hidden'))
      .map((panel) => panel.dataset['tab']);
  expect([shown(first), shown(second)]).toEqual([['A'], ['A']]);
  first?.querySelectorAll('button')[1]?.click();
  expect([shown(first), shown(second)]).toEqual([['B'], ['B']]);
  const [a, b] = first?.querySelectorAll('button') ?? [];
  expect([a?.getAttribute('tabindex') ?? a?.tabIndex, b?.getAttribute('aria-selected')]).toEqual([
    '-1',
    'true',
  ]);
});

test.each([
  ['63,4', [63.4]],
  ['63.4', [63.4]],
  [' 1 234,5 ', [1234.5]],
  ['1,234.5', [1234.5]],
  ['1.234,5', [1234.5]],
  ['3,601', [3601, 3.601]],
  ['1.000.000', [1_000_000]],
  ['−5 %', [-5]],
  ['.5', [0.5]],
  ['12ms', [12]],
  ['1e3', [1000]],
  ['abc', []],
  ['', []],
  ['1-2', []],
])('a reader who types %s means %j', (typed, numbers) => {
  expect(readNumbers(typed)).toEqual(numbers);
});

test('binary fractions do not make a right number wrong', () => {
  expect(isRightNumber([0.3], 0.1 + 0.2, 0)).toBe(true);
  expect(isRightNumber([0.31], 0.3, 0)).toBe(false);
});
