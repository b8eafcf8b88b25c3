// The manual, Writing a course, says what the program does: its samples are what stands below them, its tables are
// those of the source, and each problem's wrong example causes that problem while its right one causes none.
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { visit } from 'unist-util-visit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseText } from '../../src/course/source/parse.ts';
import { printProblems, type Problem } from '../../src/course/problems.ts';
import { RESERVED_COURSES, RESERVED_PAGES } from '../../src/course/source/reserved.ts';
import { WORDS_PER_MINUTE } from '../../src/course/outline/reading-time.ts';
import { renderFigure } from '../../src/figures/render-figure.ts';
import { renderFolder } from '../rendered-library.ts';
import { readFigures, withTables } from './manual-tables.ts';
import { manualText, readProblemEntries, readSamples, type ExampleFile } from './manual-examples.ts';

const entries = readProblemEntries();
let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'lectern-manual-'));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('the codes', () => {
  test('are those that the source can report, in alphabetical order', () => {
    const codes = entries.map(({ code }) => code);
    expect(codes).toEqual([...codes].sort());
    expect(codes).toEqual(codesInSource());
  });

  test('are all that any case has ever reported', () => {
    const cases = new URL('../cases/', import.meta.url);
    const reported = (readdirSync(cases, { recursive: true }) as string[])
      .filter((name) => name.endsWith('problems.txt'))
      .flatMap((name) => [
        ...readFileSync(new URL(name.split(path.sep).join('/'), cases), 'utf8').matchAll(
          /:\d+:\d+ {2}(\S+)$/gm,
        ),
      ])
      .map((match) => match[1]);
    expect([...new Set(reported)].filter((code) => !entries.some((entry) => entry.code === code))).toEqual(
      [],
    );
  });
});

describe.each(entries.map((entry) => [entry.code, entry] as const))(
  '%s',
  (code, { grades, wrong, right }) => {
    test('the wrong example has it, in the grade that the manual names', async () => {
      const found = (await problemsOf(wrong, code)).filter((problem) => problem.code === code);
      expect(found.map(({ grade }) => grade)).toContain(grades[0]);
      expect(grades).toEqual(expect.arrayContaining([...new Set(found.map(({ grade }) => grade))]));
    });

    test('the right example has no problem at all', async () => {
      expect((await problemsOf(right, code)).map((problem) => `${problem.code}: ${problem.text}`)).toEqual(
        [],
      );
    });
  },
);

test.each(readSamples().map((sample) => [sample.line, sample] as const))(
  'the sample on line %i stands rendered below it',
  (_line, { shown, below }) => {
    expect(below.slice(0, shown.length)).toBe(shown);
  },
);

test('its tables are as the source has them (else: node tests/content/manual-tables.ts)', async () => {
  const figures = await readFigures();
  expect(withTables(manualText, figures)).toBe(manualText);
  const sections = [...manualText.matchAll(/^### The figure `(\S+)`$/gm)].map((match) => match[1] ?? '');
  expect(sections).toEqual([...figures.keys()].sort());
  const { children } = parseText(manualText, 'manual.md', 'md').tree;
  const marked = children.flatMap((node, index) =>
    node.type === 'html' && node.value.startsWith('<!-- table:') ? [children[index + 1]?.type] : [],
  );
  expect([...new Set(marked)]).toEqual(['table']);
});

test('its code fits a page: no line has more than 76 characters', () => {
  const long: string[] = [];
  visit(parseText(manualText, 'manual.md', 'md').tree, 'code', ({ value }) => {
    long.push(...value.split('\n').filter((line) => line.length > 76));
  });
  expect(long).toEqual([]);
});

test('the report that it shows is what such a link gives', async () => {
  const text = (content: string): Uint8Array => Buffer.from(content);
  const problems = await problemsOf(
    [
      { name: 'tea/01-water.md', bytes: text('## Hard water\n\nText.\n'), linkTo: undefined },
      {
        name: 'tea/02-leaves.md',
        bytes: text(`${'\n'.repeat(30)}See [water](01-watr.md#hard-water).\n`),
        linkTo: undefined,
      },
    ],
    'the report',
  );
  const report = printProblems(problems).replace(/^\S*(?=tea\/)/gm, 'content/');
  expect(manualText).toContain(`\n${report}\n`);
});

test('the facts that it repeats are those of the source', () => {
  expect(manualText).toContain(`at ${WORDS_PER_MINUTE} words a minute`);
  expect(manualText).toContain(
    `a course cannot be called ${said(['index', '404', ...RESERVED_COURSES.filter((id) => !['index', '404'].includes(id))])}.`,
  );
  expect(manualText).toContain(`a chapter cannot be called ${said(RESERVED_PAGES)}.`);
  const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> })
    .scripts;
  const named = [...manualText.matchAll(/npm run ([a-z]+)/g)].map((match) => match[1] ?? '');
  expect([...new Set(named)].filter((script) => !(script in scripts))).toEqual([]);
});

function said(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

async function problemsOf(files: readonly ExampleFile[], code: string): Promise<readonly Problem[]> {
  expect(files.length, `${code} has examples`).toBeGreaterThan(0);
  const folder = mkdtempSync(path.join(root, 'example-'));
  const content = path.join(folder, 'content');
  for (const { name, bytes, linkTo, isPipe } of files) {
    const file = path.join(content, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (isPipe) execFileSync('mkfifo', [file]);
    else if (linkTo === undefined) writeFileSync(file, bytes);
    else {
      writeFileSync(path.resolve(content, linkTo), bytes);
      symlinkSync(path.resolve(content, linkTo), file);
    }
  }
  if (code === 'mdx-refused') process.env['LECTERN_NO_MDX'] = '1';
  try {
    return (await renderFolder(content, renderFigure)).problems;
  } finally {
    delete process.env['LECTERN_NO_MDX'];
  }
}

/** Codes stand in the source as `code: '…'` or as an argument of a function that reports. */
function codesInSource(): string[] {
  const folders = ['src/course', 'src/markdown', 'src/figures'];
  const files = folders.flatMap((folder) =>
    (readdirSync(folder, { recursive: true }) as string[])
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => path.join(folder, name)),
  );
  files.push('src/integrations/lab-check.ts');
  const codes = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(CODE)].map((match) => match[1] ?? match[2] ?? ''),
  );
  return [...new Set(codes)].sort();
}
const CODE =
  /\bcode: '([a-z0-9]+(?:-[a-z0-9]+)+)'|\b(?:report|wrong|broken|missing|malformed)\(\s*(?:'(?:error|warning)',\s*)?'([a-z0-9]+(?:-[a-z0-9]+)+)'/g;
