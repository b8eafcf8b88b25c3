// What the loader does while an author writes: every change is read, and the last one is what is shown.
import { EventEmitter } from 'node:events';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LoaderContext } from 'astro/loaders';
import { toString } from 'mdast-util-to-string';
import { afterAll, expect, test, vi } from 'vitest';
import { coursesFolder, keptCoursesIn, keptPage, pagesFile } from '../../../src/course/course-keeper.ts';
import { courseLoader } from '../../../src/course/loader.ts';

const work = mkdtempSync(path.join(tmpdir(), 'lectern-loader-'));
const contentDir = path.join(work, 'content');
const file = path.join(contentDir, 'tea.md');
vi.stubEnv('LECTERN_CACHE', path.join(work, 'cache'));
mkdirSync(contentDir);

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(work, { recursive: true, force: true });
});

const textOf = (chapter: string): string => `# Tea\n\n## Water\n\n${chapter}\n`;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

class Watcher extends EventEmitter {
  add(): void {}
}

test('of two changes in a row the later one is shown, even if the first takes longer to render', async () => {
  const delays = [0, 400, 0];
  const loader = courseLoader({
    contentDir,
    version: '1',
    async renderer() {
      await wait(delays.shift() ?? 0);
      return {
        render: ({ tree }) =>
          Promise.resolve({ html: toString(tree), answersHtml: '', problems: [], usedTerms: [] }),
        renderFigure: () => ({ problems: [] }),
      };
    },
  });
  const watcher = new Watcher();
  const store = new Map();
  const logger = { warn: () => undefined, error: (text: string) => expect.unreachable(text) };
  writeFileSync(file, textOf('Cold.'));
  await loader.load({ watcher, logger, store } as unknown as LoaderContext);
  for (const text of ['Warm.', 'Boiling.']) {
    writeFileSync(file, textOf(text));
    watcher.emit('all', 'change', file);
    await wait(150);
  }
  const shown = (): string => {
    const [course] = keptCoursesIn(coursesFolder());
    if (!course) return '';
    return keptPage(pagesFile(coursesFolder(), course.id), course.digest, 'tea/water').html;
  };
  await wait(1000);
  expect(shown()).toContain('Boiling.');
});
