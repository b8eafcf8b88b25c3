// The imports of an MDX file: which of their modules can be there when the file is compiled here, and which belong to
// another tool, whose components are known by their names at most. Not here: what becomes of these (foreign-components.ts).
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Modules of tools whose components are known here or arrange only. */
export const OF_TOOLS =
  /^(?:@theme|@site|@docusaurus|@astrojs\/starlight|astro:|vitepress|vuepress|@vuepress|nextra|fumadocs|@mdx-js|starlight|@components)/;
/** What compiles no component here. */
const OTHER_LANGUAGE = /\.(?:vue|svelte|ipynb|astro\.ts)$/i;
const OTHER_FRAMEWORK =
  /\bfrom\s+["'](?:react|react-dom|vue|svelte|solid-js|@theme|@site|@docusaurus|next)\b/;
const ENDINGS = [
  '',
  '.ts',
  '.tsx',
  '.js',
  '.jsx',
  '.mjs',
  '.astro',
  '.mdx',
  '.md',
  '/index.ts',
  '/index.tsx',
  '/index.js',
];
const LONGEST_READ = 500_000;

/** True for a module that is not there, or that only another tool could run. `file` is the one that imports it. */
export function isForeignModule(module: string, file: string): boolean {
  if (OF_TOOLS.test(module) || OTHER_LANGUAGE.test(module)) return true;
  if (module.startsWith('.') || module.startsWith('/')) {
    const base = module.startsWith('/')
      ? path.join(process.cwd(), module)
      : path.resolve(path.dirname(file), module);
    const found = ENDINGS.map((ending) => base + ending).find((each) => existsSync(each) && !isFolder(each));
    return found === undefined || (/\.[jt]sx?$/.test(found) && isOfOtherFramework(found));
  }
  return !isInstalled(module);
}

function isFolder(name: string): boolean {
  return statSync(name).isDirectory();
}

function isOfOtherFramework(file: string): boolean {
  return OTHER_FRAMEWORK.test(readFileSync(file, 'utf8').slice(0, LONGEST_READ));
}

function isInstalled(module: string): boolean {
  try {
    createRequire(path.resolve('package.json')).resolve(module);
    return true;
  } catch (error) {
    // A package without a door for `require` is there all the same.
    return (
      (error as { code?: string }).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED' || module.startsWith('astro')
    );
  }
}
