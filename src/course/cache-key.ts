// A digest of what a page shows: pages whose digest has not changed are not built again.
import { createHash } from 'node:crypto';

export function cacheKey(...shown: readonly unknown[]): string {
  return createHash('sha1').update(JSON.stringify(shown)).digest('base64url');
}
