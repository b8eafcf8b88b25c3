// Pagefind's own program as readers load it, made smaller: the same for every index of one version and language, so it is
// made while Pagefind writes the index, and kept. Not here: the index (search-index.ts).
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { gzipAsync } from '@gfx/zopfli';

/** A file that Pagefind writes beside an index. */
export interface ProgramFile {
  readonly path: string;
  readonly content: Uint8Array;
}

type Shorten = (content: Uint8Array) => Promise<Uint8Array>;

/** How a file is made smaller, by its name; the others stay as they are. */
const SHORTEN: readonly (readonly [name: RegExp, shorten: Shorten])[] = [
  [/^pagefind\.js$/, shortenModule],
  [/^wasm\..*\.pagefind$/, squeezeWasm],
];

/** The smaller bytes of those files that can be made smaller, by their names; kept in `cacheDir`, if one is given. */
export async function shortenProgram(
  files: readonly ProgramFile[],
  cacheDir: string | undefined,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const shorter = new Map<string, Uint8Array>();
  for (const file of files) {
    const shorten = SHORTEN.find(([name]) => name.test(file.path))?.[1];
    if (shorten) shorter.set(file.path, await once(file, shorten, cacheDir));
  }
  return shorter;
}

async function once(
  { path: name, content }: ProgramFile,
  shorten: Shorten,
  cacheDir: string | undefined,
): Promise<Uint8Array> {
  if (cacheDir === undefined) return shorten(content);
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const kept = path.join(cacheDir, `${digest}.${name}`);
  if (existsSync(kept)) return readFileSync(kept);
  const shorter = await shorten(content);
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(kept, shorter);
  return shorter;
}

/**
 * Pagefind's WebAssembly is most of what a first search loads, and it is gzip inside its own file, which no host can
 * compress further. Zopfli finds the shorter gzip of the same bytes: about 5 % less for every reader on every host.
 */
async function squeezeWasm(content: Uint8Array): Promise<Uint8Array> {
  const shorter = await gzipAsync(gunzipSync(content), { numiterations: 5 });
  return shorter.length < content.length ? shorter : content;
}

/**
 * Pagefind ships its module with long names and with messages for the console: 12.1 KB over the wire, 9.0 KB without.
 * What goes wrong is said on the page instead (src/search/engine/load.ts).
 */
async function shortenModule(content: Uint8Array): Promise<Uint8Array> {
  const { minify } = await import('vite');
  const { code, errors } = await minify('pagefind.js', new TextDecoder().decode(content), {
    module: true,
    compress: {
      dropConsole: true,
      target: 'es2022',
      treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
    },
    mangle: { toplevel: true },
  });
  const [error] = errors;
  if (error) throw new Error(`Pagefind's module could not be shortened: ${error.message}`);
  return new TextEncoder().encode(code);
}
