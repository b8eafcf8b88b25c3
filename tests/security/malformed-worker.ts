// Feeds one malformed input after another to the course model, in a thread of its own, so that somebody else can see
// when one of them takes for ever. Says what is wrong with what came out; nothing if all is well.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { printProblems } from '../../src/course/problems.ts';
import { faultsOf } from './allowed.ts';
import { malformedInput, type Folder } from './malformed.ts';
import { misplaced, renderFolder, type Rendered } from './rendered.ts';

export interface WorkerOrder {
  readonly from: number;
  readonly to: number;
  /** The number that is being read; the watcher reads it. */
  readonly current: SharedArrayBuffer;
}

export interface WorkerReport {
  readonly wrong: readonly string[];
  /** How many inputs gave pages, how many gave problems, and the slowest. */
  readonly withPages: number;
  readonly withProblems: number;
  readonly slowest: { readonly name: string; readonly ms: number };
}

const { from, to, current } = workerData as WorkerOrder;
const progress = new Int32Array(current);
const root = mkdtempSync(path.join(tmpdir(), 'lectern-malformed-'));
const wrong: string[] = [];
let [withPages, withProblems] = [0, 0];
let slowest = { name: '', ms: 0 };

for (let number = from; number < to; number++) {
  Atomics.store(progress, 0, number);
  const { name, folder } = malformedInput(number);
  const content = path.join(root, String(number));
  const started = performance.now();
  try {
    write(content, folder);
    const rendered = await renderFolder(content);
    if (rendered.courses.length > 0) withPages++;
    if (rendered.problems.length > 0) withProblems++;
    for (const fault of faultsIn(rendered, number)) wrong.push(`${number} (${name}): ${fault}`);
  } catch (error) {
    wrong.push(
      `${number} (${name}): ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
  const ms = performance.now() - started;
  if (ms > slowest.ms) slowest = { name: `${number} (${name})`, ms };
  rmSync(content, { recursive: true, force: true });
}
rmSync(root, { recursive: true, force: true });
parentPort?.postMessage({ wrong, withPages, withProblems, slowest } satisfies WorkerReport);

function write(content: string, folder: Folder): void {
  mkdirSync(content, { recursive: true });
  for (const [name, text] of Object.entries(folder)) {
    const full = path.join(content, name);
    try {
      mkdirSync(path.dirname(full), { recursive: true });
      writeFileSync(full, text);
    } catch {
      // Two names of one folder may exclude each other (a file and a folder of that name); one of them is there.
    }
  }
}

function faultsIn({ courses, problems }: Rendered, number: number): string[] {
  const faults: string[] = [];
  if (courses.length === 0 && !problems.some(({ grade }) => grade === 'error'))
    faults.push('neither pages nor an error');
  faults.push(...misplaced(problems).map((place) => `a problem that is nowhere: ${place}`));
  for (const { code, text, hint } of problems) {
    if (!/^[a-z][a-z0-9-]+$/.test(code) || text === '')
      faults.push(`a problem without a code or text: ${code} ${text}`);
    if (/\n\s+at |\[object |TypeError|RangeError/.test(text + hint))
      faults.push(`a text for nobody: ${text}`);
  }
  if (!printProblems(problems).includes(problems[0]?.code ?? ''))
    faults.push('a problem that is not printed');
  // Every fifth is also looked at as strangers' HTML.
  if (number % 5 === 0) {
    for (const { chapters, coverHtml } of courses) {
      for (const html of [coverHtml, ...chapters.map((chapter) => chapter.html)])
        faults.push(...faultsOf(html));
    }
  }
  return faults;
}
