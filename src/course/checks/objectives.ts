// Objectives and questions belong together: each objective is asked, each question asks one, no id is used twice.
import type { CourseDraft } from '../read-course.ts';
import { didYouMean, type Problem } from '../problems.ts';

export function checkObjectives(course: CourseDraft): Problem[] {
  const problems: Problem[] = [];
  const questionOwners = new Map<string, string>();
  const objectiveOwners = new Map<string, string>();
  for (const chapter of course.chapters) {
    const { file } = chapter.source;
    const report = (
      grade: Problem['grade'],
      code: string,
      line: number,
      text: string,
      hint: string,
    ): void => {
      problems.push({ grade, code, place: { file, line, column: 1 }, text, hint });
    };
    const known = chapter.objectives.map(({ id }) => id);
    for (const { id, line, objective } of chapter.questions) {
      const owner = questionOwners.get(id);
      if (owner !== undefined) {
        report(
          'error',
          'question-id-repeated',
          line,
          `The question id "${id}" is already used at ${owner}, and a reader's answers are kept by id.`,
          'Give this question another id.',
        );
      }
      questionOwners.set(id, `${file}:${line}`);
      if (!known.includes(objective)) {
        report(
          'error',
          'objective-unknown',
          line,
          `The question "${id}" asks the objective "${objective}", which this chapter does not have.`,
          didYouMean(
            objective,
            known,
            known.length > 0
              ? `This chapter has: ${known.join(', ')}.`
              : 'List the chapter’s objectives in the front matter.',
          ),
        );
      }
    }
    const lineOf = (index: number): number =>
      course.stated.get(chapter.id)?.lineOf(['objectives', index, 'id']) ?? 1;
    for (const [index, { id }] of chapter.objectives.entries()) {
      const owner = objectiveOwners.get(id);
      if (owner !== undefined)
        report(
          'error',
          'objective-repeated',
          lineOf(index),
          `The objective id "${id}" is already used at ${owner}.`,
          'Give it another id.',
        );
      objectiveOwners.set(id, `${file}:${lineOf(index)}`);
      if (chapter.questions.length > 0 && !chapter.questions.some(({ objective }) => objective === id)) {
        report(
          'warning',
          'objective-not-asked',
          lineOf(index),
          `No question asks the objective "${id}", so a reader cannot know whether they reached it.`,
          'Add a question fence with "objective: ' + id + '".',
        );
      }
    }
  }
  return problems;
}
