// The places of a course where a stranger's text may stand: each makes a whole content folder of one text.
// Not here: the texts (vectors.ts).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Files of a course's folder: name → text. */
export type CourseFolder = Readonly<Record<string, string>>;

/** One place; `chapter` gives the chapter's whole file for a text and a number that keeps ids and labels apart. */
export interface ChapterContext {
  readonly name: string;
  chapter(text: string, number: number): string;
}

const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ');
/** Any text as a YAML scalar: JSON is YAML. */
const yaml = (text: string): string =>
  JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
const indented = (text: string): string => text.replaceAll('\n', '\n    ');
const question = (number: number, ...lines: readonly string[]): string =>
  ['```question', `id: asked-${number}`, 'objective: known', ...lines, '```'].join('\n');
const fenceSafe = (text: string): string => text.replaceAll('```', "'''");

export const CHAPTER_CONTEXTS: readonly ChapterContext[] = [
  { name: 'paragraph', chapter: (text) => text },
  { name: 'paragraph between others', chapter: (text) => `before ${text} after\n\nlast` },
  { name: 'heading', chapter: (text) => `## ${oneLine(text)}\n\na\n\n### b ${oneLine(text)}\n\nc` },
  {
    name: 'table cell',
    chapter: (text) => {
      const cell = oneLine(text).replaceAll('|', '\\|');
      return `| ${cell} | b |\n| --- | :-: |\n| c | ${cell} |`;
    },
  },
  {
    name: 'list',
    chapter: (text) => `- ${text.replaceAll('\n', '\n  ')}\n- b\n\n1. ${text.replaceAll('\n', '\n   ')}`,
  },
  { name: 'quotation', chapter: (text) => `> [!NOTE]\n> ${text.replaceAll('\n', '\n> ')}` },
  {
    name: 'footnote',
    chapter: (text, number) => `a[^n${number}]\n\n[^n${number}]: ${indented(text)}\n\n    second`,
  },
  { name: 'alternative text', chapter: (text) => `![${text}](missing.png) ![${text}](here.png)` },
  { name: 'link text', chapter: (text) => `[${text}](https://example.org) [${text}](nowhere.md)` },
  {
    name: 'link target',
    chapter: (text) => `[a](<${oneLine(text)}>) [b](${oneLine(text)}) ![c](<${oneLine(text)}>)`,
  },
  {
    name: 'link title',
    chapter: (text) =>
      `[a](https://example.org "${text.replaceAll('"', '\\"')}") ![b](here.png '${text.replaceAll("'", "\\'")}')`,
  },
  {
    name: 'reference',
    chapter: (text, number) =>
      `[a][r${number}] ![b][r${number}] [c][s${number}]\n\n` +
      `[r${number}]: <${oneLine(text)}> "t"\n[s${number}]: https://example.org "${oneLine(text)}"`,
  },
  {
    name: 'HTML attribute',
    chapter: (text) => `<p title="${text}" lang='${text}'>x</p>\n\n<img alt="${text}" src="here.png">`,
  },
  { name: 'HTML block', chapter: (text) => `<details><summary>${text}</summary>\n\n${text}\n\n</details>` },
  {
    name: 'fence info',
    chapter: (text) => {
      const value = oneLine(fenceSafe(text));
      return (
        `\`\`\`js title="${value.replaceAll('"', '\\"')}" file=${value} {1}\nlet a\n\`\`\`\n\n` +
        `~~~ts tab="${value.replaceAll('"', '\\"')}"\nlet b\n~~~\n\n~~~js tab='${value}'\nlet c\n~~~\n\n` +
        `~~~text alt="${value.replaceAll('"', '\\"')}"\n┌───┐\n│ d │\n└───┘\n~~~`
      );
    },
  },
  {
    name: 'fence',
    chapter: (text) => `~~~html\n${text}\n~~~\n\n~~~text\n${text}\n~~~\n\n\`${oneLine(text)}\``,
  },
  {
    name: 'Mermaid label',
    chapter: (text) => {
      // A separator of lines ends a statement of Mermaid, and half a one stops the build.
      const label = oneLine(fenceSafe(text).replaceAll(/[\u2028\u2029]/g, ' '))
        .replaceAll('"', '#quot;')
        .replaceAll('|', '#124;');
      return (
        `\`\`\`mermaid alt="${label}" title="${label}"\nflowchart TD\n  a["${label}"] -->|"${label}"| b\n\`\`\`\n\n` +
        `\`\`\`mermaid alt="x"\nsequenceDiagram\n  participant A as ${label}\n  A->>B: ${label}\n\`\`\``
      );
    },
  },
  {
    name: 'Mermaid source',
    chapter: (text) =>
      `\`\`\`mermaid alt="x"\nflowchart TD\n  a --> b\n  ${indented(fenceSafe(text))}\n\`\`\``,
  },
  {
    name: 'question',
    chapter: (text, number) =>
      [
        question(
          number * 3,
          `ask: ${yaml(fenceSafe(text))}`,
          'answers:',
          `  - text: ${yaml(fenceSafe(text))}`,
          `    why: ${yaml(fenceSafe(text))}`,
          '  - text: b',
          '    correct: true',
          `    why: ${yaml(fenceSafe(text))}`,
        ),
        question(
          number * 3 + 1,
          'ask: a',
          'number: 1',
          `unit: ${yaml(fenceSafe(text))}`,
          `why: ${yaml(fenceSafe(text))}`,
        ),
        question(number * 3 + 2, 'ask: a', `order: [${yaml(fenceSafe(text))}, b, c]`, 'why: d'),
      ].join('\n\n'),
  },
  {
    name: 'figure',
    chapter: (text) =>
      `\`\`\`figure\nname: ${yaml(fenceSafe(text))}\n${yaml(fenceSafe(text))}: ${yaml(fenceSafe(text))}\n\`\`\``,
  },
  {
    name: 'front matter',
    chapter: (text, number) =>
      `---\ntitle: ${yaml(text)}\ndescription: ${yaml(text.slice(0, 300))}\nobjectives:\n  - id: known-${number}\n    text: ${yaml(text)}\n---\n\nx`,
  },
];

/** A chapter's file with an objective that its questions can name. */
export function chapterFile(context: ChapterContext, text: string, number: number): string {
  const body = context.chapter(text, number);
  return body.startsWith('---\n') || context.name !== 'question'
    ? body
    : `---\nobjectives:\n  - id: known\n    text: Know\n---\n\n${body}`;
}

/** Places outside a chapter: the cover, the glossary. */
export const COURSE_CONTEXTS: readonly { readonly name: string; course(text: string): CourseFolder }[] = [
  {
    name: 'cover',
    course: (text) => ({
      'index.md': `---\ntitle: ${yaml(text)}\ndescription: ${yaml(text.slice(0, 300))}\n---\n\n${text}`,
      '01-a.md': 'x',
    }),
  },
  {
    name: 'title of a chapter by its heading',
    course: (text) => ({ '01-a.md': `# ${oneLine(text)}\n\n${text}` }),
  },
  {
    name: 'glossary',
    course: (text) => ({
      'glossary.md': `${text}\n\n## ${oneLine(text)}\n\n${text}\n\n- Also: ${oneLine(text)}\n- Introduced in: [a](<${oneLine(text)}>)\n\n## Plain\n\nb`,
      '01-a.md': `x ${oneLine(text)} plain`,
    }),
  },
  {
    name: 'language',
    course: (text) => ({ 'index.md': `---\nlanguage: ${yaml(text)}\n---\n`, '01-a.md': 'x' }),
  },
];

/** A PNG of one pixel, for texts that name a picture that exists. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Writes courses into a new folder and gives it to `use`; the folder is gone afterwards. */
export async function withContent<Result>(
  courses: Readonly<Record<string, CourseFolder>>,
  use: (folder: string) => Promise<Result> | Result,
): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lectern-strangers-'));
  try {
    writeContent(folder, courses);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function writeContent(folder: string, courses: Readonly<Record<string, CourseFolder>>): void {
  for (const [course, files] of Object.entries(courses)) {
    mkdirSync(path.join(folder, course), { recursive: true });
    writeFileSync(path.join(folder, course, 'here.png'), PIXEL);
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, course, name), text);
  }
}
