// Questions: check, feedback for the answer given, try again, show the answer. The page's questions hold no answers; they
// are read from the list at the chapter's end (markdown/blocks/questions.ts), which also serves readers without a script.
// Not here: the form's parts (question-form.ts), keeping the attempts (answers.ts).
import { translate } from '../languages/translate.ts';
import type { QuestionKey } from './answers.ts';
import { isRightNumber, readNumbers } from './number-answer.ts';
import { makeForm } from './question-form.ts';
import { mayHaveRecord } from './record/hint.ts';
import type { Attempt } from './record/record.ts';
import { whenNear } from './when-near.ts';

/** A phone's screen ahead, so that the form exists before its question is read. */
const AHEAD = '800px';

/** A question of the page, which becomes a form when `begin` is called. */
export interface QuestionElement extends HTMLElement {
  begin(): void;
}

class LecternQuestion extends HTMLElement {
  private form: HTMLFormElement | undefined;
  private isNew = true;
  private isTouched = false;

  /** Makes the form, once. */
  begin(): void {
    if (this.form || !this.answer()) return;
    const before = this.getBoundingClientRect();
    this.form = makeForm(this);
    this.form.addEventListener('submit', (event) => this.check(event));
    this.form.addEventListener('input', () => {
      this.isTouched = true;
      this.retract();
    });
    this.querySelector('.question-reveal')?.addEventListener('click', () => this.reveal());
    if (this.dataset['kind'] === 'order') this.makeSortable();
    // Without a network, earlier answers are not shown.
    this.restore().catch(() => undefined);
    // A question that grows above the reader's place must not move the text; WebKit has no scroll anchoring.
    const grown = this.getBoundingClientRect().height - before.height;
    if (grown !== 0 && before.bottom <= 0 && !CSS.supports('overflow-anchor', 'auto'))
      scrollBy({ top: grown, behavior: 'instant' });
  }

  private key(): QuestionKey {
    const { course = '', chapter = '' } = this.closest<HTMLElement>('[data-chapter]')?.dataset ?? {};
    return { course, chapter, question: this.id.replace(/^question-/, '') };
  }

  /** Restores the earlier answer with its verdict; not announced, since it was not given now. */
  private async restore(): Promise<void> {
    if (!mayHaveRecord() || 'fresh' in this.dataset) return;
    const { lastAttempt } = await import('./answers.ts');
    const attempt = await lastAttempt(this.key());
    const output = this.querySelector('output');
    if (!attempt || !output || attempt.given.length === 0) return;
    // An answer given before the record was loaded stays.
    if (this.dataset['state'] !== undefined || this.isTouched) return;
    const given = new Set(attempt.given);
    const inputs = [...this.querySelectorAll('input')];
    if (this.dataset['kind'] === 'number') {
      for (const input of inputs) input.value = attempt.given[0] ?? '';
    } else if (this.dataset['kind'] === 'order') {
      const steps = new Map(this.steps().map((step) => [wordsOf(step), step]));
      const ordered = attempt.given.flatMap((words) => steps.get(words) ?? []);
      // If the steps have changed, the stored order no longer applies.
      if (ordered.length !== steps.size || given.size !== steps.size) return;
      this.querySelector('.question-order')?.append(...ordered);
    } else {
      const chosen = inputs.filter((input) => given.has(wordsOf(input.closest('label'))));
      if (chosen.length !== given.size) return;
      for (const input of chosen) input.checked = true;
    }
    output.setAttribute('aria-live', 'off');
    this.judge(false);
    requestAnimationFrame(() => output.removeAttribute('aria-live'));
  }

  /** The current answer, as the page's own text. */
  private given(): string[] {
    if (this.dataset['kind'] === 'order') return this.steps().map(wordsOf);
    const inputs = [...this.querySelectorAll('input')];
    if (this.dataset['kind'] === 'number') return inputs.map(({ value }) => value.trim());
    return inputs.filter(({ checked }) => checked).map((input) => wordsOf(input.closest('label')));
  }

  /** The explanations of this question at the chapter's end. */
  private answer(): HTMLElement | null {
    return (
      document
        .getElementById(this.id.replace(/^question-/, 'answer-'))
        ?.querySelector<HTMLElement>('.answer') ?? null
    );
  }

  private check(event: Event): void {
    event.preventDefault();
    const { state } = this.dataset;
    if (state === 'wrong' || state === 'shown') this.tryAgain();
    else this.judge(true);
  }

  /** Clears the feedback and the answer, so that the next attempt starts afresh. */
  private tryAgain(): void {
    this.retract();
    const inputs = [...this.querySelectorAll('input')];
    for (const input of inputs) {
      if (this.dataset['kind'] === 'number') input.value = '';
      else input.checked = false;
    }
    (inputs[0] ?? this.querySelector<HTMLElement>('.question-moves button'))?.focus();
  }

  /** Shows the overall verdict; after a wrong answer the button offers another try. */
  private setState(state: 'right' | 'wrong' | 'shown' | undefined): void {
    if (state === undefined) delete this.dataset['state'];
    else this.dataset['state'] = state;
    const button = this.querySelector('.question-actions > button:not(.question-reveal)');
    if (!button) return;
    button.textContent =
      state === 'wrong' || state === 'shown'
        ? translate('question', 'again', 'Try again')
        : translate('question', 'check', 'Check');
  }

  /** Shows feedback on the answer; `isNew` is false for one from an earlier visit. */
  private judge(isNew: boolean): void {
    const answer = this.answer();
    if (!answer) return;
    this.isNew = isNew;
    if (this.dataset['kind'] === 'number') this.checkNumber(answer);
    else if (this.dataset['kind'] === 'order') this.checkOrder(answer);
    else this.checkChoice(answer);
  }

  private checkChoice(answer: HTMLElement): void {
    const inputs = [...this.querySelectorAll<HTMLInputElement>('.choice input')];
    const explained = [...answer.querySelectorAll<HTMLElement>('.answer-choices > li')];
    const chosen = inputs.filter(({ checked }) => checked);
    if (chosen.length === 0)
      return this.announce(translate('question', 'chooseFirst', 'Choose an answer first.'));
    const isRight = inputs.every(
      ({ checked, value }) => checked === 'right' in (explained[Number(value)]?.dataset ?? {}),
    );
    const whys = chosen.flatMap(({ value }) => explained[Number(value)]?.querySelector('.why') ?? []);
    // Each `why` begins with its own verdict; several need an overall one.
    this.showResult(
      isRight,
      this.dataset['kind'] === 'choices'
        ? isRight
          ? translate('question', 'allRight', 'Right, all of them.')
          : translate('question', 'notAllRight', 'Not all is right, or something is missing.')
        : '',
      whys,
    );
  }

  private checkNumber(answer: HTMLElement): void {
    const typed = this.querySelector<HTMLInputElement>('input')?.value ?? '';
    const data = answer.querySelector('data');
    const expected = Number(data?.getAttribute('value'));
    const readings = readNumbers(typed);
    const [reading] = readings;
    if (reading === undefined)
      return this.announce(translate('question', 'writeNumber', 'Write a number, such as 12.5.'));
    if (isRightNumber(readings, expected, Number(data?.dataset['tolerance']))) {
      return this.showResult(true, translate('question', 'right', 'Right.'), [
        ...answer.querySelectorAll('.why'),
      ]);
    }
    this.showResult(
      false,
      reading < expected
        ? translate('question', 'tooLow', 'Not right: that is too low.')
        : translate('question', 'tooHigh', 'Not right: that is too high.'),
    );
  }

  private checkOrder(answer: HTMLElement): void {
    const expected = [...answer.querySelectorAll<HTMLElement>('.answer-order > li')].map(
      ({ dataset }) => dataset['item'],
    );
    const given = this.steps().map(({ dataset }) => dataset['item']);
    const wrong = given.findIndex((item, index) => item !== expected[index]);
    if (wrong < 0)
      this.showResult(true, translate('question', 'right', 'Right.'), [...answer.querySelectorAll('.why')]);
    else
      this.showResult(
        false,
        wrong === 0
          ? translate('question', 'anotherFirst', 'Not right: another step comes first.')
          : translate('question', 'wrongFrom', 'Not right from step {step} on.', { step: wrong + 1 }),
      );
  }

  private showResult(right: boolean, words: string, explanations: readonly Element[] = []): void {
    this.announce(words, explanations);
    this.setState(right ? 'right' : 'wrong');
    if (this.isNew) this.keep({ at: Date.now(), given: this.given(), correct: right });
  }

  /** Saves the attempt, and reports it in an event (review.ts). */
  private keep(attempt: Attempt): void {
    import('./answers.ts').then(
      ({ saveAttempt }) => saveAttempt(this.key(), attempt),
      () => undefined,
    );
    this.dispatchEvent(new CustomEvent('lectern-answered', { detail: attempt, bubbles: true }));
  }

  /** Writes into the live region; explanations are copied from the page, never built from user input. */
  private announce(words: string, explanations: readonly Element[] = []): void {
    const nodes: Node[] = explanations.map((each) => each.cloneNode(true));
    if (words !== '') {
      const verdict = document.createElement('p');
      verdict.textContent = words;
      nodes.unshift(verdict);
    }
    this.querySelector('output')?.replaceChildren(...nodes);
  }

  /** A changed answer has no verdict yet. */
  private retract(): void {
    if (this.dataset['state'] === undefined) return;
    this.setState(undefined);
    this.announce('');
  }

  private reveal(): void {
    const answer = this.answer();
    if (!answer) return;
    const state = this.dataset['state'];
    // Showing the answer counts as a failed attempt without an answer.
    if (state === undefined) this.keep({ at: Date.now(), given: [], correct: false });
    this.announce('', [answer]);
    this.setState(state === 'right' ? state : 'shown');
  }

  private steps(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.question-order > li')];
  }

  private makeSortable(): void {
    for (const step of this.steps()) {
      const name = wordsOf(step);
      const buttons = document.createElement('span');
      buttons.className = 'question-moves';
      for (const [sign, by, words] of [
        ['↑', -1, translate('question', 'moveUp', 'Move up: {step}', { step: name })],
        ['↓', 1, translate('question', 'moveDown', 'Move down: {step}', { step: name })],
      ] as const) {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = sign;
        button.setAttribute('aria-label', words);
        button.addEventListener('click', () => this.moveStep(step, by, button));
        buttons.append(button);
      }
      step.addEventListener('keydown', (event) => {
        const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
        if (by === 0 || !(event.target instanceof HTMLElement)) return;
        event.preventDefault();
        this.moveStep(step, by, event.target);
      });
      step.append(buttons);
    }
  }

  private moveStep(step: HTMLElement, by: 1 | -1, focused: HTMLElement): void {
    const steps = this.steps();
    const other = steps[steps.indexOf(step) + by];
    if (!other)
      return this.announce(
        by < 0
          ? translate('question', 'isFirst', 'This is the first step.')
          : translate('question', 'isLast', 'This is the last step.'),
      );
    this.setState(undefined);
    if (by < 0) other.before(step);
    else other.after(step);
    focused.focus();
    this.announce(
      translate('question', 'nowStep', 'Now step {step} of {total}.', {
        step: this.steps().indexOf(step) + 1,
        total: steps.length,
      }),
    );
  }
}

/** The text of a choice or a step, without its buttons. */
function wordsOf(part: Element | null | undefined): string {
  return (part?.querySelector('span')?.textContent ?? '').trim().replace(/\s+/g, ' ');
}

/** Each question becomes a form when it comes near. Keyboard and screen reader users need `all` at once. */
export function defineQuestions(all: boolean): void {
  customElements.define('lectern-question', LecternQuestion);
  const questions = document.querySelectorAll<LecternQuestion>('lectern-question');
  const beginAll = (): void => questions.forEach((question) => question.begin());
  if (all) return beginAll();
  whenNear(questions, AHEAD, (question) => question.begin());
  for (const sign of ['keydown', 'focusin']) document.addEventListener(sign, beginAll, { once: true });
}
