// The review: the questions that are due, one at a time. Each is fetched from its chapter, with its form and explanations. Not here: when a question is due (schedule.ts), the form (questions.ts).
import { translate } from '../languages/translate.ts';
import { saveAttempt } from './answers.ts';
import { button, element, link } from './dom.ts';
import { fetchPage } from './notes/relocate.ts';
import { defineQuestions, type QuestionElement } from './questions.ts';
import { addressOf, outlineOf } from './record/outline.ts';
import { readKey, type Attempt } from './record/record.ts';
import { readPart } from './record/store.ts';
import { dayOf } from './day.ts';
import { dueMsAfter, dueQuestions } from './schedule.ts';
import { siteCoursesOf } from './site-courses.ts';

interface Due {
  readonly key: string;
  readonly course: string;
  readonly courseTitle: string;
  readonly chapter: string;
  readonly chapterTitle: string;
  readonly question: string;
}

export async function startReview(): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-review]');
  if (!place) return;
  defineQuestions(true);
  const courses = siteCoursesOf(place.dataset['review']).map(({ id }) => id);
  const only = new URLSearchParams(location.search).get('course');
  const wanted = only !== null && courses.includes(only) ? [only] : courses;
  const { due, nextMs } = await findDue(wanted);
  const pages = new Map<string, Promise<Document | undefined>>();
  const page = (address: string): Promise<Document | undefined> => {
    const known = pages.get(address) ?? fetchPage(address);
    pages.set(address, known);
    return known;
  };
  let done = 0;
  for (const [at, each] of due.entries()) {
    const shown = await showQuestion(each, page);
    if (!shown) continue; // The question was removed from its chapter, or the chapter cannot be fetched.
    const left = element('p', 'facts', leftWords(due.length - at));
    place.replaceChildren(left, shown.article);
    shown.question.begin();
    if (at > 0) shown.title.focus();
    await shown.answered;
    done += 1;
  }
  place.replaceChildren(
    element(
      'p',
      '',
      done > 0
        ? translate(
            'notebook',
            'reviewed',
            { one: '{count} question reviewed.', other: '{count} questions reviewed.' },
            { count: done },
          )
        : translate(
            'notebook',
            'nothingDue',
            'No question is due now. Questions that you answer in a chapter come back here when you are about to forget them.',
          ),
      ...(nextMs === undefined ? [] : [` ${nextWords(nextMs)}`]),
    ),
    element('p', '', link(translate('notebook', 'toNotebook', 'To the notebook'), 'index.html')),
  );
  if (done > 0) {
    place.tabIndex = -1;
    place.focus();
  }
}

const leftWords = (count: number): string =>
  translate('notebook', 'left', { one: '{count} question', other: '{count} questions' }, { count });

function nextWords(at: number): string {
  const day = dayOf(at, Date.now(), document.documentElement.lang || undefined);
  return translate('notebook', 'nextDue', 'The next one is due on {day}.', { day });
}

/** The due questions of these courses, and when the next one will be due. */
async function findDue(courses: readonly string[]): Promise<{ due: Due[]; nextMs: number | undefined }> {
  const due: Due[] = [];
  let nextMs: number | undefined;
  const answers = await readPart('answers');
  const order = dueQuestions(answers, Date.now()).map(({ key }) => key);
  for (const course of courses) {
    const mine = new Map([...answers].filter(([key]) => readKey(key)?.[0] === course));
    const outline = mine.size > 0 ? await outlineOf(course) : undefined;
    for (const [key, attempts] of mine) {
      const [, chapter, question] = readKey(key) ?? [];
      const known = outline?.chapters.find(({ id }) => id === chapter);
      if (!outline || !known || question === undefined || !known.questions.includes(question)) continue;
      if (order.includes(key))
        due.push({
          key,
          course,
          courseTitle: outline.title,
          chapter: known.id,
          chapterTitle: known.title,
          question,
        });
      else {
        nextMs = Math.min(nextMs ?? Infinity, dueMsAfter(attempts));
      }
    }
  }
  // The longest overdue first.
  due.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
  return { due, nextMs };
}

/** The question with its explanations; undefined if its chapter does not have it. */
async function showQuestion(
  { course, courseTitle, chapter, chapterTitle, question }: Due,
  page: (address: string) => Promise<Document | undefined>,
): Promise<
  { article: HTMLElement; question: QuestionElement; title: HTMLElement; answered: Promise<void> } | undefined
> {
  const address = addressOf({ course, chapter, section: '' });
  const source = await page(address);
  const found = source?.getElementById(`question-${question}`);
  const answer = source?.getElementById(`answer-${question}`);
  if (!source || !found || !answer) return undefined;
  const asked = document.importNode(found, true) as QuestionElement;
  // Without the earlier answer, which would give the solution away.
  asked.dataset['fresh'] = '';
  const answers = element('ol', 'answers', document.importNode(answer, true));
  answers.hidden = true;
  const title = element(
    'h2',
    'review-place',
    link(chapterTitle, `${address}#question-${encodeURIComponent(question)}`),
  );
  title.tabIndex = -1;
  const grades = element('p', 'review-grades');
  grades.setAttribute('role', 'group');
  grades.setAttribute('aria-label', translate('notebook', 'howSure', 'How sure were you?'));
  const article = element(
    'article',
    'prose review',
    element('p', 'facts', courseTitle),
    title,
    asked,
    grades,
    answers,
  );
  article.dataset['course'] = course;
  article.dataset['chapter'] = chapter;
  article.lang = source.documentElement.lang;
  article.dir = source.documentElement.dir;
  for (const attribute of ['href', 'src'] as const)
    for (const each of article.querySelectorAll(`:is(lectern-question, .answers) [${attribute}]`)) {
      const value = each.getAttribute(attribute) ?? '';
      // Links to the answer stay within this page.
      if (!value.startsWith('#'))
        each.setAttribute(attribute, new URL(value, new URL(address, location.href)).href);
    }
  const answered = new Promise<void>((resolve) => {
    asked.addEventListener(
      'lectern-answered',
      (event) => {
        const attempt = (event as CustomEvent<Attempt>).detail;
        const grade = (sure: boolean): void => {
          void saveAttempt({ course, chapter, question }, { ...attempt, sure });
          resolve();
        };
        grades.append(
          ...(attempt.correct
            ? [
                button(translate('notebook', 'sure', 'I was sure'), 'button', () => grade(true)),
                button(translate('notebook', 'unsure', 'I was not sure'), 'quiet', () => grade(false)),
              ]
            : [button(translate('notebook', 'goOn', 'Next'), 'button', () => resolve())]),
        );
      },
      { once: true },
    );
  });
  return { article, question: asked, title, answered };
}
