// The form of a question: its controls, a button, a live region.
// Not here: what happens with it (questions.ts), the text (markdown/blocks/questions.ts).
import { translate } from '../languages/translate.ts';

/** Wraps the question's content in a form, and returns it. */
export function makeForm(question: HTMLElement): HTMLFormElement {
  for (const [index, place] of question.querySelectorAll('label > i').entries()) {
    place.replaceWith(makeInput(question, index));
  }
  const form = document.createElement('form');
  form.append(...question.childNodes, document.createElement('output'));
  const check = document.createElement('button');
  check.textContent = translate('question', 'check', 'Check');
  form.querySelector('.question-actions')?.prepend(check);
  // In the form the answer is shown in place, so the link to it becomes a button.
  const link = form.querySelector('a.question-reveal');
  const reveal = document.createElement('button');
  reveal.type = 'button';
  reveal.className = 'question-reveal';
  reveal.append(...(link?.childNodes ?? []));
  link?.replaceWith(reveal);
  question.append(form);
  return form;
}

function makeInput({ id, dataset }: HTMLElement, index: number): HTMLInputElement {
  const input = document.createElement('input');
  input.name = id;
  if (dataset['kind'] === 'number') {
    input.inputMode = 'decimal';
    input.autocomplete = 'off';
    input.size = 10;
  } else {
    input.type = dataset['kind'] === 'choices' ? 'checkbox' : 'radio';
    input.value = String(index);
  }
  return input;
}
