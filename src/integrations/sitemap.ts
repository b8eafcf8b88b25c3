// The sitemap, where the site's address is known (SITE): @astrojs/sitemap, with addresses that end in .html as links do.
import sitemap from '@astrojs/sitemap';
import type { AstroIntegration } from 'astro';

export function siteMap(): AstroIntegration {
  return sitemap({
    // Not for search engines: the search page, the offline page and the print page, which repeats the chapters.
    filter: (page) => !/\/(?:search|offline|print)\/?$/.test(page),
    serialize: (item) => ({ ...item, url: item.url.endsWith('/') ? item.url : `${item.url}.html` }),
  });
}
