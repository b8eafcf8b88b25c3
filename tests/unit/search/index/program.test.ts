// Pagefind's program as readers load it: smaller, the same to the browser, made once.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSearchIndex } from '../../../../src/search/index/write-index.ts';
import { shortenProgram } from '../../../../src/search/index/program.ts';

const work = mkdtempSync(path.join(tmpdir(), 'search-program-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const wasm = bytes('not really WebAssembly, but long enough to be packed. '.repeat(40));

test('the WebAssembly is packed tighter and unpacks to the same', async () => {
  const packed = gzipSync(wasm, { level: 1 });
  const shorter = await shortenProgram([{ path: 'wasm.en.pagefind', content: packed }], undefined);
  const file = shorter.get('wasm.en.pagefind') ?? new Uint8Array();
  expect(file.length).toBeLessThan(packed.length);
  expect(new Uint8Array(gunzipSync(file))).toEqual(wasm);
});

test('the module loses messages for the console and keeps what it exports', async () => {
  const module = bytes(
    'export const search = (longName) => { console.log("looking"); return longName + 1; };',
  );
  const shorter = await shortenProgram([{ path: 'pagefind.js', content: module }], undefined);
  const code = new TextDecoder().decode(shorter.get('pagefind.js'));
  expect(code).not.toContain('looking');
  expect(code.length).toBeLessThan(module.length);
  const { search } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    search: (of: number) => number;
  };
  expect(search(1)).toBe(2);
});

test('other files are left alone, and what was made once is kept for the same bytes', async () => {
  const kept = path.join(work, 'kept');
  const files = [
    { path: 'wasm.en.pagefind', content: gzipSync(wasm) },
    { path: 'pagefind.en_1.pf_meta', content: bytes('meta') },
  ];
  expect([...(await shortenProgram(files, kept)).keys()]).toEqual(['wasm.en.pagefind']);
  const [name = ''] = readdirSync(kept);
  writeFileSync(path.join(kept, name), 'kept');
  expect(new TextDecoder().decode((await shortenProgram(files, kept)).get('wasm.en.pagefind'))).toBe('kept');
  const others = [{ path: 'wasm.en.pagefind', content: gzipSync(bytes('other bytes')) }];
  expect(new TextDecoder().decode((await shortenProgram(others, kept)).get('wasm.en.pagefind'))).not.toBe(
    'kept',
  );
});

/** English and German have their stemmers; for a language without one there is "unknown". */
const LANGUAGES = ['en', 'de', 'zxx'];

beforeAll(() => {
  for (const language of LANGUAGES) {
    writeFileSync(
      path.join(work, `${language}.html`),
      `<html lang="${language}"><body><article data-search-chapter data-course="c" data-course-title="C" data-chapter-title="T"><h2 id="a">A</h2><p>Word</p></article></body></html>`,
    );
  }
});

test('of all files, those of the languages that are there are written, and smaller', async () => {
  await writeSearchIndex(work);
  const written = readdirSync(path.join(work, 'pagefind'));
  expect(written.filter((name) => name.startsWith('wasm.')).sort()).toEqual([
    'wasm.de.pagefind',
    'wasm.en.pagefind',
    'wasm.unknown.pagefind',
  ]);
  // 59,758 bytes as Pagefind 1.6 packs it.
  expect(readFileSync(path.join(work, 'pagefind/wasm.en.pagefind')).length).toBeLessThan(58_000);
  expect(written.filter((name) => name.includes('-ui.'))).toEqual([]);
});
