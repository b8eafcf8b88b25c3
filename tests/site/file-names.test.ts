// What `check` finds nothing wrong with is built, whatever files and headings are called; each file is published below its
// course, where the pages ask for it. Built by the command itself.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLibrary } from '../../src/course/read-course.ts';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const NAMES = [
  'logo@2x.png',
  'a+b,c.png',
  'a & b=c.png',
  "it's $5;.png",
  'a #1.png',
  '100%.png',
  'a%20b.png',
  'a\nb.png',
  'a:b?.png',
  'cafe\u0301.png',
  'café.png',
  'größe 茶.png',
  `${'a'.repeat(248)}.png`,
  `${'茶'.repeat(80)}.png`,
  'favicon.svg',
  'apple-touch-icon.png',
  'index.html/a.png',
  'assets/a.png',
  'search/a.png',
];
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="alert(1)"><a href="x"/></svg>';
const root = mkdtempSync(path.join(tmpdir(), 'lectern-names-'));
const content = path.join(root, 'content');
const site = '.lectern/test/file-names/site';
afterAll(() => rmSync(root, { recursive: true }));

function build(environment: Record<string, string> = {}): { status: number | null; said: string } {
  const env = { ...process.env, CONTENT_DIR: content, OUT_DIR: site, ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/build.ts'], {
    env,
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

beforeAll(() => {
  rmSync(site, { recursive: true, force: true });
  for (const name of NAMES) {
    for (const folder of ['shop', 'shared']) {
      mkdirSync(path.join(content, folder, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(content, folder, name), name.endsWith('.svg') ? SVG : PIXEL);
    }
  }
  const pictures = (folder: string): string =>
    NAMES.map((name) => `![A dot](${folder}${encodeURIComponent(name).replaceAll('%2F', '/')})`).join('\n');
  writeFileSync(
    path.join(content, 'shop/01-one.md'),
    `# One\n\n${pictures('')}\n\n${pictures('../shared/')}\n\n[A dot](logo%402x.png)\n`,
  );
  writeFileSync(path.join(content, `shop/02-${'b'.repeat(245)}.md`), '# Two\n\nText.\n');
  writeFileSync(
    path.join(content, 'notes.md'),
    `# Notes\n\n## ${'a'.repeat(300)}\n\n${pictures('shared/')}\n\n## ${'茶'.repeat(90)}\n\nText.\n\n## ${'茶'.repeat(91)}\n\nText.\n`,
  );
}, 120_000);

test(
  'a build of any names succeeds, and every page finds its files below its course',
  { timeout: 240_000 },
  () => {
    const problems = readLibrary(content).problems.filter(
      // Headings of Chinese letters make the course look Chinese, which is told.
      ({ code }) => code !== 'image-unsafe' && code !== 'language-unstated',
    );
    expect(problems).toEqual([]);
    const { status, said } = build();
    expect([status, said]).toEqual([0, expect.stringMatching(/^\d+ pages in .* → /m)]);
    let shown = 0;
    for (const course of ['shop', 'notes']) {
      for (const name of readdirSync(path.join(site, course)).filter(
        (each) => each.endsWith('.html') && each !== 'print.html',
      )) {
        const { document } = parseHTML(readFileSync(path.join(site, course, name), 'utf8'));
        for (const element of document.querySelectorAll('article img, article a[href*=logo]')) {
          const address = element.getAttribute('src') ?? element.getAttribute('href') ?? '';
          const { pathname } = new URL(address, `https://site.example/${course}/${name}`);
          expect(pathname).toMatch(new RegExp(`^/${course}/`));
          expect(existsSync(path.join(site, decodeURIComponent(pathname))), pathname).toBe(true);
          shown += 1;
        }
      }
    }
    expect(shown).toBe(NAMES.length * 3 + 1);
    expect(readFileSync(path.join(site, 'shop/favicon.svg'), 'utf8')).not.toMatch(/onload|alert/);
    expect(readFileSync(path.join(site, 'favicon.svg'), 'utf8')).toBe(
      readFileSync('public/favicon.svg', 'utf8'),
    );
    const top = readdirSync(site)
      .filter((name) => /\.(?:png|svg)$/.test(name))
      .sort();
    expect(top).toEqual(
      readdirSync('public')
        .filter((name) => /\.(?:png|svg)$/.test(name))
        .sort(),
    );
  },
);

test.each([
  ['example.org', 'Did you mean https://example.org?'],
  ['ftp://example.org', 'Write it whole'],
])('SITE=%s is told in words, and nothing is built', (address, hint) => {
  const { status, said } = build({ SITE: address });
  expect(status).toBe(1);
  expect(said).toContain(`SITE is "${address}", which is not the address of a site.`);
  expect(said).toContain(hint);
  expect(said).not.toMatch(/\bat .*:\d+/);
});
