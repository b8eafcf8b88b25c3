// Whether the output is still what the last build made of the same texts: then there is nothing to do. Only builds
// without warnings are remembered, because the others have something to say again.
// Not here: parts of a build that can be used again (build-cache.ts).
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a build follows from and where its memory lies. */
export interface BuildInput {
  /** Of one version of the program, so the program is no part of the digest. */
  readonly cache: string;
  readonly contentDir: string;
  readonly outDir: string;
  /** Settings from outside, such as SITE. */
  readonly settings: readonly string[];
}

export function isUpToDate(input: BuildInput): boolean {
  try {
    return readFileSync(memory(input), 'utf8') === describe(input);
  } catch {
    return false;
  }
}

export function rememberBuild(input: BuildInput): void {
  writeFileSync(memory(input), describe(input));
}

function memory({ cache }: BuildInput): string {
  return path.join(cache, 'last-build');
}

/** Every text by its bytes; every file of the output by its size and time, which anybody who changes it changes. */
function describe({ contentDir, outDir, settings }: BuildInput): string {
  const texts = createHash('sha1').update(JSON.stringify(settings));
  for (const file of [...filesBelow(contentDir), ...filesBelow('public')]) {
    texts.update(`\n${file}\n`).update(readFileSync(file));
  }
  const output = createHash('sha1').update(outDir);
  for (const file of filesBelow(outDir)) {
    const { size, mtimeMs } = statSync(file);
    output.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return `${texts.digest('hex')} ${output.digest('hex')}`;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
