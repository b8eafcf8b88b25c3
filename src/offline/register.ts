// Starts the service worker, which answers where the network does not. Not before a reader has kept something: until then
// nothing is fetched or stored that was not asked for.

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string };
}

const FILE = 'service-worker.js';

/** Why this page cannot be kept here; undefined if it can. */
export function whyNotHere(): 'insecure' | 'unsupported' | undefined {
  if (!isSecureContext) return 'insecure';
  return 'serviceWorker' in navigator && 'caches' in globalThis ? undefined : 'unsupported';
}

/** Resolves when the worker answers for the site below `root`. */
export async function startWorker(root: string): Promise<void> {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const address = root + FILE;
  // Named in the page's policy (integrations/security-policy.ts); it lets through this one address.
  const trusted =
    trustedTypes
      ?.createPolicy('lectern-service-worker', {
        createScriptURL(given) {
          if (given !== address) throw new TypeError(`"${given}" is not the service worker.`);
          return given;
        },
      })
      .createScriptURL(address) ?? address;
  await navigator.serviceWorker.register(trusted, { scope: root });
  await navigator.serviceWorker.ready;
}
