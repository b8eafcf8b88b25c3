// Fills in at a chapter's end how its questions were answered, each time the reader comes there.
// Not here: the list itself (components/ChapterEnd.astro), the record (answers.ts).
import { translate } from '../languages/translate.ts';
import { mayHaveRecord } from './record/hint.ts';

export function followEnd(): void {
  const end = document.querySelector<HTMLElement>('.chapter-end');
  if (!end) return;
  new IntersectionObserver(([entry]) => {
    if (entry?.isIntersecting) void showAnswered(end);
  }).observe(end);
  addEventListener('pageshow', () => void showAnswered(end));
  void showAnswered(end);
}

async function showAnswered(end: HTMLElement): Promise<void> {
  if (!mayHaveRecord()) return;
  // Without a network, earlier answers are not shown.
  const answers = await import('./answers.ts').catch(() => undefined);
  if (!answers) return;
  const { course = '', chapter = '' } = end.dataset;
  for (const link of end.querySelectorAll<HTMLElement>('[data-question]')) {
    const attempt = await answers.lastAttempt({ course, chapter, question: link.dataset['question'] ?? '' });
    const state = attempt === undefined ? 'open' : attempt.correct ? 'right' : 'repeat';
    link.dataset['state'] = state;
    // The link is named by the question's number; the result is added.
    link.dataset['name'] ??= link.getAttribute('aria-label') ?? '';
    const words = {
      right: translate('end', 'answered', 'right'),
      repeat: translate('end', 'repeat', 'to repeat'),
      open: translate('end', 'open', 'not answered yet'),
    };
    link.setAttribute('aria-label', `${link.dataset['name']}: ${words[state]}`);
  }
}
