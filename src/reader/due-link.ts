// The link to the review that says how many questions of a course are due: on the cover and in the notebook.
import { translate } from '../languages/translate.ts';
import { link } from './dom.ts';

/** `notebookFolder` is the relative address of the folder in which the review page lies. */
export function dueLink(count: number, course: string, notebookFolder: string): HTMLAnchorElement {
  return link(
    translate(
      'cover',
      'due',
      { one: '{count} question is due for review', other: '{count} questions are due for review' },
      { count },
    ),
    `${notebookFolder}review.html?course=${encodeURIComponent(course)}`,
  );
}
