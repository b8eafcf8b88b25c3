// Builds into a staging folder, which replaces the output folder at the end: a build that fails or is killed leaves the old output
// intact. Must be the last integration.
// Not here: which folders may be replaced (output-folder.ts), replacing them (replace-folder.ts).
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { displayPath } from '../course/source/source-file.ts';
import { BuildRefused, nothingBuilt, describeFailure } from './build-failure.ts';
import { lockBuild } from './build-lock.ts';
import { realPlace, refuseDangerousOutput, rememberOutput, type OutputPlace } from './output-folder.ts';
import { finishReplacing, replaceFolder } from './replace-folder.ts';

export interface StagedOutputOptions {
  readonly contentDir: string;
  /** As given by the publisher. */
  readonly outDir: string;
}

/**
 * Always the same folder, because Astro discards its content cache when its configuration changes; and inside the project,
 * because the pages' code resolves its packages from there.
 */
const STAGING = '.astro/site';
const MEMORY = 'node_modules/.astro/lectern-outputs.json';

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
        try {
          await lockBuild(place.projectDir);
          refuseDangerousOutput(place);
          finishReplacing(outDir);
        } catch (error) {
          stop(error, outDir);
        }
        updateConfig({ outDir: new URL(`${STAGING}/`, config.root) });
      },
      'astro:build:done': ({ dir, pages }) => {
        if (!place) return;
        try {
          replaceFolder(fileURLToPath(dir), place.outDir);
        } catch (error) {
          stop(error, place.outDir);
        }
        rememberOutput(place);
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
        const count = `${pages.length} page${pages.length === 1 ? '' : 's'}`;
        console.log(`${count} in ${seconds} s → ${displayPath(place.outDir)}/`);
      },
    },
  };
}

/** Prints the message and exits; if it were thrown, Astro would report an unhandled error of the integration. */
function stop(error: unknown, outDir: string): never {
  if (!(error instanceof BuildRefused)) throw error;
  console.error(`\n${describeFailure(error)}\n\n${nothingBuilt(outDir)}`);
  process.exit(1);
}
