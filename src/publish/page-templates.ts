// Makes Astro's build compile the pages without writing any: what comes out are the files that browsers load, and the
// code that writes pages (page-renderer.ts), which depend on the program alone and serve every later build.
// Not here: keeping them (site-templates.ts), writing pages with them (site-pages.ts).
import { readdir, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';

/** Where Astro leaves the code, in its output folder, until its build has ended. */
const CODE = '.prerender/';
/** What Astro calls the module that begins it. */
const ENTRY = /^prerender-entry\..*\.mjs$/;
/** What it is called in templates. */
export const RENDERER = 'page-renderer.mjs';

export function pageTemplates(): AstroIntegration {
  let isBuild = false;
  let outDir: URL;
  return {
    name: 'lectern-page-templates',
    hooks: {
      'astro:config:setup': ({ command, updateConfig }) => {
        isBuild = command === 'build';
        if (!isBuild) return;
        const input = fileURLToPath(new URL('page-renderer.ts', import.meta.url));
        const plugin: Plugin = {
          name: 'lectern-page-renderer',
          configEnvironment: (name) =>
            name === 'prerender' ? { build: { rolldownOptions: { input } } } : undefined,
        };
        updateConfig({ vite: { plugins: [plugin] } });
      },
      'astro:config:done': ({ config, setAdapter }) => {
        ({ outDir } = config);
        // Only somebody who brings a renderer may say what it is made of.
        if (isBuild) {
          setAdapter({
            name: 'lectern-page-templates',
            entrypointResolution: 'auto',
            adapterFeatures: { buildOutput: 'static' },
            supportedAstroFeatures: { staticOutput: 'stable', sharpImageService: 'stable' },
          });
        }
      },
      'astro:build:start': ({ setPrerenderer }) => {
        setPrerenderer({
          name: 'lectern-page-templates',
          setup: () => moveCode(new URL(CODE, outDir), new URL('../code/', outDir)),
          getStaticPaths: () => Promise.resolve([]),
          render: () => Promise.reject(new Error('No page is asked for.')),
        });
      },
    },
  };
}

async function moveCode(from: URL, to: URL): Promise<void> {
  const entry = (await readdir(from)).find((name) => ENTRY.test(name));
  if (entry === undefined) throw new Error(`Astro has left no module "prerender-entry" in ${from.pathname}.`);
  await rename(from, to);
  await writeFile(new URL(RENDERER, to), `export * from './${entry}';\n`);
}
