// Makes courses available offline: writes for each course the list of files that it needs, `<course>/offline.json`, and the
// service worker at the site's root. Must come after every integration that writes into the site, since the lists hold
// digests of its files. Not here: what is listed (downloads/offline-files.ts), what a browser does with it (src/offline/).
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'vite';
import { builtCourses } from '../downloads/built-course.ts';
import { CachedFiles, codeDigest } from '../downloads/cached-files.ts';
import { SiteFiles, listFiles } from '../downloads/offline-files.ts';

const WORKER = 'src/offline/service-worker.ts';

export function offline(): AstroIntegration {
  let cache: CachedFiles | undefined;
  return {
    name: 'lectern-offline',
    hooks: {
      'astro:config:done': ({ config }) => {
        cache = new CachedFiles(path.join(fileURLToPath(config.cacheDir), 'lectern-offline'));
      },
      'astro:build:done': async ({ dir }) => {
        const outDir = fileURLToPath(dir);
        const worker = await cache?.get(codeDigest('src/offline', 'package-lock.json'), bundleWorker);
        cache?.removeUnused();
        if (worker) writeFileSync(path.join(outDir, 'service-worker.js'), worker);
        const site = new SiteFiles(outDir);
        for (const course of builtCourses(outDir)) {
          const list = JSON.stringify(listFiles(course, site));
          const file = path.join(outDir, course.id, 'offline.json');
          // A file of that name that the author offers is left alone; the course then cannot be saved offline.
          if (!existsSync(file)) writeFileSync(file, list);
        }
      },
    },
  };
}

async function bundleWorker(): Promise<Uint8Array> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: path.resolve(WORKER), output: { format: 'iife' } },
    },
  });
  const [output] = [result].flat();
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk || !('code' in chunk)) throw new Error(`"${WORKER}" could not be bundled.`);
  return new TextEncoder().encode(chunk.code);
}
