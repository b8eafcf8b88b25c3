// How `npm test` runs everything that needs no browser. Not here: Playwright's own configuration.
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['tests/{unit,content,examples,cases,tools,security,site}/**/*.test.ts'],
    // Most of a test file's time is loading the modules that it shares with others.
    isolate: false,
    // Vitest leaves one core idle, which of two is half.
    maxWorkers: availableParallelism(),
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
