// The sitemap names addresses that are there, wherever the site lies.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { siteMap } from '../../../src/integrations/sitemap.ts';

const FILES = [
  'index.html',
  'offline.html',
  'notebook/index.html',
  'search/index.html',
  'tea/index.html',
  'tea/water.html',
  'tea/print.html',
  'tea/search.html',
  'tea/größe.html',
];

test.each(['https://example.org/', 'https://example.org/courses', 'https://example.org/a%20b/c/'])(
  'with SITE=%s every address lies below it and names a file',
  async (site) => {
    const outDir = mkdtempSync(path.join(tmpdir(), 'lectern-sitemap-'));
    try {
      for (const file of FILES) {
        mkdirSync(path.dirname(path.join(outDir, file)), { recursive: true });
        writeFileSync(path.join(outDir, file), '');
      }
      const { hooks } = siteMap();
      const call = async (name: string, options: object): Promise<void> =>
        (hooks as Record<string, (options: object) => unknown>)[name]?.(options) as Promise<void>;
      const pages = FILES.map((file) => ({ pathname: file.replace(/(?:^|\/)index\.html$|\.html$/, '') }));
      await call('astro:routes:resolved', { routes: [] });
      await call('astro:config:done', {
        config: { site, base: '/', trailingSlash: 'ignore', build: { format: 'preserve' } },
      });
      await call('astro:build:done', {
        dir: pathToFileURL(`${outDir}/`),
        pages,
        logger: { info() {}, warn() {}, error() {} },
      });
      const home = site.replace(/\/?$/, '/');
      const [map = '', index = ''] = ['sitemap-0.xml', 'sitemap-index.xml'].map((name) =>
        readFileSync(path.join(outDir, name), 'utf8'),
      );
      expect(index).toContain(`<loc>${home}sitemap-0.xml</loc>`);
      const addresses = [...map.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = '']) => address);
      expect(addresses.every((address) => address.startsWith(home))).toBe(true);
      const named = addresses.map((address) => decodeURI(address.slice(home.length)));
      expect(named.sort()).toEqual([
        '',
        'notebook/index.html',
        'tea/größe.html',
        'tea/index.html',
        'tea/search.html',
        'tea/water.html',
      ]);
      for (const name of named) expect(existsSync(path.join(outDir, name))).toBe(true);
    } finally {
      rmSync(outDir, { recursive: true });
    }
  },
);
