// A cache of files that take time to make: each is made again only when its key has changed since the last build.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export class CachedFiles {
  readonly #folder: string;
  readonly #used = new Set<string>();

  /** `folder` is used by this cache only. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The file for `key`: from an earlier build, or a new one. */
  async get(key: string, make: () => Uint8Array | Promise<Uint8Array>): Promise<Uint8Array> {
    const file = path.join(this.#folder, key);
    this.#used.add(key);
    if (existsSync(file)) return readFileSync(file);
    const made = await make();
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(file, made);
    return made;
  }

  /** Removes files that this build did not use. */
  removeUnused(): void {
    if (!existsSync(this.#folder)) return;
    for (const name of readdirSync(this.#folder))
      if (!this.#used.has(name)) rmSync(path.join(this.#folder, name), { force: true });
  }
}

/** A key for what depends on all of these parts. */
export function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 32);
}

/** A digest of source files, as part of the key: changed code makes other files from the same text. */
export function codeDigest(...names: readonly string[]): string {
  const files = names.flatMap((name) =>
    statSync(name).isFile()
      ? [name]
      : readdirSync(name)
          .sort()
          .map((each) => `${name}/${each}`),
  );
  return digestOf(...files.map((file) => readFileSync(file)));
}
