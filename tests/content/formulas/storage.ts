// Arithmetic of a PostgreSQL table: rows a page, height of a B-tree, requests behind a lock.
// Not here: what the planner chooses, and anything about time on a particular disk.
// Sizes are PostgreSQL's with its default block size: bufpage.h, htup_details.h, itup.h, nbtree.h.

/** Bytes of one page (BLCKSZ). */
export const pageBytes = 8192;
const pageHeaderBytes = 24;
const linePointerBytes = 4;
/** 23 bytes of header, padded to a multiple of 8; NULL values would add a bitmap. */
const rowHeaderBytes = 24;
const indexEntryHeaderBytes = 8;
/** What a B-tree page keeps at its end for its neighbours' numbers. */
const indexSpecialBytes = 16;
/** Two line pointers that a build counts as used: the one of the page's upper bound, and the next entry's (nbtsort.c). */
const indexReservedBytes = 2 * linePointerBytes;
/** A build leaves a tenth of each leaf and 30 % of each page above it free (nbtree.h: fill factors 90 and 70). */
const leafFreeBytes = Math.floor((pageBytes * 10) / 100);
const innerFreeBytes = Math.floor((pageBytes * 30) / 100);

/** Rows that fit in a freshly written page, from the bytes of a row's columns with their padding. */
export function rowsPerPage(columnBytes: number): number {
  const row = rowHeaderBytes + alignToEight(columnBytes) + linePointerBytes;
  return Math.floor((pageBytes - pageHeaderBytes) / row);
}

/** Pages of a table that was filled once, in order, without updates. */
export function tablePages(rows: number, columnBytes: number): number {
  return Math.ceil(rows / rowsPerPage(columnBytes));
}

/** Entries of a leaf of a freshly built B-tree on distinct keys (equal ones would share an entry). */
export function leafEntries(keyBytes: number, includedBytes = 0): number {
  return entries(keyBytes + includedBytes, leafFreeBytes);
}

/** Children of a page above the leaves, which holds whole keys and nothing of INCLUDE; PostgreSQL shortens some. */
function innerEntries(keyBytes: number): number {
  return entries(keyBytes, innerFreeBytes);
}

/** Pages on the way from the root to a leaf, both counted, after a fresh build. */
export function bTreeLevels(rows: number, keyBytes: number, includedBytes = 0): number {
  let pages = Math.ceil(rows / leafEntries(keyBytes, includedBytes));
  let levels = 1;
  while (pages > 1) {
    pages = Math.ceil(pages / innerEntries(keyBytes));
    levels += 1;
  }
  return levels;
}

/** Pages an index scan reads for rows that lie scattered, each on a heap page of its own, within one leaf. */
export function indexScanPages(rows: number, keyBytes: number, matches: number): number {
  return bTreeLevels(rows, keyBytes) + matches;
}

/** The most rows a freshly built tree of so many levels can hold. */
export function rowsInLevels(levels: number, keyBytes: number): number {
  return leafEntries(keyBytes) * innerEntries(keyBytes) ** (levels - 1);
}

/** Requests waiting behind a statement that queues for a table lock: all that arrive meanwhile. */
export function requestsBlocked(
  requestsPerSecond: number,
  holderSeconds: number,
  lockTimeoutSeconds = Infinity,
): number {
  return requestsPerSecond * Math.min(holderSeconds, lockTimeoutSeconds);
}

/** Seconds until blocked requests hold every connection of a pool. */
export function poolExhaustedAfter(connections: number, requestsPerSecond: number): number {
  return connections / requestsPerSecond;
}

/** Seconds of a backfill in batches with a pause after each. */
export function backfillSeconds(
  rows: number,
  batch: number,
  workSeconds: number,
  pauseSeconds: number,
): number {
  return Math.ceil(rows / batch) * (workSeconds + pauseSeconds);
}

/** Years until a signed integer key of so many bits is used up. */
export function keyYears(bits: number, insertsPerSecond: number): number {
  return (2 ** (bits - 1) - 1) / insertsPerSecond / (365.25 * 86400);
}

/** Milliseconds a page spends on the way to the database with one query for the list and one for each entry. */
export function roundTripMs(entriesShown: number, perTripMs: number): number {
  return (1 + entriesShown) * perTripMs;
}

function entries(keyBytes: number, freeBytes: number): number {
  const entry = indexEntryHeaderBytes + alignToEight(keyBytes) + linePointerBytes;
  const usable = pageBytes - pageHeaderBytes - indexSpecialBytes - indexReservedBytes - freeBytes;
  return Math.floor(usable / entry);
}

function alignToEight(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
