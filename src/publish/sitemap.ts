// `sitemap.xml` for sites that know their address (SITE): every page that is worth finding, as search engines ask for it.
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Pages that lead nowhere for somebody who comes from a search engine. */
const LEFT_OUT = ['404.html', 'search/index.html'];

/** Writes the sitemap into the folder; `site` is the absolute address that the folder will have. */
export async function writeSitemap(folder: string, site: string): Promise<void> {
  const names = (await readdir(folder, { recursive: true })).map((name) => name.split(path.sep).join('/'));
  const pages = names.filter((name) => name.endsWith('.html') && !LEFT_OUT.includes(name)).sort();
  const base = site.endsWith('/') ? site : `${site}/`;
  const entries = pages.map((name) => {
    const address = new URL(encodeURI(name === 'index.html' ? '' : name), base);
    return `  <url><loc>${address.href.replaceAll('&', '&amp;')}</loc></url>`;
  });
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</urlset>\n`;
  await writeFile(path.join(folder, 'sitemap.xml'), xml);
}
