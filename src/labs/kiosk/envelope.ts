// The successful response: the envelope {success, data, meta}, its entity tag, and the conditions of RFC 9110 section 13.
// Not here: errors (problems.ts).
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { KioskContext, Version } from './context.ts';
import { sha256 } from './hash.ts';
import { Problem } from './problems.ts';

/** The envelope's text. Version 1 writes the time of the response into it; version 2 leaves that to the Date header. */
export function envelope(
  c: KioskContext,
  data: unknown,
  meta: Readonly<Record<string, unknown>> = {},
): string {
  const timestamp = c.get('version') === 1 ? { timestamp: c.get('now').toISOString() } : {};
  return JSON.stringify({ success: true, data, meta: { ...meta, ...timestamp } });
}

export function respond(
  c: KioskContext,
  data: unknown,
  {
    status = 200,
    meta = {},
    headers = {},
  }: {
    status?: ContentfulStatusCode;
    meta?: Readonly<Record<string, unknown>>;
    headers?: Readonly<Record<string, string>>;
  } = {},
): Response {
  return c.body(envelope(c, data, meta), status, { 'Content-Type': 'application/json', ...headers });
}

/** One resource with its entity tag; 304 if the caller has it already. `cacheControl` says who may cache it. */
export async function respondWithResource(
  c: KioskContext,
  data: unknown,
  cacheControl: string,
): Promise<Response> {
  const tag = await entityTag(c.get('version'), data);
  const headers = { ETag: tag, 'Cache-Control': cacheControl };
  const ifMatch = c.req.header('if-match');
  if (ifMatch !== undefined && !matches(ifMatch, tag, 'strong')) throw stale();
  const ifNoneMatch = c.req.header('if-none-match');
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, tag, 'weak')) return c.body(null, 304, headers);
  return respond(c, data, { headers });
}

/**
 * Version 2's body is byte-identical as long as the data is unchanged, so its tag is strong. Version 1's body has a new
 * timestamp each time: a tag can only promise equivalence, so it is weak and never satisfies If-Match.
 */
export async function entityTag(version: Version, data: unknown): Promise<string> {
  const hash = (await sha256(JSON.stringify(data))).slice(0, 16);
  return version === 1 ? `W/"${hash}"` : `"${hash}"`;
}

/** Throws unless the caller has seen the current `data` (If-Match). Version 1 does not require the header. */
export async function requireMatch(c: KioskContext, data: unknown): Promise<void> {
  const ifMatch = c.req.header('if-match');
  if (ifMatch === undefined) {
    if (c.get('version') === 1) return;
    throw new Problem(428, {
      type: 'precondition-required',
      title: 'Changing this resource needs If-Match.',
      detail: 'Read the resource first and send its ETag in If-Match.',
    });
  }
  const tag = await entityTag(c.get('version'), data);
  if (!matches(ifMatch, tag, 'strong')) throw stale();
}

/** Does not reveal the current tag: the client must read the resource again. */
function stale(): Problem {
  return new Problem(412, {
    type: 'stale',
    title: 'The resource is not as the request expects it.',
    detail: 'It has been changed since you read it; read it again.',
  });
}

/** Strong: both tags strong and equal. Weak: equal except for the W/ (RFC 9110 section 8.8.3.2). */
export function matches(field: string, tag: string, comparison: 'strong' | 'weak'): boolean {
  if (field.trim() === '*') return true;
  if (comparison === 'strong' && tag.startsWith('W/')) return false;
  const listed = field.match(/(?:W\/)?"[^"]*"/g) ?? [];
  const bare = (text: string) => text.replace(/^W\//, '');
  return listed.some((other) => (comparison === 'strong' ? other === tag : bare(other) === bare(tag)));
}
