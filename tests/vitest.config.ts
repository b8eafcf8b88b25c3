// How `npm test` runs everything that needs no browser. Not here: Playwright's own configuration.
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests that replace globals or modules, and those of the built site: each file has modules of its own. */
const ISOLATED = [
  'tests/site/**/*.test.ts',
  'tests/unit/markdown/reader-elements.test.ts',
  'tests/unit/pages/file.test.ts',
  'tests/unit/search/engine/engine.test.ts',
];

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    // Vitest leaves one core idle, which of two is half.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['tests/{unit,content,examples,cases,tools,security}/**/*.test.ts'],
          exclude: ISOLATED,
          // Most of a test file's time was loading modules that it has in common with others.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'isolated', include: ISOLATED } },
    ],
    // As in the browsers (browser/playwright.config.ts): on a shared machine, what fails twice is wrong.
    retry: process.env['CI'] ? 1 : 0,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
