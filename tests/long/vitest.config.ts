// How `npm run test:long` runs: one trial after another, for they take the machine's memory.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['tests/long/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 150_000,
  },
});
