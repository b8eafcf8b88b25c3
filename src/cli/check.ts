// `npm run check`: types, format and every problem of every course at once; exit code 1 on errors and warnings alike.
// `--json` prints the content problems as JSON for editors and CI, `--content` checks only the content, `--all` prints every
// problem in full. `--no-mdx` refuses courses that contain code.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readLibrary } from '../course/read-course.ts';
import { printReport } from '../course/problem-report.ts';
import { printable, sortProblems, type Problem } from '../course/problems.ts';
import type { Course } from '../course/types.ts';
import { checkLabs } from '../integrations/lab-check.ts';
import { courseTable } from './course-table.ts';
import { countExamples, type ExampleCount } from './example-count.ts';
import { renderAll } from './render-all.ts';
import { checkTemplates } from './template-types.ts';

if (process.argv.includes('--no-mdx')) process.env['LECTERN_NO_MDX'] = '1';
const contentDir = path.resolve(process.env['CONTENT_DIR'] || 'content');
const asJson = process.argv.includes('--json');
/** On Windows, package binaries are scripts that only a shell can start. */
const onWindows = process.platform === 'win32';
const onlyContent = asJson || process.argv.includes('--content');

/** Default rules that are broken on purpose, for instance to match control characters or to write exact constants. */
const ALLOWED = [
  'no-control-regex',
  'no-empty-pattern',
  'no-loss-of-precision',
  'no-this-alias',
  'no-useless-spread',
  'prefer-string-starts-ends-with',
];
const LINTED = [...ALLOWED.flatMap((rule) => ['-A', rule]), 'src', 'tests'];

// The tools begin while the content is read, and are reported in this order after it.
const tools = onlyContent ? [] : startTools();
const { courses, problems, examples, notes } = await checkContent();
if (asJson) {
  console.log(JSON.stringify(problems, null, 2));
} else {
  console.log(courseTable(courses, examples));
  for (const note of notes) console.log(`\n${printable(note)}`);
  console.log(
    problems.length > 0
      ? `\n${printReport(problems, process.argv.includes('--all'))}`
      : 'No problem in the content.',
  );
}
let failed = problems.length > 0;
for (const tool of tools) failed = !(await tool()) || failed;
process.exitCode = failed ? 1 : 0;

async function checkContent(): Promise<{
  courses: readonly Course[];
  problems: readonly Problem[];
  examples: ReadonlyMap<string, ExampleCount>;
  notes: readonly string[];
}> {
  const library = readLibrary(contentDir);
  const examples = countExamples(library);
  // Before rendering, which modifies the trees.
  const ofLabs: Problem[] = [];
  for (const draft of library.courses) ofLabs.push(...(await checkLabs(draft)));
  const { courses, problems } = await renderAll(library);
  return { courses, problems: sortProblems([...ofLabs, ...problems]), examples, notes: library.notes };
}

/** What looks at the code: each gives, when it is asked, whether all is well, after printing its report. */
function startTools(): (() => Promise<boolean>)[] {
  // Generates the types of `astro:content`, which a fresh checkout lacks.
  if (!existsSync('.astro/types.d.ts')) spawnSync('astro', ['sync'], { stdio: 'ignore', shell: onWindows });
  return [
    start('types', 'tsc', ['--noEmit']),
    async () => {
      const report = await checkTemplates();
      console.log(report === '' ? 'No problem in the types of the templates.' : report);
      return report === '';
    },
    start('code that is suspicious', 'oxlint', ['--deny-warnings', ...LINTED]),
    start('code and packages that are unused', 'knip', []),
    start('types of the simulations', 'tsc', ['--noEmit', '-p', 'src/sim']),
    start('format', 'prettier', ['--check', '--log-level', 'warn', '.']),
  ];
}

function start(what: string, command: string, args: readonly string[]): () => Promise<boolean> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: onWindows });
  const report: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => report.push(piece));
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
    child.on('error', (error) => {
      report.push(Buffer.from(`${error.message}\n`));
      resolve(null);
    });
  });
  return async () => {
    const code = await ended;
    process.stdout.write(Buffer.concat(report));
    console.log(code === 0 ? `No problem in the ${what}.` : `There are problems in the ${what}: see above.`);
    return code === 0;
  };
}
