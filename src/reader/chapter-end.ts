// Fills in at a chapter's end how its questions were answered, each time the reader comes there.
// Not here: the list itself (components/ChapterEnd.astro), the record (answers.ts).
import { say } from '../languages/say.ts';
import { lastAttempt } from './answers.ts';

export function followEnd(): void {
  const end = document.querySelector<HTMLElement>('.chapter-end');
  if (!end) return;
  new IntersectionObserver(([entry]) => {
    if (entry?.isIntersecting) showAnswered(end);
  }).observe(end);
  addEventListener('pageshow', () => showAnswered(end));
  showAnswered(end);
}

function showAnswered(end: HTMLElement): void {
  const { course = '', chapter = '' } = end.dataset;
  for (const link of end.querySelectorAll<HTMLElement>('[data-question]')) {
    const attempt = lastAttempt({ course, chapter, question: link.dataset['question'] ?? '' });
    const state = attempt === undefined ? 'open' : attempt.correct ? 'right' : 'repeat';
    link.dataset['state'] = state;
    // Its number is what it is named with; what came of it is added.
    link.dataset['name'] ??= link.getAttribute('aria-label') ?? '';
    const words = {
      right: say('end', 'answered', 'right'),
      repeat: say('end', 'repeat', 'to repeat'),
      open: say('end', 'open', 'not answered yet'),
    };
    link.setAttribute('aria-label', `${link.dataset['name']}: ${words[state]}`);
  }
}
