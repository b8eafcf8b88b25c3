// Renders a library without writing pages: its courses, and every problem found on the way. Figures are validated and not drawn,
// since drawing needs JSX. Not here: printing (check.ts, new-from.ts).
import { cacheKey } from '../course/cache-key.ts';
import { sortProblems, type Problem } from '../course/problems.ts';
import type { Library } from '../course/read-course.ts';
import { renderCourse } from '../course/render-course.ts';
import type { Course } from '../course/types.ts';
import { checkFigure } from '../figures/check-figure.ts';
import { renderChapter } from '../markdown/render.ts';

export async function renderAll(library: Library): Promise<{
  readonly courses: readonly Course[];
  readonly problems: readonly Problem[];
}> {
  const problems = [...library.problems];
  const courses: Course[] = [];
  for (const draft of library.courses) {
    const rendered = await renderCourse(draft, library.addresses, {
      render: renderChapter,
      renderFigure: (name, params, place) => {
        const found = checkFigure(name, params, place);
        return found.length > 0 ? { problems: found } : { html: '' };
      },
      cache: () => undefined,
      digest: cacheKey,
      version: '',
    });
    courses.push(rendered.course);
    for (const problem of rendered.problems) problems.push(problem);
  }
  return { courses, problems: sortProblems(problems) };
}
