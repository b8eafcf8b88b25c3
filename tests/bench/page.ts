// What a chapter page needs at rest, over HTTP with the best Brotli: all bytes but fonts, of them JavaScript; fonts.
// The seed's "Caching Strategies" is the page that the peers were measured by; our own chapters say how much is text.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { courseSite, seedSite } from './sites.ts';
import { withSite, withoutFonts, type Loaded } from './reader.ts';
import { printTable, type Row } from './table.ts';

/** The 50 KB of fonts are three files: the italic has one weight, and what that saves is the interface face. */
const BUDGET = { page: 16, script: 5, font: 50, fontFiles: 3 };

export async function benchPage(): Promise<void> {
  const seed = await seedSite();
  if (seed) {
    const loaded = await measure(seed, ['backend-architecture/caching-strategies.html']);
    for (const [name, each] of loaded) printTable(`Page at rest: the seed's ${name}`, rows(each, true));
  }
  const site = await courseSite();
  const chapters = readdirSync(`${site}/backend-architecture`)
    .filter((name) => name.endsWith('.html') && !/^(?:index|topics|glossary|figures|print)\./.test(name))
    .map((name) => `backend-architecture/${name}`);
  const loaded = await measure(site, chapters);
  printTable(
    'Pages at rest: our own chapters (the article compressed by itself; the frame is all that is not article)',
    [...loaded].flatMap(([name, each]) => {
      const article = textBytes(site, name) / 1024;
      const all = withoutFonts(each) / 1024;
      return [
        { what: `${name}: all but fonts`, measured: all, unit: 'KB' },
        { what: '  of it the article', measured: article, unit: 'KB' },
        { what: '  of it the frame', measured: all - article, unit: 'KB', budget: BUDGET.page },
      ];
    }),
  );
}

async function measure(site: string, pages: readonly string[]): Promise<Map<string, Loaded>> {
  const loaded = new Map<string, Loaded>();
  await withSite(site, async (url, open) => {
    for (const name of pages) {
      const { page, take } = await open();
      await page.goto(url + name, { waitUntil: 'networkidle' });
      loaded.set(name, take());
      await page.context().close();
    }
  });
  return loaded;
}

function rows(loaded: Loaded, isBudgeted: boolean): Row[] {
  const budget = (value: number): Pick<Row, 'budget'> => (isBudgeted ? { budget: value } : {});
  return [
    { what: 'all but fonts', measured: withoutFonts(loaded) / 1024, unit: 'KB', ...budget(BUDGET.page) },
    { what: 'of it the page', measured: loaded.page / 1024, unit: 'KB' },
    { what: 'of it JavaScript', measured: loaded.script / 1024, unit: 'KB', ...budget(BUDGET.script) },
    { what: 'of it styles for print', measured: loaded.style / 1024, unit: 'KB' },
    { what: 'of it pictures and the rest', measured: loaded.other / 1024, unit: 'KB' },
    { what: 'fonts', measured: loaded.font / 1024, unit: 'KB', ...budget(BUDGET.font) },
    { what: 'font files', measured: loaded.fontFiles, ...budget(BUDGET.fontFiles) },
  ];
}

/** The author's text as HTML, compressed by itself. */
function textBytes(site: string, name: string): number {
  const file = `${site}/${name}`;
  const html = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const article = /<article\b[\s\S]*<\/article>/.exec(html)?.[0] ?? '';
  return brotliCompressSync(article).length;
}
