// Files that take time to make: each is made again only when what it follows from has changed since the last build.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export class CachedFiles {
  readonly #folder: string;
  readonly #used = new Set<string>();

  /** `folder` belongs to this cache alone. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The file that follows from `key`: the last build's, or a new one. */
  async get(key: string, make: () => Uint8Array | Promise<Uint8Array>): Promise<Uint8Array> {
    const file = path.join(this.#folder, key);
    this.#used.add(key);
    if (existsSync(file)) return readFileSync(file);
    const made = await make();
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(file, made);
    return made;
  }

  /** Removes what this build did not ask for. */
  removeUnused(): void {
    if (!existsSync(this.#folder)) return;
    for (const name of readdirSync(this.#folder))
      if (!this.#used.has(name)) rmSync(path.join(this.#folder, name), { force: true });
  }
}

/** A key for what follows from all of this. */
export function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 32);
}

/** A digest of the program's own files: other code makes other files of the same text. */
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
