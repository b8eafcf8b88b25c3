// One heavy input at its full size in a process of its own, whose memory can be limited: `node heavy-worker.ts <name>`.
// Prints the codes of the problems told. Not here: the inputs (heavy-inputs.ts).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HEAVY_INPUTS, writeFiles } from './heavy-inputs.ts';
import { renderFolder } from './rendered.ts';

const input = HEAVY_INPUTS.find(({ name }) => name === process.argv[2]);
if (!input) throw new Error(`There is no input "${process.argv[2]}".`);
const folder = mkdtempSync(path.join(tmpdir(), 'lectern-heavy-'));
try {
  writeFiles(folder, input.make(input.full));
  const startedAt = performance.now();
  const { problems } = await renderFolder(folder);
  const seconds = (performance.now() - startedAt) / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const codes = [...new Set(problems.map(({ code }) => code))];
  console.log(JSON.stringify({ seconds, megabytes, codes }));
} finally {
  rmSync(folder, { recursive: true });
}
