// What the libraries that the design asks for cost by themselves, each as a process of its own (build.ts measures it):
// node tests/bench/libraries-alone.ts markdown <content folder> | pagefind <file of search records, as JSON>
// Not here: anything of ours beside them, so that no build with these libraries can need less.
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import rehypeSlug from 'rehype-slug';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import {
  bundledLanguages,
  createCssVariablesTheme,
  createHighlighter,
  createJavaScriptRegexEngine,
} from 'shiki';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import type { SearchRecord } from '../../src/search/index/records.ts';

const [library, input = ''] = process.argv.slice(2);
if (library === 'markdown') await markdownAlone();
else await pagefindAlone();

/** Every text to HTML by unified, every fence coloured by Shiki. */
async function markdownAlone(): Promise<void> {
  const theme = createCssVariablesTheme();
  const engine = createJavaScriptRegexEngine({ forgiving: true });
  const shiki = await createHighlighter({ themes: [theme], langs: [], engine });
  const pipeline = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype)
    .use(rehypeSlug)
    .use(rehypeStringify);
  for (const name of readdirSync(input, { recursive: true }) as string[]) {
    if (!name.endsWith('.md')) continue;
    const tree = pipeline.parse(readFileSync(path.join(input, name), 'utf8'));
    const fences: { readonly lang: string; readonly value: string }[] = [];
    visit(tree, 'code', ({ lang, value }) => void fences.push({ lang: lang ?? '', value }));
    pipeline.stringify(await pipeline.run(tree));
    for (const { lang, value } of fences) {
      if (!(lang in bundledLanguages)) continue;
      await shiki.loadLanguage(lang as keyof typeof bundledLanguages);
      shiki.codeToTokens(value, { lang: lang as keyof typeof bundledLanguages, theme: theme.name ?? '' });
    }
  }
}

/** The records into an index, and that to disk. */
async function pagefindAlone(): Promise<void> {
  const records = JSON.parse(readFileSync(input, 'utf8')) as readonly SearchRecord[];
  const { createIndex, close } = await import('pagefind');
  const { index } = await createIndex();
  if (!index) throw new Error('Pagefind made no index.');
  for (let from = 0; from < records.length; from += 200) {
    const batch = records.slice(from, from + 200);
    await Promise.all(batch.map(({ url, html }) => index.addHTMLFile({ url, content: html })));
  }
  const outputPath = path.resolve('.lectern/bench/index-alone');
  rmSync(outputPath, { recursive: true, force: true });
  await index.writeFiles({ outputPath });
  await close();
}
