// Loads PGlite's files from the site and reports progress. Runs in the worker.
import wasmAddress from '@electric-sql/pglite/pglite.wasm?url';
import dataAddress from '@electric-sql/pglite/pglite.data?url';
import initdbAddress from '@electric-sql/pglite/initdb.wasm?url';
import { ENGINE_BYTES } from './size.ts';

export interface EngineFiles {
  readonly pgliteWasmModule: WebAssembly.Module;
  readonly initdbWasmModule: WebAssembly.Module;
  readonly fsBundle: Blob;
}

export async function loadEngineFiles(onProgress: (loaded: number) => void): Promise<EngineFiles> {
  let bytes = 0;
  const count = (more: number): void => {
    bytes += more;
    onProgress(Math.min(1, bytes / ENGINE_BYTES));
  };
  const [pglite, initdb, data] = await Promise.all([
    fetchCounted(wasmAddress, count).then((response) => WebAssembly.compileStreaming(response)),
    fetchCounted(initdbAddress, count).then((response) => WebAssembly.compileStreaming(response)),
    fetchCounted(dataAddress, count).then((response) => response.blob()),
  ]);
  return { pgliteWasmModule: pglite, initdbWasmModule: initdb, fsBundle: data };
}

/** With the media type that streaming compilation requires, whatever the host sends. */
async function fetchCounted(address: string, count: (bytes: number) => void): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok || !response.body) throw new Error(`${response.status} ${address}`);
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        count(chunk.byteLength);
        controller.enqueue(chunk);
      },
    }),
  );
  return new Response(counted, { headers: { 'Content-Type': 'application/wasm' } });
}
