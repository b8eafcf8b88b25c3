// Letters that XML cannot hold, wherever a page may have them: every file of the EPUB stays well-formed.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { bookFiles } from '../../../src/downloads/epub/book.ts';

const BAD = 'a\u0001b\u000bc\ufffed\uffff]]>]]&gt;';

test('control characters in titles, formulas, diagrams and attributes do not break a file', () => {
  const outDir = mkdtempSync(path.join(tmpdir(), 'lectern-epub-'));
  const write = (name: string, main: string): void => {
    mkdirSync(path.join(outDir, 'tea'), { recursive: true });
    writeFileSync(path.join(outDir, 'tea', `${name}.html`), `<main>${main}</main>`);
  };
  try {
    write('index', `<h1>${BAD}</h1><div class="prose"><p title="${BAD}">${BAD}</p></div>`);
    write(
      'water',
      `<article><h2 id="${BAD}">${BAD}</h2><math alttext="${BAD}"><mi>${BAD}</mi></math>` +
        `<svg aria-label="${BAD}"><text class="${BAD}">${BAD}</text></svg><a href="https://example.org/${BAD}">x</a>` +
        `<pre><code>${BAD}</code></pre><img src="a.png" alt="${BAD}"><video title="${BAD}"></video>` +
        `<section class="answers"><ol><li id="answer-a">${BAD}</li></ol></section></article>`,
    );
    const course = {
      id: 'tea',
      title: BAD,
      description: BAD,
      language: 'en',
      direction: 'ltr',
      chapters: [{ id: 'water', title: BAD, part: BAD }],
      hasGlossary: false,
    } as const;
    const files = bookFiles(course, { outDir, site: 'https://example.org/', modified: new Date(0) });
    for (const [name, content] of files) {
      if (typeof content !== 'string' || !/\.(?:xhtml|opf|svg|xml)$/.test(name)) continue;
      expect(content, name).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      expect(() => new SaxesParser({ xmlns: true }).write(content).close(), name).not.toThrow();
    }
    expect(files.size).toBeGreaterThan(6);
  } finally {
    rmSync(outDir, { recursive: true });
  }
});
