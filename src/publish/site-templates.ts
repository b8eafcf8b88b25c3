// The compiled pages (page-templates.ts), made once for each version of the program and kept for the builds after.
// Not here: what they are made of (compile-templates.ts), writing pages with them (site-pages.ts).
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { BuildRefused } from '../cli/build-failure.ts';
import { MEMORY } from './collect-soon.ts';
import { isAsLeft, rememberFolder } from './kept-folder.ts';
import { RENDERER } from './page-templates.ts';

export interface SiteTemplates {
  /** The files that browsers load, and those of `public`. */
  readonly client: string;
  /** The module that writes pages: page-renderer.ts, compiled. */
  readonly renderer: string;
}

export interface TemplateOptions {
  /** Belongs to one version of the program. */
  readonly cache: string;
  /** The site's absolute address, or nothing; it is in the templates. */
  readonly site: string;
  /** Further arguments of the command, such as `--verbose`. */
  readonly args: readonly string[];
}

/** Throws if they cannot be compiled, which has been explained by then. */
export async function siteTemplates(options: TemplateOptions): Promise<SiteTemplates> {
  const name = `templates-${createHash('sha1').update(options.site).digest('hex').slice(0, 8)}`;
  const folder = path.join(options.cache, name);
  if (!isAsLeft(path.join(folder, 'client'))) await compileInto(folder, options);
  return { client: path.join(folder, 'client'), renderer: path.join(folder, 'code', RENDERER) };
}

/** Never half of them under the name of all. */
async function compileInto(folder: string, { cache, args }: TemplateOptions): Promise<void> {
  const part = `${folder}.part-${process.pid}`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  const script = fileURLToPath(new URL('compile-templates.ts', import.meta.url));
  const child = spawn(process.execPath, [...MEMORY, script, ...args], {
    // The channel tells it when this process is no more.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      LECTERN_STAGING: path.join(part, 'client'),
      LECTERN_CACHE: cache,
      ASTRO_TELEMETRY_DISABLED: '1',
      // Once for each version of the program, so nothing that Node could keep is asked for again.
      NODE_DISABLE_COMPILE_CACHE: '1',
    },
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status !== 0) {
    await rm(part, { recursive: true, force: true });
    throw new BuildRefused('The pages could not be compiled; why is told above.');
  }
  await rm(folder, { recursive: true, force: true });
  await rename(part, folder);
  rememberFolder(path.join(folder, 'client'));
}
