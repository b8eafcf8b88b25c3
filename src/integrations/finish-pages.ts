// Middleware that finishes every page of a build: makes its addresses relative, then writes its Content-Security-Policy, which holds
// digests of the page's inline scripts and styles. As middleware, so that Astro caches finished pages and unchanged ones are
// not processed again. Idempotent.
import type { AstroIntegration, MiddlewareHandler } from 'astro';
import { relativeAddresses } from './relative-addresses.ts';
import { writePolicy } from './security-policy.ts';

export const finishPages = (): AstroIntegration => ({
  name: 'lectern-finish-pages',
  hooks: {
    'astro:config:setup': ({ command, addMiddleware }) => {
      if (command === 'build') addMiddleware({ order: 'post', entrypoint: new URL(import.meta.url) });
    },
  },
});

export const onRequest: MiddlewareHandler = async (_context, next) => {
  const response = await next();
  if (!response.headers.get('content-type')?.startsWith('text/html')) return response;
  return new Response(finishPage(await response.text()), response);
};

/** src/layouts/Base.astro states in `data-root` how deep the page is. */
export function finishPage(html: string): string {
  const [, root = ''] = /<html\b[^>]*\sdata-root="((?:\.\.\/)*)/.exec(html) ?? [];
  return writePolicy(deferScripts(relativeAddresses(html, root.length / '../'.length)));
}

/** Gives the page's scripts low priority: text and fonts are loaded first, and scripts have nothing to do before the first paint. */
function deferScripts(html: string): string {
  return html.replace(/<script type="module"(?! fetchpriority)/g, '$& fetchpriority="low"');
}
