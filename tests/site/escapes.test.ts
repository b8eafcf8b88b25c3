// Whatever a text names, nothing from outside its content folder gets into the site: not by a path, not by a link of
// the file system, not by another spelling of either. Built by the command itself; each attempt is told with its line.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

const work = path.resolve('.lectern/test/escapes');
const [content, outside, site] = ['content', 'outside', 'site'].map((name) => path.join(work, name)) as [
  string,
  string,
  string,
];
/** In every file outside, and in no file inside. */
const SECRET = 'secret-7f3a9c';
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Addresses as texts write them; `FILE` becomes a file outside that there is, `ROOT` its absolute path. */
const ATTEMPTS: readonly string[] = [
  '../../outside/FILE',
  '../../../../../../../../../../etc/passwd',
  './images/../../../outside/FILE',
  '..%2f..%2foutside%2fFILE',
  '%2e%2e/%2e%2e/outside/FILE',
  '%2e%2e%2f%2e%2e%2foutside%2fFILE',
  '%252e%252e%252f%252e%252e%252foutside%252fFILE',
  '....//....//outside/FILE',
  '..\\..\\outside\\FILE',
  '..%5c..%5coutside%5cFILE',
  'ROOT/FILE',
  '//localhost/ROOT/FILE',
  '/etc/passwd',
  '%2fetc%2fpasswd',
  'file:///etc/passwd',
  'file:ROOT/FILE',
  'FILE:///etc/passwd',
  '/@fs/etc/passwd',
  'linked-FILE',
  'linked/FILE',
  'linked/../linked/FILE',
  '../linked-beside/FILE',
  'hello/FILE',
  '../../outside/FILE%00.png',
  '../../outside/FILE?x.png',
  '../../outside/FILE#x.png',
];
const FILES = ['notes.txt', 'picture.png', 'drawing.svg'];

const lines = ATTEMPTS.flatMap((attempt) =>
  (attempt.includes('FILE') && !attempt.startsWith('FILE:') ? FILES : ['']).map((file) =>
    attempt.replace(/(?<!^)FILE|^FILE(?!:)/, file).replace('ROOT', outside.replaceAll(path.sep, '/')),
  ),
);
/** One attempt to a line, so that a line tells the attempt. */
const markdown = lines.map((address) => `[a](<${address}>) ![b](<${address}>)\n`).join('\n');
const html = lines
  .map((address) => `<p><a href="${address}">a</a> <img alt="b" src="${address}"></p>\n`)
  .join('\n');
const jsx = lines
  .map((address) => `<a href="${address}">a</a> <img alt="b" src="${address}" />\n`)
  .join('\n');
const CHAPTERS = {
  '01-markdown.md': markdown,
  '02-html.md': html,
  '03-jsx.mdx': jsx,
  '04-mdx.mdx': markdown.replaceAll('<', '').replaceAll('>', ''),
};

describe.skipIf(process.platform === 'win32')('a course that reaches for files outside', () => {
  let report = '';
  let status: number | null = null;

  beforeAll(() => {
    rmSync(work, { recursive: true, force: true });
    const course = path.join(content, 'shop');
    mkdirSync(path.join(course, 'images'), { recursive: true });
    mkdirSync(outside, { recursive: true });
    writeFileSync(path.join(outside, 'notes.txt'), SECRET);
    writeFileSync(path.join(outside, '01-secret.md'), `# ${SECRET}\n\n${SECRET}`);
    writeFileSync(path.join(outside, 'picture.png'), Buffer.concat([PIXEL, Buffer.from(SECRET)]));
    writeFileSync(
      path.join(outside, 'drawing.svg'),
      `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><desc>${SECRET}</desc></svg>`,
    );
    for (const [name, text] of Object.entries(CHAPTERS)) writeFileSync(path.join(course, name), text);
    writeFileSync(path.join(course, 'here.png'), PIXEL);
    writeFileSync(path.join(course, '05-fine.md'), 'See ![one pixel](here.png) and [it](here.png).\n');
    for (const file of FILES) symlinkSync(path.join(outside, file), path.join(course, `linked-${file}`));
    symlinkSync(outside, path.join(course, 'linked'));
    symlinkSync('../../outside', path.join(course, 'hello'));
    symlinkSync(outside, path.join(content, '.linked-beside'));
    const { stdout, stderr, status: code } = build();
    [report, status] = [stdout + stderr, code];
  });

  test('is built all the same, with the picture that is its own', () => {
    expect([status, report]).toEqual([0, expect.stringMatching(/^\d+ pages? in .* → /m)]);
    expect(report).not.toContain('05-fine');
    expect(readFileSync(path.join(site, 'shop/here.png')).equals(PIXEL)).toBe(true);
  });

  test('nothing from outside is in the site, in no file and under no name', () => {
    const found = (readdirSync(site, { recursive: true }) as string[]).filter((name) => {
      const full = path.join(site, name);
      // The site's own scripts and styles have names of their own, `notes` among them.
      if (!name.startsWith('assets') && /notes|picture|drawing|passwd|secret/.test(name)) return true;
      return statSync(full).isFile() && /secret-7f3a9c|root:x?:0:0/.test(readFileSync(full, 'latin1'));
    });
    expect(found).toEqual([]);
  });

  test('no page asks for what is outside', () => {
    for (const name of ['markdown', 'html', 'jsx', 'mdx']) {
      const page = readFileSync(path.join(site, `shop/${name}.html`), 'utf8');
      const article = page.slice(page.indexOf('<article'), page.indexOf('</article'));
      expect(article).not.toMatch(/<img|src=|file:|href="[^"]*(?:outside|passwd|linked|hello|%2e)/i);
    }
  });

  test.each(Object.keys(CHAPTERS))(
    'in %s each attempt is told with its line, as a link and as a picture',
    (name) => {
      const missing = lines.flatMap((address, at) =>
        [
          'link-|html-removed\n  The address in href',
          'image-(?!alt)|html-removed\n  The address in src',
        ].flatMap((kind) => {
          const line = at * 2 + 1;
          const told = new RegExp(`shop/${name}:${line}:\\d+ {2}(?:${kind})`).test(report);
          // What is taken out of HTML is told once on a page for each thing.
          const [, removed = ''] = kind.split('|');
          const toldOnce = new RegExp(`shop/${name}:\\d+:\\d+ {2}${removed.replace('(?!alt)', '')}`).test(
            report,
          );
          return told || (name.includes('html') && toldOnce) ? [] : [`line ${line}: ${address} (${kind})`];
        }),
      );
      expect(missing).toEqual([]);
    },
  );

  test('a chapter or a course that is a link to the outside stops the build, with its name', () => {
    symlinkSync(path.join(outside, '01-secret.md'), path.join(content, 'shop/06-secret.md'));
    symlinkSync(outside, path.join(content, 'other'));
    const before = readdirSync(site, { recursive: true });
    const { stdout, stderr, status: code } = build();
    expect(code).toBe(1);
    expect(stdout + stderr).toMatch(/shop\/06-secret\.md:1:1 {2}file-outside-content/);
    expect(stdout + stderr).toMatch(/content\/other:1:1 {2}file-outside-content/);
    expect(stdout + stderr).not.toContain(SECRET);
    expect(readdirSync(site, { recursive: true })).toEqual(before);
  });
});

function build(): { stdout: string; stderr: string; status: number | null } {
  const env = { ...process.env, CONTENT_DIR: content, OUT_DIR: site };
  return spawnSync(process.execPath, ['src/cli/build.ts', '--all'], {
    env,
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  });
}
