// Inputs that are legal, or nearly, and once took minutes or gigabytes: each as a folder of files, of a size that can be
// chosen. Shared by the tests of growth and the long trials. Not here: malformed texts (malformed.ts).

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Names below the content folder → texts. */
export type Files = Readonly<Record<string, string>>;

export interface HeavyInput {
  readonly name: string;
  /** The size that once hung, in the input's own unit. */
  readonly full: number;
  /** The code by which the full size is refused; absent where it is read. */
  readonly refused?: string;
  make(size: number): Files;
}

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Words that differ from each other in a way that no spelling rule folds. */
const word = (index: number): string =>
  index.toString(26).replace(/[0-9a-p]/g, (sign) => String.fromCharCode(97 + parseInt(sign, 26)));

export const HEAVY_INPUTS: readonly HeavyInput[] = [
  {
    name: 'paragraphs of open emphasis',
    full: 60,
    refused: 'text-too-complex',
    make: (size) => ({ 'a.md': `# A\n\n${lines(size, () => `${'*_'.repeat(4995)}\n`)}` }),
  },
  {
    name: 'glossary of one-word terms',
    full: 5000,
    make: (size) => ({
      'a/glossary.md': lines(size, (at) => `## term${word(at)}\n\nA term${word(at + 1)} by itself.\n`),
      'a/one.md': `# One\n\n${lines(size, (at) => `Text on term${word(at)} here.\n`)}`,
    }),
  },
  {
    name: 'glossary of terms that begin alike',
    full: 5000,
    make: (size) => ({
      'a/glossary.md': lines(size, (at) => `## cache ${word(at)}\n\nA cache ${word(at + 1)} by itself.\n`),
      'a/one.md': `# One\n\n${lines(size, (at) => `Text on cache ${word(at)} here.\n`)}`,
    }),
  },
  {
    name: 'unknown front matter keys',
    full: 50_000,
    refused: 'front-matter-malformed',
    make: (size) => ({
      'a.md': `---\ntitle: A\n${lines(size, (at) => `key${at}: ${at}`)}\n---\n\n# A\n\nText.\n`,
    }),
  },
  {
    name: 'unknown front matter keys below chapters',
    full: 20_000,
    make: (size) => ({
      'a.md': `---\ntitle: A\nchapters:\n  b:\n${lines(size, (at) => `    key${at}: ${at}`)}\n---\n\n# A\n\n## B\n\nText.\n`,
    }),
  },
  {
    name: 'YAML documents after the front matter',
    full: 9000,
    refused: 'file-too-large',
    make: (size) => ({
      'a.md': `---\ntitle: A\n---\n${lines(size, (at) => `---\na${at}: 1`)}\n---\n\n# A\n\nText.\n`,
    }),
  },
  {
    name: 'YAML documents inside a question',
    full: 9000,
    make: (size) => ({
      'a.md': `# A\n\nText.\n\n\`\`\`question\n${lines(size, () => `---\na: 1`)}\n\`\`\`\n`,
    }),
  },
  {
    name: 'line breaks',
    full: 4_000_000,
    refused: 'file-too-large',
    make: (size) => ({ 'a.md': `# A\n\nText.${'\n'.repeat(size)}End.\n` }),
  },
  {
    name: 'table of many columns',
    full: 2000,
    refused: 'file-too-large',
    make: (size) => ({
      'a.md': `# A\n\n|${' a |'.repeat(size)}\n|${' - |'.repeat(size)}\n${lines(50, () => `|${' b |'.repeat(size)}`)}\n`,
    }),
  },
  {
    name: 'table of columns that its rows do not have',
    full: 2000,
    refused: 'file-too-large',
    make: (size) => ({
      'a.md': `# A\n\n|${' a |'.repeat(size)}\n|${' - |'.repeat(size)}\n${lines(size, () => '| b |')}\n`,
    }),
  },
  {
    name: 'table of many rows',
    full: 50_000,
    refused: 'file-too-large',
    make: (size) => ({ 'a.md': `# A\n\n| a | b |\n| - | - |\n${lines(size, (at) => `| ${at} | b |`)}\n` }),
  },
  {
    name: 'headings',
    full: 100_000,
    refused: 'file-too-large',
    make: (size) => ({ 'a.md': `# A\n\n${lines(size, (at) => `### H${at}\n`)}` }),
  },
  {
    name: 'headings of one name',
    full: 100_000,
    refused: 'file-too-large',
    make: (size) => ({ 'a.md': `# A\n\n${lines(size, () => `### Same\n`)}` }),
  },
  {
    name: 'chapters in one file',
    full: 10_000,
    make: (size) => ({ 'a.md': `# A\n\n${lines(size, (at) => `## Chapter ${at}\n\nText ${at}.\n`)}` }),
  },
  {
    name: 'files of one course',
    full: 10_000,
    make: (size) =>
      Object.fromEntries(
        Array.from({ length: size }, (_, at) => [`a/${at}-chapter.md`, `# Chapter ${at}\n\nText ${at}.\n`]),
      ),
  },
];

export function writeFiles(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}
