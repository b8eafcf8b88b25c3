// Every code fence of the courses in content/, each a test of its own: it must be what it claims to be.
import { afterAll, beforeAll, describe, test } from 'vitest';
import { readCourseFiles } from './fences.ts';
import { differs, type Outcome } from './outcome.ts';
import { Tally } from './tally.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const files = readCourseFiles();
const tally = new Tally();
let workshop: Workshop;

beforeAll(async () => {
  workshop = await openWorkshop(files);
});
afterAll(async () => {
  await workshop.close();
  console.log(tally.toString());
});

for (const { file, fences } of files) {
  describe.skipIf(fences.length === 0)(file, () => {
    afterAll(() => workshop.closeChapter());
    for (const fence of fences) {
      const name = `${file.split('/').at(-1) ?? file}:${String(fence.line)} ${fence.language || 'text'}`;
      test(name, async ({ skip }) => {
        let outcome: Outcome | null = null;
        try {
          outcome = await workshop.check(fence);
          if (outcome && outcome.did !== 'skipped' && outcome.rewrite) throw differs(outcome.rewrite);
        } catch (error) {
          tally.add(fence, null);
          throw error;
        }
        if (outcome) tally.add(fence, outcome);
        if (outcome?.did === 'skipped') skip(outcome.reason);
      });
    }
  });
}
