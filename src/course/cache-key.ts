// A digest of what a page shows: Astro does not build a page again whose key is the same as in the last build.
import { createHash } from 'node:crypto';

export function cacheKey(...shown: readonly unknown[]): string {
  return createHash('sha1').update(JSON.stringify(shown)).digest('base64url');
}
