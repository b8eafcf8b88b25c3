// A question → what becomes a form, holding nothing of its answer, and the answer for the list at the chapter's end, where
// those who read without script find it and from where the script (reader/questions.ts) takes it.
// Each control is an empty `i` until the script makes it: browsers that fill in forms would have every form of a chapter
// laid out before the reader can do anything.
// Not here: reading the YAML (course/outline/questions.ts), behaviour.
import type { Question } from '../../course/types.ts';
import type { Strings } from '../../languages/types.ts';
import type { Localization } from '../../languages/index.ts';
import { attributes, escapeHtml } from '../html/html-text.ts';

/** Markdown of a text inside a fence: its first paragraph without the `p`, and what follows. */
export interface Fragment {
  readonly inline: string;
  readonly rest: string;
}
export type RenderFragment = (markdown: string) => Fragment;

export function renderQuestion(
  question: Question,
  render: RenderFragment,
  { text, language, fill }: Localization,
  /** Which of the page's questions it is. */
  place: { readonly number: number; readonly count: number },
): { html: string; answerHtml: string } {
  const ask = render(question.ask);
  const id = `question-${question.id}`;
  const answerId = `answer-${question.id}`;
  const html =
    `<lectern-question${attributes({ id, 'data-kind': isSeveral(question) ? 'choices' : question.kind })}>` +
    (place.count > 1
      ? `<p class="question-place" data-search-skip>${fill(text.questionOf, place)}</p>`
      : '') +
    `<fieldset>` +
    `<legend>${ask.inline}</legend>${ask.rest}${renderControls(question, render, text)}</fieldset>` +
    `<p${attributes({ class: 'question-actions', 'data-check': language === 'en' ? undefined : text.check })}><a class="question-reveal" href="#${escapeHtml(answerId)}">${text.showAnswer}</a></p>` +
    '</lectern-question>';
  const answerHtml =
    `<li${attributes({ id: answerId, 'data-kind': question.kind })}>` +
    `<div class="answer-ask"><p>${ask.inline} <a href="#${escapeHtml(id)}">${text.backToQuestion}</a></p>${ask.rest}</div>` +
    `<div class="answer">${renderAnswer(question, render, text)}</div></li>`;
  return { html, answerHtml };
}

function isSeveral(question: Question): boolean {
  return question.kind === 'choice' && question.answers.filter(({ correct }) => correct).length > 1;
}

function renderControls(question: Question, render: RenderFragment, words: Strings['text']): string {
  if (question.kind === 'choice') {
    const choices = question.answers.map(({ text }) => {
      const { inline, rest } = render(text);
      return `<div class="choice"><label><i></i> <span>${inline}</span></label>${rest}</div>`;
    });
    return (isSeveral(question) ? `<p class="question-hint">${words.chooseAll}</p>` : '') + choices.join('');
  }
  if (question.kind === 'number') {
    const unit = question.unit === '' ? '' : ` <span class="unit">${escapeHtml(question.unit)}</span>`;
    return `<p class="question-number"><label><span>${words.yourAnswer}</span> <i></i>${unit}</label></p>`;
  }
  const items = shuffle(question).map(
    (step, index) => `<li data-item="${index}"><span>${render(step).inline}</span></li>`,
  );
  return `<p class="question-hint">${words.putInOrder}</p><ol class="question-order">${items.join('')}</ol>`;
}

function renderAnswer(question: Question, render: RenderFragment, words: Strings['text']): string {
  if (question.kind === 'choice') {
    const choices = question.answers.map(({ text, correct, why }) => {
      const choice = render(text);
      return (
        `<li${attributes({ 'data-right': correct })}><p>${choice.inline}</p>${choice.rest}` +
        `${renderWhy(correct ? words.right : words.wrong, why, render)}</li>`
      );
    });
    return `<ul class="answer-choices">${choices.join('')}</ul>`;
  }
  if (question.kind === 'number') {
    const { number, tolerance, unit } = question;
    const value = `${number}${unit === '' ? '' : `\u00a0${unit}`}`;
    const margin = tolerance > 0 ? ` (±\u00a0${tolerance})` : '';
    return (
      `<p><data${attributes({ value: number, 'data-tolerance': tolerance })}>${escapeHtml(value)}</data>${margin}</p>` +
      renderWhy('', question.why, render)
    );
  }
  const shown = shuffle(question);
  const items = question.order.map(
    (step) => `<li data-item="${shown.indexOf(step)}">${render(step).inline}</li>`,
  );
  return `<ol class="answer-order">${items.join('')}</ol>${renderWhy('', question.why, render)}`;
}

function renderWhy(verdict: string, why: string, render: RenderFragment): string {
  const { inline, rest } = render(why);
  return `<div class="why"><p>${verdict && `<strong>${verdict}</strong> `}${inline}</p>${rest}</div>`;
}

/** Always the same for one question, and never the right order: steps of two questions must not move between builds. */
export function shuffle({ id, order }: { readonly id: string; readonly order: readonly string[] }): string[] {
  let state = 0x811c9dc5;
  for (let index = 0; index < id.length; index++)
    state = Math.imul(state ^ id.charCodeAt(index), 0x01000193) >>> 0;
  const shuffled = [...order];
  for (let index = shuffled.length - 1; index > 0; index--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (index + 1));
    [shuffled[index], shuffled[other]] = [shuffled[other] ?? '', shuffled[index] ?? ''];
  }
  const isSorted = shuffled.every((step, index) => step === order[index]);
  const [first, ...rest] = shuffled;
  return isSorted && first !== undefined ? [...rest, first] : shuffled;
}
