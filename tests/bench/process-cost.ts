// What a command costs: seconds by the clock, seconds of processors, and the most memory that it and its children held
// at once. The last two are read from /proc, so they are only known on Linux.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

export interface Cost {
  readonly wall: number;
  readonly cpu: number;
  readonly peakMb: number;
}

const EVERY_MS = 40;
const TICKS_A_SECOND = 100;
const PAGE_KB = 4;

/** Runs it to its end; throws with what it printed if it fails. */
export async function costOf(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Cost> {
  const startedAt = performance.now();
  const child = spawn(command, args, {
    cwd: options.cwd ?? '.',
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let printed = '';
  child.stdout.on('data', (text) => (printed += String(text)));
  child.stderr.on('data', (text) => (printed += String(text)));
  const seen = new Map<number, number>();
  let peakKb = 0;
  const timer = setInterval(() => {
    const tree = readTree(child.pid ?? 0);
    peakKb = Math.max(
      peakKb,
      tree.reduce((sum, { kb }) => sum + kb, 0),
    );
    for (const { id, ticks } of tree) seen.set(id, ticks);
  }, EVERY_MS);
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(timer);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${printed}`);
  const ticks = [...seen.values()].reduce((sum, each) => sum + each, 0);
  return {
    wall: (performance.now() - startedAt) / 1000,
    cpu: ticks / TICKS_A_SECOND,
    peakMb: peakKb / 1024,
  };
}

interface Process {
  readonly id: number;
  readonly kb: number;
  readonly ticks: number;
}

/** The process and all below it; empty where there is no /proc. */
function readTree(root: number): Process[] {
  const children = new Map<number, Process[]>();
  let own: Process | undefined;
  for (const name of listed('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = read(`/proc/${name}/stat`);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [, parent] = fields;
    if (parent === undefined) continue;
    const found = {
      id: Number(name),
      kb: Number(fields[21]) * PAGE_KB,
      ticks: Number(fields[11]) + Number(fields[12]),
    };
    if (found.id === root) own = found;
    children.set(Number(parent), [...(children.get(Number(parent)) ?? []), found]);
  }
  const below = (id: number): Process[] =>
    (children.get(id) ?? []).flatMap((child) => [child, ...below(child.id)]);
  return own ? [own, ...below(root)] : [];
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
