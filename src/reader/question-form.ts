// The form of a question: the controls that its text leaves room for, a button, a live region.
// Not here: what happens with it (questions.ts), the text (markdown/questions.ts).
import { translate } from '../languages/translate.ts';

/** Turns what the question holds into a form, and gives it back. */
export function makeForm(question: HTMLElement): HTMLFormElement {
  for (const [index, place] of question.querySelectorAll('label > i').entries()) {
    place.replaceWith(makeInput(question, index));
  }
  const form = document.createElement('form');
  form.append(...question.childNodes, document.createElement('output'));
  const check = document.createElement('button');
  check.textContent = translate('question', 'check', 'Check');
  form.querySelector('.question-actions')?.prepend(check);
  // With the form the answer comes to the question: what was a way to another place is a button now.
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
