// The EPUB of each course: nothing that epubcheck finds fault with, in our courses and in five of the kinds that strangers
// drop in; every chapter's words; the same bytes from the same text.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, test } from 'vitest';
import { builtCourses } from '../../src/downloads/built-course.ts';
import { bookFiles } from '../../src/downloads/epub/book.ts';
import { root } from './built-site.ts';

const work = '.lectern/test/epub';
const content = `${work}/content`;
const strangers = `${work}/site`;
/** Debian's package puts it there; elsewhere its place is named. */
const JAR = [process.env['EPUBCHECK'], '/usr/share/java/epubcheck.jar'].find(
  (file) => file && existsSync(file),
);
const whyNot =
  JAR === undefined
    ? ' (skipped: epubcheck is not installed; Debian and Ubuntu have it as a package, elsewhere EPUBCHECK names its jar)'
    : '';
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const FILES: Readonly<Record<string, string | Buffer>> = {
  'arabic.md':
    '---\nlanguage: ar\n---\n\n# الأنظمة الموزعة\n\nمقدمة.\n\n## التخزين المؤقت\n\nنص و`cache.get(1)` داخل السطر[^1].\n\n```js\nconst a = 1;\n```\n\n### 1. رقم أولًا\n\n[رابط](#التوسع)\n\n## التوسع\n\nنص آخر.\n\n[^1]: حاشية.\n',
  'formulas.md':
    '# Formulas\n\n## Sums\n\nThe mean $\\bar{x} = \\frac{1}{n}\\sum_{i=1}^{n} x_i$ and\n\n$$\n\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}^{-1} \\ne \\sqrt[3]{\\frac{\\alpha}{\\beta}}\n$$\n\n```math\n\\int_0^\\infty e^{-x^2}\\,dx = \\frac{\\sqrt{\\pi}}{2}\n```\n\n## Limits\n\n$\\lim_{x \\to 0} \\frac{\\sin x}{x} = 1$, $\\mathbb{R} \\subset \\mathbb{C}$, $f\\colon A \\to B$.\n',
  'pictures/index.md': '# Pictures & more\n\n![A point](point.png)\n',
  'pictures/01-kinds.md':
    '# Kinds of pictures\n\n![A point](point.png "The point") ![](point.png)\n\n![Spaces](<a point.png>)\n\n![Drawn](drawn.svg)\n\n<img src="point.png" alt="HTML" width="40">\n\n<picture><source srcset="point.png" media="(min-width: 1px)"><img src="point.png" alt="Two"></picture>\n\n<video src="film.mp4" controls></video>\n\n```mermaid\nflowchart LR\n  a[First] --> b[Second]\n```\n\n```\n┌───┐   ┌───┐\n│ a │──▶│ b │\n└───┘   └───┘\n```\n\n[The second](02-2nd.md#3-d) and [elsewhere](https://example.org/?a=1&b=2), [a file](notes.pdf).\n',
  'pictures/02-2nd.md':
    '# 2nd\n\n## 3 D\n\n## 3 D\n\nText with <kbd>Ctrl</kbd>, H<sub>2</sub>O and <mark>marks</mark>.\n',
  'pictures/point.png': PIXEL,
  'pictures/a point.png': PIXEL,
  'pictures/film.mp4': Buffer.from('no film'),
  'pictures/notes.pdf': Buffer.from('%PDF-1.4'),
  'pictures/drawn.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><title>Drawn</title><rect width="10" height="10" fill="red"/></svg>',
  'tables.md':
    '# Tables\n\n## Plain\n\n| a | b |\n| :-- | --: |\n| 1 | `x|y` |\n| ~~2~~ | **3** |\n\n- [x] done\n- [ ] to do\n\n1. one\n\n   - deep\n\n> [!WARNING]\n> Careful.\n\n## HTML\n\n<table border="1" width="100%" style="color: red"><thead><tr><th colspan="2" scope="col" align="center" bgcolor="red">Wide</th></tr></thead><tr><td rowspan="2" valign="top">a</td><td nowrap>b</td></tr><tr><td>c</td></tr></table>\n\n<details open><summary>More <b>of it</b></summary>\n\nHidden **text**.\n\n</details>\n\n<dl><dt>Term</dt><dd>Meaning</dd></dl>\n\n<center>Old <font color="red">HTML</font></center>\n\n<div align="center">In the middle</div>\n\nA note[^n], and again[^n]. <ruby>漢<rt>kan</rt></ruby> <abbr title="HyperText">HT</abbr>\n\n[^n]: With `code`.\n\n## Code\n\n```diff\n- old\n+ new\n```\n\n```python title="a.py" {1}\nprint("<&>")\n```\n',
  'long/index.md': '# Two hundred chapters\n',
  ...Object.fromEntries(
    Array.from({ length: 200 }, (_, at) => [
      `long/${String(at + 1).padStart(3, '0')}-chapter.md`,
      `# Chapter ${at + 1}\n\n## Part of ${at + 1}\n\nText, and [the next](${String(at + 2).padStart(3, '0')}-chapter.md).\n`,
    ]),
  ),
};

beforeAll(() => {
  rmSync(work, { recursive: true, force: true });
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(`${content}/${name}`), { recursive: true });
    writeFileSync(`${content}/${name}`, text);
  }
  const env = { ...process.env, CONTENT_DIR: content, OUT_DIR: strangers };
  execFileSync(process.execPath, ['src/cli/build.ts'], { env, stdio: 'pipe' });
}, 600_000);

/** Its findings; empty where it finds nothing. */
function epubcheck(file: string): string[] {
  const { stdout, stderr } = spawnSync('java', ['-jar', JAR ?? '', file], { encoding: 'utf8' });
  const said = stdout + stderr;
  if (!said.includes('EPUBCheck completed')) return [said];
  return said.split('\n').filter((line) => /^(?:FATAL|ERROR|WARNING)/.test(line));
}

describe(`epubcheck finds nothing${whyNot}`, () => {
  test.skipIf(JAR === undefined).each(['backend-architecture', 'writing-a-course'])('in our %s', (id) => {
    expect(epubcheck(path.join(root, id, `${id}.epub`))).toEqual([]);
  });
  test.skipIf(JAR === undefined).each(['arabic', 'formulas', 'pictures', 'tables', 'long'])(
    'in a stranger’s %s',
    (id) => {
      expect(epubcheck(path.join(strangers, id, `${id}.epub`))).toEqual([]);
    },
  );
});

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

test.each(builtCourses(root))('every word of every chapter of $id is in its book', ({ id, chapters }) => {
  const book = unzipSync(readFileSync(path.join(root, id, `${id}.epub`)));
  const answers = strFromU8(book['book/answers.xhtml'] ?? new Uint8Array());
  for (const [at, chapter] of chapters.entries()) {
    const { document } = parseHTML(readFileSync(path.join(root, id, `${chapter.id}.html`), 'utf8'));
    // Controls, and what only they need, are for a screen.
    for (const gone of document.querySelectorAll(
      'article :is(button, .needs-script, .figure-help, .figure-share, .question-actions, .anchor, .answers > h2, .answers summary, video, audio)',
    ))
      gone.remove();
    const own = wordsOf(document.querySelector('article')?.textContent ?? '');
    const xhtml = strFromU8(book[`book/chapter-${at + 1}.xhtml`] ?? new Uint8Array());
    const there = new Map<string, number>();
    for (const text of [xhtml, answers])
      for (const word of wordsOf(parseHTML(text).document.documentElement.textContent))
        there.set(word, (there.get(word) ?? 0) + 1);
    const missing = own.filter((word) => {
      const left = there.get(word) ?? 0;
      there.set(word, left - 1);
      return left <= 0;
    });
    expect(own.length).toBeGreaterThan(20);
    expect(missing, chapter.id).toEqual([]);
  }
});

test('contents, reading order and chapters of a book agree', () => {
  for (const course of builtCourses(root)) {
    const book = unzipSync(readFileSync(path.join(root, course.id, `${course.id}.epub`)));
    expect(Object.keys(book)[0]).toBe('mimetype');
    const navigation = strFromU8(book['book/navigation.xhtml'] ?? new Uint8Array());
    const spine = strFromU8(book['book/package.opf'] ?? new Uint8Array()).matchAll(
      /<itemref idref="([^"]+)"/g,
    );
    const inOrder = [...spine].map(([, name]) => `${name}.xhtml`);
    const listed = [...navigation.matchAll(/href="([^"#]+\.xhtml)"/g)].map(([, name]) => name);
    expect(listed.slice(0, inOrder.length)).toEqual(inOrder);
    for (const { title } of course.chapters)
      expect(parseHTML(navigation).document.documentElement.textContent).toContain(title);
  }
});

test('the same pages make the same book', () => {
  const [course] = builtCourses(strangers);
  const options = { outDir: strangers, site: undefined, modified: new Date(0) };
  expect(course && bookFiles(course, options)).toEqual(course && bookFiles(course, options));
});
