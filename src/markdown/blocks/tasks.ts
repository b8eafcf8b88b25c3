// A task for a lab: what is asked, an example to begin with, hint and solution folded away. What the lab checks stands in
// `data-check`, which its script reads (labs/sql/task.ts).
// Not here: reading the YAML (course/outline/tasks.ts), checking what a reader writes (labs/).
import type { Task } from '../../course/types.ts';
import type { Localization } from '../../languages/index.ts';
import { attributes, escapeHtml } from '../html/html-text.ts';
import type { RenderFragment } from './questions.ts';

/** `renderSql` gives the figure of a fence. */
export function renderTask(
  task: Task,
  render: RenderFragment,
  renderSql: (code: string) => string,
  { boxes }: Localization,
): string {
  const { id, lab, start, result, ordered, plan, uses, avoids, hint, solution, why } = task;
  const check = plan === undefined ? { result, ordered } : { result, ordered, plan, uses, avoids };
  const block = (markdown: string): string => {
    const { inline, rest } = render(markdown);
    return (inline && `<p>${inline}</p>`) + rest;
  };
  const fold = (title: string, html: string): string =>
    html && `<details><summary>${escapeHtml(title)}</summary>${html}</details>`;
  const editable = renderSql(start).replace(
    '<figure class="code"',
    `$&${attributes({ 'data-lab': 'task', 'data-database': lab || undefined, 'data-check': JSON.stringify(check) })}`,
  );
  return (
    `<div${attributes({ class: 'lab-task', id: `lab-task-${id}`, role: 'group', 'aria-label': boxes.exercise })}>` +
    `<p class="lab-task-title">${escapeHtml(boxes.exercise)}</p>` +
    block(task.ask) +
    editable +
    fold(boxes.hint, hint && block(hint)) +
    fold(boxes.solution, renderSql(solution) + (why && block(why))) +
    '</div>'
  );
}
