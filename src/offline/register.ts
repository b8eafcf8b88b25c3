// Registers the service worker. Only when a reader saves a course: until then nothing is stored that was not asked for.

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string };
}

const FILE = 'service-worker.js';

/** Why courses cannot be saved in this browser; undefined if they can. */
export function whyNotHere(): 'insecure' | 'unsupported' | undefined {
  if (!isSecureContext) return 'insecure';
  return 'serviceWorker' in navigator && 'caches' in globalThis ? undefined : 'unsupported';
}

/** Resolves when the worker is active for the site below `root`. */
export async function startWorker(root: string): Promise<void> {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const address = root + FILE;
  // The Trusted Types policy that the page allows (integrations/security-policy.ts); it accepts this one address.
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
