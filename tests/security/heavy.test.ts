// What is heavy grows with its size, not with the square of it: each input at a small size, and at four times that size, in
// one process. Not here: the full sizes (tests/long/heavy.test.ts).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { HEAVY_INPUTS, writeFiles, type HeavyInput } from './heavy-inputs.ts';
import { renderFolder } from './rendered.ts';

const SMALL = 1 / 120;
const TIMES = 6;
/** The square would make 36; the machine may be twice as busy meanwhile. */
const MOST = 15;
/** Less is not measured well. */
const LEAST_MS = 15;

test.each(HEAVY_INPUTS)('$name: the work grows with the size', async (input) => {
  await workFor(input, SMALL);
  const small = Math.max(LEAST_MS, Math.min(await workFor(input, SMALL), await workFor(input, SMALL)));
  const large = await workFor(input, SMALL * TIMES);
  expect(large / small).toBeLessThan(MOST);
});

/** Milliseconds of this process alone, so that other processes count little. */
async function workFor(input: HeavyInput, share: number): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lectern-heavy-'));
  try {
    writeFiles(folder, input.make(Math.ceil(input.full * share)));
    const before = process.cpuUsage();
    await renderFolder(folder);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
