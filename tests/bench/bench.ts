// `npm run bench`: measures sizes and times beside the budgets and prints them; nothing fails on a clock.
// `npm run bench -- page search` measures only these; `build` knows `--large` (5,000 chapters) and `--quick` (200).
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

const SECTIONS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  page: async () => (await import('./page.ts')).benchPage(),
  search: async () => (await import('./search.ts')).benchSearch(),
  figures: async () => (await import('./figures.ts')).benchFigures(),
  labs: async () => (await import('./labs.ts')).benchLabs(),
  lighthouse: async () => (await import('./lighthouse.ts')).benchLighthouse(),
  downloads: async () => (await import('./downloads.ts')).benchDownloads(),
  build: async (args) => (await import('./build.ts')).benchBuild(args),
  dev: async () => (await import('./dev.ts')).benchDev(),
  sim: async () => void spawnSync(process.execPath, ['tests/bench/sim.ts'], { stdio: 'inherit' }),
};

const args = process.argv.slice(2);
const wanted = args.filter((arg) => !arg.startsWith('--'));
const unknown = wanted.filter((name) => !(name in SECTIONS));
if (unknown.length > 0) {
  console.error(`Not known: ${unknown.join(', ')}.\nThere are: ${Object.keys(SECTIONS).join(', ')}.`);
  process.exitCode = 1;
} else {
  mkdirSync('.lectern/bench', { recursive: true });
  for (const [name, measure] of Object.entries(SECTIONS)) {
    if (wanted.length === 0 || wanted.includes(name)) await measure(args);
  }
}
