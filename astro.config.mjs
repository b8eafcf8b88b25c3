// How Astro is set up: a folder of files that works at any path of any host.
import path from 'node:path';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { offers } from './src/lectern.config.ts';
import { downloads } from './src/integrations/downloads.ts';
import { finishPages } from './src/integrations/finish-pages.ts';
import { htmlAddresses } from './src/integrations/html-addresses.ts';
import { mdxChapters } from './src/integrations/mdx-chapters.ts';
import { offline } from './src/integrations/offline.ts';
import { problemOverlay } from './src/integrations/problem-overlay.ts';
import { searchIndex } from './src/integrations/search-index.ts';
import { siteMap } from './src/integrations/sitemap.ts';
import { stagedOutput } from './src/integrations/staged-output.ts';

// Set to nothing they are as good as unset; the empty path would be the project itself.
const contentDir = path.resolve(process.env.CONTENT_DIR || 'content');
const outDir = process.env.OUT_DIR || 'dist';
const site = process.env.SITE;

export default defineConfig({
  ...(site && { site }),
  // Every link names a file that exists, so no host needs rewrite rules: course/chapter.html, course/index.html.
  build: { format: 'preserve', assets: 'assets', inlineStylesheets: 'never' },
  trailingSlash: 'ignore',
  compressHTML: true,
  devToolbar: { enabled: false },
  experimental: { incrementalBuild: true },
  integrations: [
    mdxChapters({ contentDir }),
    // Only these hold JSX; without a word it would parse every module of the site with Babel.
    preact({ include: ['**/*.jsx', '**/*.tsx'] }),
    htmlAddresses(),
    problemOverlay(),
    finishPages(),
    searchIndex(),
    ...(site ? [siteMap()] : []),
    downloads({ contentDir, offers }),
    ...(offers.offline ? [offline()] : []),
    stagedOutput({ contentDir, outDir }),
  ],
  server: { port: 4321 },
  vite: {
    // Packages that an author's chapter imports are found here, wherever the content folder lies.
    resolve: { dedupe: ['astro', 'preact', '@astrojs/preact'] },
    // Workers of labs load their parts when they need them.
    // PGlite's own code calls eval for functions that its extensions bring as text, and asks for Node only where it is Node.
    worker: { format: 'es', rolldownOptions: { checks: { eval: false }, external: [/^node:/] } },
    // PGlite finds its own files beside itself.
    optimizeDeps: { exclude: ['@electric-sql/pglite'] },
    // Chunks find each other relative to themselves; addresses in HTML are made relative by finish-pages.ts.
    build: {
      modulePreload: false,
      assetsInlineLimit: 0,
      cssMinify: true,
      // Astro marks modules of MDX with a directive of its own, which the bundler would warn of.
      rolldownOptions: { checks: { moduleLevelDirective: false } },
    },
    experimental: { renderBuiltUrl: () => ({ relative: true }) },
  },
});
