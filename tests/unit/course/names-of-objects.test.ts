import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { renderFolder } from '../../security/rendered.ts';

/** What every object of the language has: a name from outside must never find it. */
const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lectern-names-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As Markdown, in which underscores would be emphasis. */
const written = (name: string): string => name.replaceAll('_', '\\_');
/** A name that begins with "_" is a draft's, so files and folders are called so behind a number at most. */
const FOLDERS = NAMES.filter((name) => !name.startsWith('_'));

test.each(FOLDERS)('a course, its chapters and terms may be called "%s"', async (course) => {
  mkdirSync(path.join(folder, course));
  for (const name of NAMES) {
    const others = NAMES.map((other) => `[to ${written(other)}](01-${other}.md#${other})`).join(', ');
    writeFileSync(
      path.join(folder, course, `01-${name}.md`),
      `# ${written(name)}\n\nText on ${NAMES.map(written).join(', ')}. See ${others}[^${name}] and [${name}].\n\n## ${written(name)}\n\nText.\n\n[^${name}]: A note.\n\n[${name}]: https://example.org/\n`,
    );
  }
  writeFileSync(
    path.join(folder, course, 'glossary.md'),
    NAMES.map(
      (name) => `## ${written(name)}\n\nA name of objects.\n\n- Introduced in: [it](01-${name}.md)\n`,
    ).join('\n'),
  );
  const { courses, problems } = await renderFolder(folder);
  // Only words are found in texts.
  expect(problems.map(({ text }) => text)).toEqual(['No chapter uses the term "__proto__".']);
  const [made] = courses;
  expect(made?.chapters.map(({ title }) => title).sort()).toEqual([...NAMES].sort());
  expect(made?.terms.map(({ name }) => name)).toEqual(NAMES);
  for (const { html } of made?.chapters ?? [])
    expect(html.match(/class="term"/g)).toHaveLength(FOLDERS.length);
});

test.each(FOLDERS)('a course in one file says something of its chapter "%s"', async (name) => {
  writeFileSync(
    path.join(folder, 'course.md'),
    `---\nchapters:\n  ${name.toLowerCase()}:\n    minutes: 7\n---\n\n# A\n\n## ${name}\n\nText.\n`,
  );
  const { courses, problems } = await renderFolder(folder);
  expect(problems.filter(({ code }) => code !== 'minutes-off')).toEqual([]);
  expect(courses[0]?.chapters.map(({ minutes }) => minutes)).toEqual([7]);
});

test.each(NAMES)('what is called "%s" and is not known is told, whatever it is', async (name) => {
  writeFileSync(
    path.join(folder, 'course.md'),
    [
      `---\ntitle: A\n${name}: 1\n---\n\n# A\n\n\`\`\`${name}\ncode\n\`\`\`\n`,
      `\`\`\`figure\nname: ${name}\n\`\`\`\n`,
      `\`\`\`figure\nname: load-balancer\n${name}: 3\n\`\`\`\n`,
      `\`\`\`question\nid: a\nobjective: ${name}\nask: Which?\n${name}: 1\nnumber: 4\nwhy: So.\n\`\`\`\n`,
      `<${name} ${name}="1">text</${name}>\n`,
    ].join('\n'),
  );
  const { problems } = await renderFolder(folder);
  const codes = new Set(problems.map(({ code }) => code));
  expect([...codes]).toEqual(
    expect.arrayContaining([
      'figure-unknown',
      'figure-parameter',
      'front-matter-unknown',
      'question-malformed',
    ]),
  );
});
