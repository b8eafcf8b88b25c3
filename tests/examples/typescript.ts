// TypeScript and JavaScript fences: all written into one folder, type-checked in one run of tsc, then run by Node.
// Not here: Redis for the clients among them (redis.ts).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { PROJECT_ROOT, type CourseFile, type Fence } from './fences.ts';
import { ExampleFailure, compareResult, failureAt, type Outcome } from './outcome.ts';
import { run } from './process.ts';

const LANGUAGES = new Set(['ts', 'typescript', 'js', 'javascript', 'mjs']);
const TIMEOUT_MS = 15_000;

const TSCONFIG = {
  compilerOptions: {
    strict: true,
    target: 'es2024',
    module: 'nodenext',
    moduleDetection: 'force',
    types: ['node'],
    allowJs: true,
    checkJs: true,
    allowImportingTsExtensions: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    noEmit: true,
  },
};

/** The fences as files, and what the compiler says of them. */
export interface TypeScriptExamples {
  check(fence: Fence, env: Readonly<Record<string, string>>): Promise<Outcome>;
  remove(): void;
}

/** Below the project, so that `hono` and `redis` are found; each run has a folder of its own. */
export async function extractTypeScript(
  files: readonly CourseFile[],
  root = PROJECT_ROOT,
): Promise<TypeScriptExamples> {
  mkdirSync(join(root, '.lectern/examples'), { recursive: true });
  const folder = mkdtempSync(join(root, '.lectern/examples/run-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  const written = new Map<string, Fence>();
  for (const file of files) writeFences(folder, file, written);
  const errors = written.size > 0 ? await typeCheck(folder, root, written) : new Map<Fence, ExampleFailure>();
  return {
    async check(fence, env) {
      const error = errors.get(fence);
      if (error) throw error;
      return runFence(join(folder, pathOf(fence)), fence, env);
    },
    remove() {
      process.off('exit', remove);
      remove();
    },
  };
}

/** A fence gets a folder with its own file and those of earlier fences of its chapter, as they stood then. */
function writeFences(folder: string, { fences }: CourseFile, written: Map<string, Fence>): void {
  const titled = new Map<string, string>();
  for (const fence of fences) {
    if (!LANGUAGES.has(fence.language) || fence.attributes['norun'] !== undefined) continue;
    const own = dirname(pathOf(fence));
    const earlier = /['"]\.{1,2}\//.test(fence.code) ? titled : [];
    for (const [name, code] of earlier) write(join(folder, folderOf(fence), name), code);
    write(join(folder, pathOf(fence)), `${fence.code}\n`);
    written.set(normalize(join(own, baseName(fence))), fence);
    const name = fence.attributes['title'] ?? fence.attributes['file'];
    if (name !== undefined) titled.set(safeName(name), `${fence.code}\n`);
  }
}

function folderOf(fence: Fence): string {
  return join(fence.file.replace(/^content\//, '').replace(/\.md$/, ''), String(fence.line));
}

/** Relative to the run's folder. */
function pathOf(fence: Fence): string {
  const name = fence.attributes['title'] ?? fence.attributes['file'];
  const extension = fence.language.startsWith('t') ? 'ts' : 'js';
  const named = name !== undefined && /\.[mc]?[jt]s$/.test(name) ? safeName(name) : `example.${extension}`;
  return join(folderOf(fence), named);
}

function baseName(fence: Fence): string {
  return pathOf(fence).slice(dirname(pathOf(fence)).length + 1);
}

/** A title cannot lead out of the fence's folder. */
function safeName(name: string): string {
  return normalize(join('/', name)).slice(1);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The first error of each fence; an error in a copied file is told where the file was first shown. */
async function typeCheck(
  folder: string,
  root: string,
  written: ReadonlyMap<string, Fence>,
): Promise<Map<Fence, ExampleFailure>> {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout, stderr, code } = await run(
    process.execPath,
    [compiler, '-p', folder, '--pretty', 'false'],
    {
      cwd: folder,
      timeoutMs: 120_000,
    },
  );
  const errors = new Map<Fence, ExampleFailure>();
  for (const [, path = '', line = '', column = '', text = ''] of stdout.matchAll(
    /^(.+?)\((\d+),(\d+)\): error (.*(?:\n .*)*)/gm,
  )) {
    const fence = written.get(normalize(path));
    if (fence && !errors.has(fence))
      errors.set(fence, failureAt(fence, Number(line), `column ${column}: ${text}`));
  }
  if (code !== 0 && !/error TS/.test(stdout))
    throw new Error(`tsc ends with ${String(code)}: ${stdout}${stderr}`);
  return errors;
}

async function runFence(path: string, fence: Fence, env: Readonly<Record<string, string>>): Promise<Outcome> {
  const ran = await run(process.execPath, ['--disable-warning=ExperimentalWarning', path], {
    cwd: dirname(path),
    env: { TZ: 'UTC', NO_COLOR: '1', NODE_OPTIONS: '', ...env },
    timeoutMs: TIMEOUT_MS,
  });
  if (ran.timedOut) throw new ExampleFailure(fence, `does not end within ${String(TIMEOUT_MS / 1000)} s.`);
  if (ran.code !== 0) {
    throw new ExampleFailure(
      fence,
      `Node ends with ${String(ran.code)}:\n${withoutPaths(ran.stderr, dirname(path))}`,
    );
  }
  return { did: 'executed', rewrite: compareResult(fence, ran.stdout) };
}

function withoutPaths(text: string, folder: string): string {
  return text.replaceAll(`file://${folder}/`, '').replaceAll(`${folder}/`, '');
}
