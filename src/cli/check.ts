// `npm run check`: types, format and every problem of every course at once; exit code 1 on errors and warnings alike.
// `--json` prints the content problems as JSON for editors and CI, `--content` checks only the content, `--all` prints every
// problem in full. `--no-mdx` refuses courses that contain code.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readLibrary } from '../course/read-course.ts';
import { printReport } from '../course/problem-report.ts';
import { sortProblems, type Problem } from '../course/problems.ts';
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

const { courses, problems, examples, notes } = await checkContent();
if (asJson) {
  console.log(JSON.stringify(problems, null, 2));
} else {
  console.log(courseTable(courses, examples));
  for (const note of notes) console.log(`\n${note}`);
  console.log(
    problems.length > 0
      ? `\n${printReport(problems, process.argv.includes('--all'))}`
      : 'No problem in the content.',
  );
}
let failed = problems.length > 0;
if (!onlyContent) {
  // Generates the types of `astro:content`, which a fresh checkout lacks.
  if (!existsSync('.astro/types.d.ts')) spawnSync('astro', ['sync'], { stdio: 'ignore', shell: onWindows });
  failed = !runs('types', 'tsc', ['--noEmit']) || failed;
  const inTemplates = await checkTemplates();
  console.log(inTemplates === '' ? 'No problem in the types of the templates.' : inTemplates);
  failed = inTemplates !== '' || failed;
  failed = !runs('code that is suspicious', 'oxlint', ['--deny-warnings', ...LINTED]) || failed;
  failed = !runs('code and packages that are unused', 'knip', []) || failed;
  failed = !runs('types of the simulations', 'tsc', ['--noEmit', '-p', 'src/sim']) || failed;
  failed = !runs('format', 'prettier', ['--check', '--log-level', 'warn', '.']) || failed;
}
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

function runs(what: string, command: string, args: readonly string[]): boolean {
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: onWindows });
  console.log(status === 0 ? `No problem in the ${what}.` : `There are problems in the ${what}: see above.`);
  return status === 0;
}
