// Long rows of one sign in each place where a pattern reads a stranger's text: patterns that divide such a row in every way
// take the square, the cube or more of its length, so a file of some kilobytes would hold a build for hours.
// The time is counted in steps of the processor, not by the clock, so that a busy machine does not fail it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { renderFolder } from '../rendered-library.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lectern-blanks-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const row = (sign: string, length = 20_000): string => sign.repeat(length / sign.length);
const blanks = row(' ');
const SVG = 'xmlns="http://www.w3.org/2000/svg"';
const mermaid = (text: string): string => `# Tea\n\n\`\`\`mermaid\n${text}\n\`\`\`\n`;

/** Each is the text of a course in one file, or the files of a folder. */
const INPUTS: Readonly<Record<string, string | Readonly<Record<string, string>>>> = {
  'a message without an end': mermaid(`sequenceDiagram\nA->>${row(' ', 2000)}b`),
  'a label on an arrow without an end': mermaid(`flowchart LR\na --${row(' ', 8000)}b`),
  'comments before a word': `${'<!-- a -->'.repeat(60)} x\n`,
  'tags around a list of contents': `# T\n\n## A\n\n<p>${'<b> </b>'.repeat(60)}x\n\n- [a](#a)\n`,
  'blanks in an address': `# T\n\n[x](<a${row(' ', 200_000)}b>)\n`,
  'dots in an address': `# T\n\n[x](${row('../', 300_000)}x) ![x](${row('../', 300_000)}x.png)\n`,
  'openings of formulas': `# T\n\n${row('\\\\(', 400_000)}\n`,
  'hundreds of diagrams': `# T\n\n${'```mermaid\nflowchart LR\n  a-->b-->c\n```\n\n'.repeat(3_000)}`,
  'a tag of Liquid': `# T\n\n{% a${blanks}x\n`,
  'a shortcode of Hugo': `# T\n\n{{< a${blanks}x\n`,
  'tags of templates without an end': `# T\n\n{%- ${row('-', 200_000)}\n\n{% a${row('/a', 200_000)}\n\n{{< a${row('-a', 200_000)}\n`,
  backticks: `# T\n\n{%${row('`', 200_000)}\n`,
  'a box of Material': `# T\n\n!!! note ${'inline '.repeat(60)}!\n`,
  'a component': `# T\n\n<Aside ${blanks}x\n`,
  'a heading in a box': `# T\n\n!!! note\n    # a${row(' ', 3000)}b#x\n`,
  'a list in SUMMARY.md': {
    'a.md': 'Text.\n',
    'SUMMARY.md': `- a${blanks}b:[\n# a${blanks}b\n# ${row('[')}\n- [a](a.md "${blanks}x)\n`,
  },
  'a title in book.toml': { 'a.md': 'Text.\n', 'book.toml': row('\n', 200_000) },
  'titles of parts': {
    'p/index.md': `# a${row(' ', 100_000)}b\n`,
    'p/a.md': 'Text.\n',
    'q/index.md': `---\ntitle: a${row(' ', 100_000)}b\n---\n`,
    'q/a.md': 'Text.\n',
    'r/index.md': `${row(' ', 200_000)}x\n`,
    'r/a.md': 'Text.\n',
  },
  'keys of front matter': {
    'a.md': `---\nslug:${row(' ', 19_000)}x${row(' ', 900)}\n---\n\nText.\n`,
    'b.md': `---\nsidebar:\n  label:${row(' ', 19_000)}x\n---\n\nText.\n`,
  },
  'fences before a language is known': row('>>>>>>>```\n', 66_000),
  'a drawing': `# T\n\n\`\`\`\n┌─┐${row(' ', 100_000)}x\n\`\`\`\n`,
  'a length in an SVG': {
    'a.md': '![p](p.svg)\n',
    'p.svg': `<svg ${SVG} width="1${row(' ', 200_000)}!"><rect style="fill:url(${row(' ', 100_000)}x"/></svg>`,
  },
  'a color in an SVG': {
    'a.md': '![p](p.svg)\n',
    'p.svg': `<svg ${SVG}><desc>background:${row(' ', 150_000)}x${row('<rect ')}</desc></svg>`.replaceAll(
      '<rect ',
      '&lt;rect ',
    ),
  },
};

/** Each takes some tenths of a second; those that fell took from ten seconds to longer than anybody waited. */
const MOST_SECONDS = 4;

test.each(Object.entries(INPUTS))('%s is read in time', { timeout: 600_000 }, async (_, input) => {
  const files = typeof input === 'string' ? { 'tea.md': input } : input;
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, typeof input === 'string' ? name : `tea/${name}`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const before = process.cpuUsage();
  await renderFolder(folder, () => ({ html: '' }));
  const { user } = process.cpuUsage(before);
  expect(user / 1e6).toBeLessThan(MOST_SECONDS);
});
