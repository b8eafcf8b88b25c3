// The comparison for build times: the least site that Astro makes of the same chapters, as its peers are built: the glob
// loader, one page, a list of all chapters beside the text, Pagefind with its defaults. It uses this project's packages.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { costOf, type Cost } from './process-cost.ts';

const PAGE = `---
import { getCollection, render } from 'astro:content';
export async function getStaticPaths() {
  const all = await getCollection('docs');
  return all.map((entry) => ({ params: { slug: entry.id }, props: { entry, all } }));
}
const { entry, all } = Astro.props;
const { Content } = await render(entry);
---
<html lang="en"><head><meta charset="utf-8"><title>{entry.data.title}</title></head><body>
<nav><ul>{all.map(({ id, data }) => <li><a href={\`/\${id}/\`}>{data.title}</a></li>)}</ul></nav>
<main data-pagefind-body><h1>{entry.data.title}</h1><Content /></main></body></html>
`;

/** Writes the site into the folder, which must lie inside the project so that its packages are found. */
export function writeBareSite(folder: string, content: string): void {
  rmSync(folder, { recursive: true, force: true });
  const docs = path.join(folder, 'src/content/docs');
  for (const name of readdirSync(content, { recursive: true }) as string[]) {
    if (!name.endsWith('.md')) continue;
    const [title = '', ...rest] = readFileSync(path.join(content, name), 'utf8').split('\n');
    mkdirSync(path.dirname(path.join(docs, name)), { recursive: true });
    writeFileSync(
      path.join(docs, name),
      `---\ntitle: "${title.replace(/^# /, '')}"\n---\n${rest.join('\n')}`,
    );
  }
  const files = {
    'package.json': '{ "type": "module", "private": true }',
    'astro.config.mjs': `export default { cacheDir: './cache' };`,
    'src/pages/[...slug].astro': PAGE,
    'src/content.config.ts': `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
export const collections = { docs: defineCollection({ loader: glob({ pattern: '**/*.md', base: './src/content/docs' }) }) };
`,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

export async function buildBareSite(folder: string): Promise<Cost> {
  const env = { ASTRO_TELEMETRY_DISABLED: '1' };
  const astro = await costOf('astro', ['build'], { cwd: folder, env });
  const pagefind = await costOf('pagefind', ['--site', path.join(folder, 'dist')]);
  return {
    wall: astro.wall + pagefind.wall,
    cpu: astro.cpu + pagefind.cpu,
    peakMb: Math.max(astro.peakMb, pagefind.peakMb),
  };
}
