// `npm run examples`: checks the fences of all chapters, or of those whose path contains one of the given words.
// `npm run examples -- --record`: also writes what came into `result` fences and HTTP answers, and touches nothing else.
// Not here: how a fence is checked (workshop.ts).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT, readCourseFiles, type CourseFile } from './fences.ts';
import { ExampleFailure, differs, type Rewrite } from './outcome.ts';
import { rewriteFences } from './rewrite.ts';
import { Tally } from './tally.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const words = process.argv.slice(2).filter((word) => word !== '--record');
const recording = process.argv.includes('--record');
const files = readCourseFiles().filter(
  ({ file }) => words.length === 0 || words.some((word) => file.includes(word)),
);
const tally = new Tally();
let failures = 0;

const workshop = await openWorkshop(files);
for (const file of files) {
  const rewrites = await checkFile(workshop, file);
  if (rewrites && recording) record(file.file, rewrites);
}
await workshop.close();
console.log(tally.toString());
process.exitCode = failures > 0 ? 1 : 0;

/** What would have to be written; null if a fence fails, and then nothing of the file is written. */
async function checkFile(workshop: Workshop, { file, fences }: CourseFile): Promise<Rewrite[] | null> {
  const rewrites: Rewrite[] = [];
  const before = failures;
  for (const fence of fences) {
    try {
      const outcome = await workshop.check(fence);
      if (!outcome) continue;
      const rewrite = outcome.did === 'skipped' ? undefined : outcome.rewrite;
      if (rewrite) rewrites.push(rewrite);
      if (rewrite && !recording) throw differs(rewrite);
      tally.add(fence, outcome);
    } catch (error) {
      failures += 1;
      tally.add(fence, null);
      console.error(error instanceof ExampleFailure ? error.message : error);
    }
  }
  await workshop.closeChapter();
  if (failures === before) return rewrites;
  if (recording) console.error(`${file}: nothing recorded, because a fence fails.`);
  return null;
}

/** Reads the file again at once before writing: an author may have saved it since. */
function record(file: string, rewrites: readonly Rewrite[]): void {
  if (rewrites.length === 0) return;
  const path = join(PROJECT_ROOT, file);
  const { text, written, missed } = rewriteFences(file, readFileSync(path, 'utf8'), rewrites);
  if (written > 0) writeFileSync(path, text);
  console.log(`${file}: ${String(written)} recorded`);
  for (const line of missed) {
    failures += 1;
    console.error(`${file}:${String(line)}  was changed meanwhile; record again.`);
  }
}
