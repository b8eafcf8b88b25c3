// Many plain courses at once: they are finished by threads on all processors and put where the loader finds them. A
// thread's memory is gone when it is. What is left out, or goes wrong, is done by the loader, which then tells why.
// Not here: finishing a course (course/kept-courses.ts).
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { mayHaveFigures, type CourseJob } from '../course/kept-courses.ts';

/** What a thread must know. Plain data. */
export interface CourseWorkerSetup {
  readonly contentDir: string;
  /** The keeper's. */
  readonly folder: string;
  readonly version: string;
}

/** A thread needs half a second to begin; less text than this is finished sooner without. */
const WORTH_IT = 1_000_000;
const MOST_WORKERS = 4;
/** A course of fifty chapters takes half of it. Where a course needs more, the thread ends and the loader does it. */
const LIMITS = { maxOldGenerationSizeMb: 200, maxYoungGenerationSizeMb: 48 };
const SCRIPT = path.resolve('src/publish/course-worker.ts');

export async function finishInWorkers(setup: CourseWorkerSetup, jobs: readonly CourseJob[]): Promise<void> {
  // Drawing figures needs Vite, which threads do not have.
  const plain = jobs.filter(({ files }) => !mayHaveFigures(files));
  const workers = Math.min(MOST_WORKERS, availableParallelism(), plain.length);
  if (workers < 2 || JSON.stringify(plain).length < WORTH_IT) return;
  const waiting = [...plain];
  await Promise.all(Array.from({ length: workers }, () => runWorker(setup, waiting)));
}

/** One thread that takes jobs until none is left; ends early, without an error, if one fails. */
function runWorker(setup: CourseWorkerSetup, waiting: CourseJob[]): Promise<void> {
  return new Promise((resolve) => {
    const worker = new Worker(SCRIPT, { workerData: setup, resourceLimits: LIMITS });
    const next = (): void => {
      const job = waiting.shift();
      if (job) worker.postMessage(job);
      else void worker.terminate();
    };
    worker.on('message', next);
    worker.on('error', () => void worker.terminate());
    worker.on('exit', () => resolve());
    next();
  });
}
