// What is published of the files beside the texts, when a build asks for them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { APIContext } from 'astro';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('../../../src/course/courses.ts', () => ({
  getCourses: () => [{ files: [{ address: 'tea/a.svg', source: 'images/a.svg' }] }],
}));
const { GET, getStaticPaths } = await import('../../../src/pages/[...file].ts');

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'lectern-files-'));
  vi.stubEnv('CONTENT_DIR', root);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

async function published(source: string, address = `tea/${source}`): Promise<string> {
  const context = { props: { source }, params: { file: address } } as unknown as APIContext<{
    source: string;
  }>;
  return (await GET(context)).text();
}

test('a file’s address is below its course', async () => {
  expect(await getStaticPaths()).toEqual([
    { params: { file: 'tea/a.svg' }, props: { source: 'images/a.svg' } },
  ]);
});

test('an SVG picture is written anew, also one that was called otherwise; a file is what it was', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
  writeFileSync(path.join(root, 'a.svg'), svg);
  writeFileSync(path.join(root, 'b.png'), svg);
  writeFileSync(path.join(root, 'c.txt'), svg);
  expect(await published('a.svg')).not.toContain('alert');
  expect(await published('b.png', 'tea/b.svg')).not.toContain('alert');
  expect(await published('c.txt')).toBe(svg);
});

test('a file that was deleted or damaged while the site was built is an error with its name, without a stack', async () => {
  const gone = {
    name: 'ContentProblems',
    message: expect.stringMatching(/gone\.png:1:1 {2}file-unreadable/) as string,
  };
  await expect(published('gone.png')).rejects.toMatchObject(gone);
  writeFileSync(path.join(root, 'a.svg'), '<svg');
  await expect(published('a.svg')).rejects.toMatchObject({ name: 'ContentProblems' });
});
