// `npm test`: everything, in order, with one count at the end; `npm run test:browser`: only the browsers. A stage that fails does not hide the others.
// The own courses are built strictly into a folder of their own, so a running preview is not disturbed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureEngines } from './browser/engines/engines.ts';
import { ensureBrowser } from './browser/ensure-browser.ts';

/** The parts read here of what Vitest and Playwright write with their JSON reporters. */
interface VitestReport {
  numPassedTests: number;
  numPendingTests: number;
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[];
}
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  suites: PlaywrightSuite[];
}
interface PlaywrightSuite {
  specs?: PlaywrightSpec[];
  suites?: PlaywrightSuite[];
}
interface PlaywrightSpec {
  file: string;
  title: string;
  tests: { status: string }[];
}

const work = '.lectern/test';
const site = `${work}/site`;
let passed = 0;
let failed = 0;
let skipped = 0;
/** What failed, or needed a second try, by name: the last lines say it again, for a log of which only the end is kept. */
const named: string[] = [];

/** `npm run test:browser`: the build and what runs in browsers. */
const isBrowserOnly = process.argv[2] === 'browser';

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });

// First of all, so that no test waits for an installation.
const browser = ensureBrowser();
if (!browser) fail('a browser: none was found or could be installed');
else ensureEngines();
const environment = { LECTERN_SITE: site, LECTERN_BROWSER: browser ?? '' };

if (!isBrowserOnly) {
  stage('check: types, format, content', 'node', ['src/cli/check.ts']);
  vitest(
    'unit',
    ['tests/unit', 'tests/content', 'tests/cases', 'tests/tools', 'tests/examples', 'tests/security'],
    environment,
  );
}
const built = stage('build, strictly', 'node', ['src/cli/build.ts', '--strict'], { OUT_DIR: site });
// One after the other: a checkout builds one site at a time.
if (built && !isBrowserOnly) vitest('site', ['tests/site', '--no-file-parallelism'], environment);
if (built && browser) playwright(environment);

for (const name of named) console.log(name);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 ? 1 : 0;

function run(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): boolean {
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
    shell: process.platform === 'win32',
  });
  return status === 0;
}

function fail(name: string): void {
  failed++;
  named.push(`Failed: ${name}`);
}

/** A stage without a count of its own counts as one. */
function stage(
  name: string,
  command: string,
  args: readonly string[],
  environment?: Readonly<Record<string, string>>,
): boolean {
  console.log(`\n── ${name}`);
  const well = run(command, args, environment);
  if (well) passed++;
  else fail(name);
  return well;
}

function vitest(
  name: string,
  folders: readonly string[],
  environment?: Readonly<Record<string, string>>,
): void {
  console.log(`\n── ${name} tests`);
  const report = `${work}/vitest-${name}.json`;
  const options = [
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  const well = run('vitest', [...options, ...folders], environment);
  const counts = readReport<VitestReport>(report);
  passed += counts?.numPassedTests ?? 0;
  skipped += counts?.numPendingTests ?? 0;
  let failures = 0;
  for (const file of counts?.testResults ?? []) {
    const inFile = file.assertionResults.filter(({ status }) => status === 'failed');
    for (const { fullName } of inFile) fail(`${path.relative('', file.name)} › ${fullName}`);
    // A file that could not even be read has no failed test of its own.
    if (file.status === 'failed' && inFile.length === 0) fail(path.relative('', file.name));
    failures += file.status === 'failed' ? 1 : 0;
  }
  if (!well && failures === 0) fail(`the ${name} tests as a whole`);
}

function playwright(environment: Readonly<Record<string, string>>): void {
  console.log('\n── browser tests');
  const report = `${work}/playwright.json`;
  const well = run('playwright', ['test', '--config', 'tests/browser/playwright.config.ts'], {
    ...environment,
    // Relative ones are meant from the configuration's folder.
    PLAYWRIGHT_JSON_OUTPUT_NAME: path.resolve(report),
  });
  const results = readReport<PlaywrightReport>(report);
  passed += (results?.stats.expected ?? 0) + (results?.stats.flaky ?? 0);
  skipped += results?.stats.skipped ?? 0;
  const specs = (results?.suites ?? []).flatMap(specsOf);
  for (const { file, title, tests } of specs) {
    const statuses = tests.map(({ status }) => status);
    if (statuses.includes('unexpected')) fail(`${file} › ${title}`);
    else if (statuses.includes('flaky')) named.push(`Only at the second try: ${file} › ${title}`);
  }
  if (!well && !results?.stats.unexpected) fail('the browser tests as a whole');
}

function specsOf(suite: PlaywrightSuite): readonly PlaywrightSpec[] {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

function readReport<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
