// How `npm run test:long` runs: one trial after another, for they take the machine's memory.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['tests/{long,security}/**/*.test.ts', 'tests/unit/sim/queue.test.ts'],
    // Trials of which `npm test` runs a share run in full (tests/amount.ts).
    env: { LECTERN_LONG: '1' },
    fileParallelism: false,
    testTimeout: 600_000,
  },
});
