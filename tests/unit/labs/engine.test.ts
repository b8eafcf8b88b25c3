// What a reader is told of the engine's size is so, and the worker counts up to it.
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ENGINE_BYTES, ENGINE_MB, ENGINE_MB_COMPRESSED } from '../../../src/labs/engine/size.ts';

const { resolve } = createRequire(import.meta.url);
const files = ['pglite.wasm', 'pglite.data', 'initdb.wasm'].map((name) =>
  resolve(`@electric-sql/pglite/${name}`),
);

test('the files have the size that a reader is told', () => {
  expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBe(ENGINE_BYTES);
  expect(Math.round(ENGINE_BYTES / 1e6)).toBe(ENGINE_MB);
});

test('compressed, too', () => {
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 6 }).length, 0);
  expect(Math.round(bytes / 1e6)).toBe(ENGINE_MB_COMPRESSED);
});
