// How Astro is set up: a folder of files that works at any path of any host. What happens to it afterwards is in
// src/cli/build.ts. Markdown is rendered by our own loader (src/content.config.ts), not by Astro.
import { defineConfig } from 'astro/config';
import { finishPages } from './src/integrations/finish-pages.ts';
import { htmlAddresses } from './src/integrations/html-addresses.ts';
import { liveCourses } from './src/integrations/live-courses.ts';
import { pageTemplates } from './src/publish/page-templates.ts';
import { problemOverlay } from './src/integrations/problem-overlay.ts';

export default defineConfig({
  ...(process.env.SITE && { site: process.env.SITE }),
  outDir: process.env.LECTERN_STAGING ?? process.env.OUT_DIR ?? 'dist',
  cacheDir: process.env.LECTERN_CACHE ?? 'node_modules/.astro',
  // Every link names a file that exists, so no host needs rewrite rules: course/chapter.html, course/index.html.
  build: { format: 'preserve', assets: 'assets', inlineStylesheets: 'never' },
  trailingSlash: 'ignore',
  compressHTML: true,
  devToolbar: { enabled: false },
  integrations: [htmlAddresses(), finishPages, pageTemplates(), liveCourses(), problemOverlay()],
  server: { port: 4321 },
  vite: {
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    server: { watch: { ignored: ['**/.lectern/**'] } },
    // Named, so that the dev server need not scan for them.
    optimizeDeps: {
      noDiscovery: true,
      include: ['preact', 'preact/hooks', 'preact/jsx-runtime', 'preact/jsx-dev-runtime'],
    },
    // Chunks find each other relative to themselves; addresses in HTML are made relative by src/publish/addresses.ts.
    build: { modulePreload: false, assetsInlineLimit: 0, cssMinify: true },
    experimental: { renderBuiltUrl: () => ({ relative: true }) },
  },
});
