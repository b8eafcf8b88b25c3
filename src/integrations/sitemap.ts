// The sitemap, where the site knows its address (SITE): Astro's own, with addresses that name the files as links do.
import sitemap from '@astrojs/sitemap';
import type { AstroIntegration } from 'astro';

export function siteMap(): AstroIntegration {
  return sitemap({
    // Somebody who comes from a search engine has no use for another search, nor for what stands for a page or for all of them.
    filter: (page) => !/\/(?:search|offline|print)\/?$/.test(page),
    serialize: (item) => ({ ...item, url: item.url.endsWith('/') ? item.url : `${item.url}.html` }),
  });
}
