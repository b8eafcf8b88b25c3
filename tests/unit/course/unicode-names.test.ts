// Accents in file names: composed (NFC) and decomposed (NFD) spellings mean the same file, as readers see no difference.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { renderFolder } from '../../rendered-library.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lectern-unicode-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const TEXT = `# Café

[The next](02-thé.md) and [its end](02-thé.md#goût), [the menu](carte/menu-é.pdf).

![A cup](images-é/tasse-é.png)
`;

test.each([
  ['composed', 'decomposed', 'NFC', 'NFD'],
  ['decomposed', 'composed', 'NFD', 'NFC'],
])('texts that are %s find files that are %s', async (_, _other, written, onDisk) => {
  const write = (name: string, data: string | Buffer): void => {
    const file = path.join(folder, 'thé'.normalize(onDisk), name.normalize(onDisk));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, data);
  };
  write('index.md', '# Thé\n\n[Café](01-café.md)\n'.normalize(written));
  write('01-café.md', TEXT.normalize(written));
  write('02-thé.md', '# Thé vert\n\n## Goût\n\nVert.\n'.normalize(written));
  write('carte/menu-é.pdf', '%PDF-1.4');
  write('images-é/tasse-é.png', PIXEL);
  const { courses, problems } = await renderFolder(folder, () => ({ html: '' }));
  expect(problems.filter(({ code }) => code !== 'language-unstated')).toEqual([]);
  expect(courses[0]?.files.length).toBe(2);
});
