// A build writes into a folder of its own, which takes the place of the output folder when all is done: a build that fails
// or is killed leaves the old output whole. To stand last among the integrations.
// Not here: which folders may be replaced (output-folder.ts), replacing them (replace-folder.ts).
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { displayPath } from '../course/source/source-file.ts';
import { lockBuild } from './build-lock.ts';
import { realPlace, refuseDangerousOutput, rememberOutput, type OutputPlace } from './output-folder.ts';
import { finishReplacing, replaceFolder } from './replace-folder.ts';

export interface StagedOutputOptions {
  readonly contentDir: string;
  /** As the publisher names it. */
  readonly outDir: string;
}

/**
 * Always the same place, because Astro keeps its content only while its settings stay as they are; and inside the project,
 * because the pages' code finds its packages by walking up from there.
 */
const STAGING = 'node_modules/.lectern/site';
const MEMORY = 'node_modules/.lectern/outputs.json';

export function stagedOutput(options: StagedOutputOptions): AstroIntegration {
  let place: OutputPlace | undefined;
  const startedAt = performance.now();
  return {
    name: 'lectern-staged-output',
    hooks: {
      'astro:config:setup': async ({ command, config, updateConfig }) => {
        if (command !== 'build') return;
        const root = fileURLToPath(config.root);
        const outDir = realPlace(path.resolve(root, options.outDir));
        place = {
          outDir,
          contentDir: realPlace(options.contentDir),
          projectDir: realPlace(root),
          memory: path.join(root, MEMORY),
        };
        await lockBuild(place.projectDir);
        finishReplacing(outDir);
        refuseDangerousOutput(place);
        updateConfig({ outDir: new URL(`${STAGING}/`, config.root) });
      },
      'astro:build:done': ({ dir, pages }) => {
        if (!place) return;
        replaceFolder(fileURLToPath(dir), place.outDir);
        rememberOutput(place);
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
        const count = `${pages.length} page${pages.length === 1 ? '' : 's'}`;
        console.log(`${count} in ${seconds} s → ${displayPath(place.outDir)}/`);
      },
    },
  };
}
