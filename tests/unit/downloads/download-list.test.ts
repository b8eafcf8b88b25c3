// The cover lists the downloads that exist, with their sizes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { listFiles } from '../../../src/downloads/download-list.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lectern-downloads-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entry = (name: string): string =>
  `<li data-made="${name}"><a href="${name}">A file</a> <span class="facts" data-size></span></li>`;

test('files that were made have their size, others leave the list and come back when they are made', () => {
  writeFileSync(path.join(folder, 'a.epub'), Buffer.alloc(1_234_567));
  const html = `<ul>${entry('a.epub')}${entry('a.pdf')}</ul>`;
  const listed = listFiles(html, folder, 'en');
  expect(listed).toContain(
    '<li data-made="a.epub"><a href="a.epub">A file</a> <span class="facts" data-size>1.2 MB</span>',
  );
  expect(listed).toContain('<li data-made="a.pdf" hidden><a data-href="a.pdf">');
  expect(listFiles(listed, folder, 'en')).toBe(listed);
  writeFileSync(path.join(folder, 'a.pdf'), Buffer.alloc(3_000));
  expect(listFiles(listed, folder, 'en')).toMatch(/<li data-made="a\.pdf"><a href="a\.pdf">.*3 kB<\/span>/);
});

test('sizes are written as the course’s language writes them', () => {
  expect(listFiles(entry('a.epub'), folder, 'de')).toContain('1,2 MB');
});
