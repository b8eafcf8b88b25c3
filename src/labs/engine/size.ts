// How large the engine is, which a reader is told before it is loaded. Compared with PGlite's files in
// tests/unit/labs/engine.test.ts.

/** The three files that are loaded when the engine starts, in bytes. */
export const ENGINE_BYTES = 15_627_540;
/** The same as a host sends them that compresses (gzip). */
export const ENGINE_MB_COMPRESSED = 6;
export const ENGINE_MB = 16;
