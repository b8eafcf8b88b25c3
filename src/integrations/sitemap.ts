// The sitemap, where the site knows its address (SITE): Astro's own, with addresses below that one, which name the files as
// links do. Astro's base stays the root, since a site works at any path; its sitemap is told the path here.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sitemap from '@astrojs/sitemap';
import type { AstroConfig, AstroIntegration } from 'astro';

/** Somebody who comes from a search engine has no use for another search, nor for what stands for a page or for all of them. */
const LEFT_OUT = /^(?:search(?:\/index)?|offline|[^/]+\/print)$/;

export function siteMap(): AstroIntegration {
  let home = '';
  let outDir = '';
  /** The page's path below the site's address, without its ending: `course/chapter`, '' for the library. */
  const nameOf = (url: string): string => decodeURI(url.slice(home.length)).replace(/\/$/, '');
  const { name, hooks } = sitemap({
    filter: (url) => !LEFT_OUT.test(nameOf(url)),
    serialize: (item) => ({ ...item, url: home + addressOf(nameOf(item.url), outDir) }),
  });
  return {
    name,
    hooks: {
      ...hooks,
      'astro:config:done': (options) => {
        const site = new URL(options.config.site ?? '');
        site.pathname = site.pathname.replace(/\/?$/, '/');
        home = site.href;
        const config: AstroConfig = { ...options.config, site: home, base: site.pathname };
        return hooks['astro:config:done']?.({ ...options, config });
      },
      'astro:build:done': (options) => {
        outDir = fileURLToPath(options.dir);
        return hooks['astro:build:done']?.(options);
      },
    },
  };
}

/** Astro names a folder's page by the folder. */
function addressOf(name: string, outDir: string): string {
  if (name === '') return '';
  return encodeURI(existsSync(path.join(outDir, `${name}.html`)) ? `${name}.html` : `${name}/index.html`);
}
