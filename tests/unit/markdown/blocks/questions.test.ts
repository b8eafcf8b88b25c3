import { expect, test } from 'vitest';
import { shuffle } from '../../../../src/markdown/blocks/questions.ts';
import { fence, htmlOf, renderText } from '../render-text.ts';

const choice = {
  id: 'ttl',
  objective: 'o',
  kind: 'choice',
  ask: 'Which of `a` and **b**?',
  answers: [
    { text: 'A *one*', correct: false, why: 'SECRET-A is tempting.' },
    { text: 'Two', correct: true, why: 'SECRET-B holds.' },
  ],
} as const;
const number = {
  id: 'n',
  objective: 'o',
  kind: 'number',
  ask: 'How many?',
  number: 63.4,
  tolerance: 0.5,
  unit: '%',
  why: 'SECRET-C',
} as const;
const order = {
  id: 'o',
  objective: 'o',
  kind: 'order',
  ask: 'Order?',
  order: ['first', 'second', 'third'],
  why: 'SECRET-D',
} as const;
const marker = fence('question', 'id: x');

test('a choice is a question with a place for the control of each answer', async () => {
  const html = await htmlOf(marker, { ask: [choice] });
  expect(html).toContain(
    '<lectern-question id="question-ttl" data-kind="choice"><fieldset><legend>Which of <code>a</code> and <strong>b</strong>?</legend>',
  );
  expect(html).toContain('<label><i></i> <span>A <em>one</em></span></label>');
  expect(html).toContain('<a class="question-reveal" href="#answer-ttl">');
});

test('where several answers are right, the question says so and its kind is another', async () => {
  const answers = [...choice.answers, { text: 'Three', correct: true, why: 'w' }];
  const html = await htmlOf(marker, { ask: [{ ...choice, answers }] });
  expect(html).toContain('data-kind="choices"');
  expect(html).toContain('Choose all that apply.');
});

test('a question says which of how many it is, where there are several', async () => {
  const html = await htmlOf([marker, marker].join('\n\n'), { ask: [choice, number] });
  expect(html).toContain('>Question 1 of 2</p>');
  expect(html).toContain('>Question 2 of 2</p>');
  expect(await htmlOf(marker, { ask: [choice] })).not.toContain('question-place');
});

test('no question holds a control before the script makes it', async () => {
  const html = await htmlOf([marker, marker, marker].join('\n\n'), { ask: [choice, number, order] });
  expect(html).not.toMatch(/<(?:form|input|select|textarea|button|output)\b/);
});

test('the form holds neither an answer nor its reason', async () => {
  const html = await htmlOf([marker, marker, marker].join('\n\n'), { ask: [choice, number, order] });
  expect(html).not.toMatch(/SECRET|63|right|correct/i);
  expect(html.indexOf('second')).toBeGreaterThan(-1);
  expect(/first.*second.*third/s.test(html)).toBe(false);
});

test('two questions that differ only in which answer is right give the same form', async () => {
  const turned = choice.answers.map((answer) => ({ ...answer, correct: !answer.correct }));
  expect(await htmlOf(marker, { ask: [{ ...choice, answers: turned }] })).toBe(
    await htmlOf(marker, { ask: [choice] }),
  );
});

test('the answers are told in order, in words, with reasons and a way back', async () => {
  const { answersHtml } = await renderText([marker, marker, marker].join('\n\n'), {
    ask: [choice, number, order],
  });
  expect(answersHtml.match(/<li id="answer-[a-z]+"/g)).toEqual([
    '<li id="answer-ttl"',
    '<li id="answer-n"',
    '<li id="answer-o"',
  ]);
  expect(answersHtml).toContain('<a href="#question-ttl">Back to the question</a>');
  expect(answersHtml).toContain(
    '<li><p>A <em>one</em></p><div class="why"><p><strong>Wrong.</strong> SECRET-A is tempting.</p></div></li>',
  );
  expect(answersHtml).toContain(
    '<li data-right><p>Two</p><div class="why"><p><strong>Right.</strong> SECRET-B holds.</p></div></li>',
  );
  expect(answersHtml).toContain('<data value="63.4" data-tolerance="0.5">63.4\u00a0%</data> (±\u00a00.5)');
  expect(answersHtml).toMatch(/<ol class="answer-order"><li data-item="\d">first<\/li>/);
});

test('a number is asked with its unit', async () => {
  expect(await htmlOf(marker, { ask: [number] })).toContain(
    '<label><span>Your answer</span> <i></i> <span class="unit">%</span></label>',
  );
});

test('an order is shown shuffled, always in the same way, and never right', () => {
  for (let index = 0; index < 200; index++) {
    const question = { id: `q-${index}`, order: ['a', 'b', 'c', 'd'].slice(0, 2 + (index % 3)) };
    expect(shuffle(question)).toEqual(shuffle(question));
    expect([...shuffle(question)].sort()).toEqual([...question.order].sort());
    expect(shuffle(question)).not.toEqual(question.order);
  }
});

test('a question text of several blocks keeps them, its first paragraph being the legend', async () => {
  const ask = 'Look:\n\n```js\nlet a\n```\n\nWhat is `a`?';
  const html = await htmlOf(marker, { ask: [{ ...choice, ask }] });
  expect(html).toContain('<legend>Look:</legend><figure class="code"');
  expect(html).toContain('tok-keyword');
});

test('texts of a question are sanitised, and told at the fence', async () => {
  const { html, problems } = await renderText(`text\n\n${marker}`, {
    ask: [{ ...choice, ask: 'x <b onclick=y>z</b> [l](javascript:1)' }],
  });
  expect(html).not.toMatch(/onclick|javascript/);
  expect(new Set(problems.map(({ code, place }) => `${place.line} ${code}`))).toEqual(
    new Set(['3 html-removed']),
  );
});

test('a question fence that the course could not read renders nothing', async () => {
  expect(await htmlOf(`a\n\n${marker}\n\nb`)).toBe('<p>a</p>\n<p>b</p>');
});

test('footnotes of a question stand below its text, without ids that the page would have twice', async () => {
  const ask = 'Why[^1]?\n\n[^1]: **Because** <b id="x">so</b>.';
  const question = {
    id: 'a',
    objective: 'o',
    ask,
    kind: 'number',
    number: 1,
    tolerance: 0,
    unit: '',
    why: 'w',
  } as const;
  const { html, answersHtml } = await renderText(fence('question', 'id: a') + '\n\nText[^1]\n\n[^1]: note', {
    ask: [question],
  });
  expect(html).toContain('<legend>Why<sup>1</sup>?</legend><ol>');
  expect(html).toContain('<strong>Because</strong> <b>so</b>');
  const ids = [...`${html}${answersHtml}`.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});
