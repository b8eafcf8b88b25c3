// A thread that finishes plain courses, one after another, and says when it is ready for the next.
// Not here: which courses (course-workers.ts).
import { parentPort, workerData } from 'node:worker_threads';
import { courseKeeper } from '../course/course-keeper.ts';
import { finishCourse, type CourseJob } from '../course/kept-courses.ts';
import { renderChapter } from '../markdown/render.ts';
import type { CourseWorkerSetup } from './course-workers.ts';

const { contentDir, folder, version } = workerData as CourseWorkerSetup;
const options = {
  contentDir,
  version,
  keeper: courseKeeper(folder),
  renderer: () => Promise.resolve({ render: renderChapter, renderFigure: () => ({ problems: [] }) }),
};

parentPort?.on('message', async (job: CourseJob) => {
  await finishCourse(job, undefined, options);
  parentPort?.postMessage('done');
});
