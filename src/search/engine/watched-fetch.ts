// What Pagefind fetches, checked on its way: it takes a chunk of the index that is missing, cut or a host's error page for
// one without matches, and says so to nobody. Not here: what is told of it (engine.ts, ui/messages.ts).

/** Fetches below an address that went wrong. */
export interface FetchWatch {
  /** True if one has since the last call of `begin`. */
  hasFailed(): boolean;
  begin(): void;
}

const CHECKED = /\/(?:index|filter|fragment)\/[^/]+$/;

/** Watches fetches of files below `base` from now on. */
export function watchFetches(base: string): FetchWatch {
  let failures = 0;
  const original = globalThis.fetch;
  globalThis.fetch = async (input, options) => {
    // Pagefind leaves out the origin of its own site.
    const address = new URL(input instanceof Request ? input.url : String(input), base).href;
    if (!address.startsWith(base) || !CHECKED.test(address)) return original(input, options);
    try {
      return await checked(await original(input, options));
    } catch (error) {
      failures += 1;
      throw error;
    }
  };
  return {
    hasFailed: () => failures > 0,
    begin() {
      failures = 0;
    },
  };
}

/** The same response if its body is what Pagefind writes: unpacked, or by gzip and whole. */
async function checked(response: Response): Promise<Response> {
  if (!response.ok) throw new TypeError(`Status ${response.status}.`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isPlain = new TextDecoder().decode(bytes.subarray(0, SIGNATURE.length)) === SIGNATURE;
  if (!isPlain) await unpacked(bytes);
  return new Response(bytes, { status: response.status, headers: response.headers });
}

/** Pagefind begins each file with this, packed or not. */
const SIGNATURE = 'pagefind_dcd';

/** Throws if the bytes are no gzip, or if some are missing: its end holds a checksum and the length. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const [first, second] = bytes;
  if (first !== 0x1f || second !== 0x8b) throw new TypeError('No file of an index.');
  if (!('DecompressionStream' in globalThis)) return;
  await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}
