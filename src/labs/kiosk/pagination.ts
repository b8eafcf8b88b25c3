// Pages of a list, two ways: by position (offset), and by the last row seen (keyset, behind an opaque cursor).
// Not here: the queries that fetch the rows.
import type { KioskContext } from './context.ts';
import { invalidParameter } from './problems.ts';

/** Twenty rows unless asked, a hundred at most. */
const DEFAULT_LIMIT = 20;
const LARGEST_LIMIT = 100;

/** `after`: the sort key of the last row of the page before, as decimal numbers; null for the first page. */
export type Page =
  | { readonly by: 'offset'; readonly limit: number; readonly offset: number }
  | { readonly by: 'keyset'; readonly limit: number; readonly after: readonly string[] | null };

/** Reads `limit` with `offset` or `cursor`; a cursor must hold `keyLength` numbers. */
export function readPage(c: KioskContext, keyLength: number): Page {
  const limit = readNumber(c, 'limit', 1, LARGEST_LIMIT) ?? DEFAULT_LIMIT;
  const offset = readNumber(c, 'offset', 0, 1_000_000_000);
  const cursor = c.req.query('cursor');
  if (offset === undefined) return { by: 'keyset', limit, after: readCursor(cursor, keyLength) };
  if (cursor !== undefined) throw invalidParameter('cursor', 'Send either offset or cursor.');
  return { by: 'offset', limit, offset };
}

/** A whole number of the query, undefined if it is not there. */
export function readNumber(c: KioskContext, name: string, least: number, most: number): number | undefined {
  const text = c.req.query(name);
  if (text === undefined) return undefined;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw invalidParameter(name, `${name} must be an integer from ${String(least)} to ${String(most)}.`);
}

/** Refuses unknown parameters: a misspelled filter that is ignored gives the wrong rows. */
export function onlyParameters(c: KioskContext, known: readonly string[]): void {
  for (const name of Object.keys(c.req.query())) {
    if (name !== 'version' && !known.includes(name)) {
      throw invalidParameter(name, `There is no parameter "${name}" here.`);
    }
  }
}

/** Base64url of the key's numbers with dots between: opaque by agreement, not by secrecy. */
function writeCursor(key: readonly string[]): string {
  return btoa(key.join('.')).replaceAll('=', '');
}

function readCursor(cursor: string | undefined, keyLength: number): readonly string[] | null {
  if (cursor === undefined) return null;
  try {
    const key = atob(cursor).split('.');
    if (key.length === keyLength && key.every((part) => /^\d{1,18}$/.test(part))) return key;
  } catch {
    // Not Base64: reported like any other invalid cursor.
  }
  throw invalidParameter('cursor', 'The cursor is not one of ours; begin again without it.');
}

/** The query asks for one row more than the page holds; if that row exists, there is a next page. */
export function cutPage<Row>(rows: readonly Row[], limit: number): { rows: readonly Row[]; more: boolean } {
  return { rows: rows.slice(0, limit), more: rows.length > limit };
}

/** The URL of the page after the row with this key; also sent as a Link (RFC 8288). */
export function nextPage(c: KioskContext, key: readonly string[]): string {
  return linkNext(c, 'cursor', writeCursor(key));
}

/** The URL of the page `limit` rows further on. */
export function nextOffset(c: KioskContext, offset: number, limit: number): string {
  return linkNext(c, 'offset', String(offset + limit));
}

/** This request's URL with one parameter changed, so that filters and the version are kept. */
function linkNext(c: KioskContext, parameter: 'cursor' | 'offset', value: string): string {
  const query = new URLSearchParams(c.req.query());
  query.set(parameter, value);
  const address = `${c.req.path}?${query.toString()}`;
  c.header('Link', `<${address}>; rel="next"`, { append: true });
  return address;
}
