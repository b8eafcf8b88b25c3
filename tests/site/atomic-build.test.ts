// A build replaces its output as a whole or not at all: after one that failed, or was stopped at any moment, the old
// output is there, byte for byte, and nothing of the new. Built by the command itself. Not here: which output folders
// are refused (tests/unit/integrations/output-folder.test.ts), how one is replaced (replace-folder.test.ts).
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { writeLibrary } from '../bench/library.ts';

// Each test builds at least once, on machines that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const work = '.lectern/test/atomic';
const content = `${work}/content`;
const site = `${work}/site`;
const chapter = `${content}/course-001/02-chapter-2.md`;
const UNTOUCHED = 'Nothing was built; the previous output is untouched.';
let first: ReadonlyMap<string, string>;
let old: ReadonlyMap<string, string>;
let chapterText: string;

beforeAll(() => {
  rmSync(work, { recursive: true, force: true });
  writeLibrary(content, 3);
  chapterText = readFileSync(chapter, 'utf8');
  expect(build().status).toBe(0);
  first = bytesBelow(site);
});
beforeEach(() => {
  writeFileSync(chapter, chapterText);
  old = bytesBelow(site);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

test('errors in the content are told with their places, and the old output stays', () => {
  writeFileSync(chapter, `---\ntitle: [Two\n---\n${chapterText}`);
  const { status, said } = build();
  expect(status).toBe(1);
  expect(said).toMatch(/02-chapter-2\.md:\d+:\d+ {2}front-matter-malformed\n {2}\S.*\n {2}\S/);
  expect(said).toContain(UNTOUCHED);
  expect(said).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  expectOldOutput();
});

test('a missing content folder is told, and the old output stays', () => {
  const { status, said } = build({ CONTENT_DIR: `${work}/nowhere` });
  expect([status, said.includes(UNTOUCHED)]).toEqual([1, true]);
  expectOldOutput();
});

test('an output folder that cannot be made is refused before anything is built, in words', () => {
  writeFileSync(`${work}/file`, 'mine');
  const { status, said } = build({ OUT_DIR: `${work}/file/site` });
  expect(status).toBe(1);
  expect(said).toMatch(/The output folder ".*file\/site" cannot be made: .*\n.*OUT_DIR/);
  expect(said).not.toMatch(/^\s+at /m);
  expect(readFileSync(`${work}/file`, 'utf8')).toBe('mine');
});

/** When a build is stopped: Astro has begun, pages are there, the search index is being written. */
type Moment = '.' | 'index.html' | 'pagefind';
const stops = [
  ['SIGTERM', '.'],
  ['SIGINT', 'index.html'],
  ['SIGKILL', 'pagefind'],
] as const;
test.skipIf(process.platform === 'win32').each(stops)(
  'stopped by %s when there is the new %s: the old output stays, and no process goes on',
  async (signal, moment) => {
    appendFileSync(chapter, `\nStopped at ${moment}.\n`);
    const building = startBuild();
    await building.reaches(moment);
    const children = childrenOf(building.child);
    building.child.kill(signal);
    expect((await building.ended).status).not.toBe(0);
    expectOldOutput();
    await expect.poll(() => children.filter(isRunning), { timeout: 10_000 }).toEqual([]);
  },
);

test('builds that were stopped have spoilt nothing: the next one equals the first', () => {
  expect(build()).toEqual({ status: 0, said: expect.stringContaining('pages in ') as string });
  const now = bytesBelow(site);
  expect([...now.keys()]).toEqual([...first.keys()]);
  expect([...now].filter(([name, bytes]) => first.get(name) !== bytes).map(([name]) => name)).toEqual([]);
});

test.skipIf(process.platform === 'win32')(
  'a second build in the same checkout says so and stops, and the first is not disturbed',
  async () => {
    const building = startBuild();
    await building.reaches('.');
    // Held where it is, so that it is still running when the second one asks.
    building.child.kill('SIGSTOP');
    const second = build({ OUT_DIR: `${work}/two` });
    building.child.kill('SIGCONT');
    expect(second.status).toBe(1);
    expect(second.said).toMatch(/Another build is running in ".+".*\n.*Wait/);
    expect(existsSync(`${work}/two`)).toBe(false);
    expect(await building.ended).toEqual({ status: 0, said: expect.stringContaining('pages in ') as string });
    expectOldOutput();
  },
);

function environment(changes: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, CONTENT_DIR: content, OUT_DIR: site, ...changes };
}

function build(changes: Readonly<Record<string, string>> = {}): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/build.ts'], {
    env: environment(changes),
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

interface Building {
  readonly child: ChildProcess;
  readonly ended: Promise<{ status: number | null; said: string }>;
  /** Resolves when the new output has come so far; rejects if it never does. */
  reaches(moment: Moment): Promise<void>;
}

function startBuild(changes: Readonly<Record<string, string>> = {}): Building {
  const env = environment(changes);
  const staging = '.astro/site';
  rmSync(staging, { recursive: true, force: true });
  const child = spawn(process.execPath, ['src/cli/build.ts'], { env, stdio: 'pipe' });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  return {
    child,
    ended: new Promise((resolve) => child.once('close', (status) => resolve({ status, said }))),
    reaches: async (moment) => {
      while (!existsSync(path.join(staging, moment))) {
        if (child.exitCode !== null)
          throw new Error(`The build ended before there was "${moment}":\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    },
  };
}

/** Processes that a process has started; none where the system does not tell. */
function childrenOf({ pid }: ChildProcess): string[] {
  const list = `/proc/${String(pid)}/task/${String(pid)}/children`;
  return existsSync(list) ? readFileSync(list, 'utf8').split(' ').filter(Boolean) : [];
}

/** One that has ended and that nobody has asked about yet is still listed, as a zombie. */
function isRunning(child: string): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${child}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function expectOldOutput(): void {
  const now = bytesBelow(site);
  expect([...now.keys()]).toEqual([...old.keys()]);
  expect([...now].filter(([name, bytes]) => old.get(name) !== bytes).map(([name]) => name)).toEqual([]);
  expect(readdirSync(work).filter((name) => /^site|^\.lectern/.test(name))).toEqual(['site']);
}

function bytesBelow(folder: string): Map<string, string> {
  const names = (readdirSync(folder, { recursive: true }) as string[]).sort();
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(path.join(folder, name)).toString('base64')]));
}
