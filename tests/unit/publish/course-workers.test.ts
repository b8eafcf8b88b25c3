// Courses that threads have finished are the same as those finished here, and nothing is left to do.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { courseKeeper, keptPage, pagesFile } from '../../../src/course/course-keeper.ts';
import { keptCourses, type CourseJob } from '../../../src/course/kept-courses.ts';
import { renderChapter } from '../../../src/markdown/render.ts';
import { finishInWorkers } from '../../../src/publish/course-workers.ts';
import { writeLibrary } from '../../bench/library.ts';

const work = mkdtempSync(path.join(tmpdir(), 'course-workers-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const contentDir = path.join(work, 'content');

async function build(folder: string, withWorkers: boolean): Promise<{ shown: unknown; asked: number }> {
  let asked = 0;
  const { courses, problems } = await keptCourses({
    contentDir,
    version: '1',
    keeper: courseKeeper(folder),
    renderer() {
      asked++;
      return Promise.resolve({ render: renderChapter, renderFigure: () => ({ problems: [] }) });
    },
    ...(withWorkers && {
      finishAhead: (jobs: readonly CourseJob[]) =>
        finishInWorkers({ contentDir, folder, version: '1' }, jobs),
    }),
  });
  const html = courses.flatMap((course) =>
    course.chapters.map(({ id }) =>
      keptPage(pagesFile(folder, course.id), course.digest, `${course.id}/${id}`),
    ),
  );
  return { shown: { courses, problems, html }, asked };
}

test.skipIf(availableParallelism() < 2)(
  'threads do all of it, and do it right',
  { timeout: 120_000 },
  async () => {
    writeLibrary(contentDir, 125);
    const here = await build(path.join(work, 'here'), false);
    const there = await build(path.join(work, 'there'), true);
    expect(here.asked).toBe(3);
    expect(there.asked).toBe(0);
    expect(there.shown).toEqual(here.shown);
  },
);
