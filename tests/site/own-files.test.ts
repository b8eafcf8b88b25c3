// What a publisher puts into public/ is in the built folder as it was, names that begin with a dot too; what is put into
// the built folder by hand is not lost without a word. In a project of its own, with this one's program and packages.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const PROGRAM = ['src', 'astro.config.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'];
const FILES = ['.htaccess', '_headers', 'CNAME', '.well-known/security.txt'];
const texts = 'texts';
const project = realpathSync(mkdtempSync(path.join(tmpdir(), 'lectern-project-')));
afterAll(() => rmSync(project, { recursive: true, force: true }));

function build(): { status: number | null; said: string } {
  const { OUT_DIR: _, ...environment } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/build.ts'], {
    cwd: project,
    encoding: 'utf8',
    env: { ...environment, CONTENT_DIR: texts },
  });
  return { status, said: stdout + stderr };
}

test.skipIf(process.platform === 'win32')(
  'files of public/ are copied; others are not thrown away',
  { timeout: 120_000 },
  () => {
    for (const name of PROGRAM) cpSync(name, path.join(project, name), { recursive: true });
    symlinkSync(path.resolve('node_modules'), path.join(project, 'node_modules'));
    mkdirSync(path.join(project, texts));
    writeFileSync(path.join(project, texts, 'tea.md'), '# Tea\n\n## Water\n\nText.\n');
    for (const name of FILES) {
      mkdirSync(path.dirname(path.join(project, 'public', name)), { recursive: true });
      writeFileSync(path.join(project, 'public', name), `This is ${name}.\n`);
    }
    expect(build()).toEqual({
      status: 0,
      said: expect.stringMatching(/^\d+ pages in .* → dist\/$/m) as string,
    });
    for (const name of FILES)
      expect(readFileSync(path.join(project, 'dist', name), 'utf8')).toBe(`This is ${name}.\n`);
    expect(existsSync(path.join(project, 'dist/tea/water.html'))).toBe(true);

    const mine = path.join(project, 'dist/robots.txt');
    writeFileSync(mine, 'User-agent: *\n');
    const { status, said } = build();
    expect(status).toBe(1);
    expect(said).toContain('holds "robots.txt", which no build made');
    expect(said).toContain('the previous output is untouched');
    expect(readFileSync(mine, 'utf8')).toBe('User-agent: *\n');
  },
);
