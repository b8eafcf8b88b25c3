// Chapters in .mdx of other tools, compiled as Astro compiles them: what only the other tool has is gone, the words are there.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainMdx } from '../../src/course/source/parse.ts';
import { mdxProcessor } from '../../src/integrations/mdx-chapters.ts';
import { writeBook } from './books.ts';

const BOOKS = ['docusaurus', 'starlight'] as const;

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'lectern-mdx-'));
  for (const tool of BOOKS) writeBook(tool, path.join(root, 'content', tool));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

async function compile(file: string): Promise<string> {
  const processor = mdxProcessor(path.join(root, 'content'));
  const renderer = await processor.createMdxRenderer?.(
    { syntaxHighlight: false, gfm: false, smartypants: false },
    { optimize: false, srcDir: new URL('file:///'), sourcemap: false },
  );
  const { code } = (await renderer?.process(plainMdx(readFileSync(file, 'utf8'), file), file, {})) ?? {
    code: '',
  };
  return code;
}

test.each(BOOKS)('chapters of %s are compiled without what only it has', async (tool) => {
  const folder = path.join(root, 'content', tool);
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((name) =>
    /^(?!.*[\\/]_).*\.mdx$/.test(name),
  );
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    const code = await compile(path.join(folder, file));
    expect(code, file).not.toMatch(/from ["'](?:@theme|@site|@docusaurus|@astrojs\/starlight|astro:)/);
    expect(code, file).not.toMatch(/useBaseUrl|TabItem|CardGrid|LinkButton/);
  }
});

test('boxes, tabs and pictures of MDX come out as those of Markdown', async () => {
  const riding = await compile(path.join(root, 'content/docusaurus/docs/riding.mdx'));
  expect(riding).toContain('alert-tip');
  expect(riding).toContain('Cornering inside a window component.');
  expect(riding).toContain('Lean early.');
  const ends = await compile(path.join(root, 'content/starlight/src/content/docs/start/ends.mdx'));
  expect(ends).toContain('A coil of rope');
  expect(ends).toContain('Seal the ends first.');
  expect(ends).toContain('../bowline.html'.slice(3));
});
