// What is done to every page as it is built: its addresses become relative, then its security policy is written, in this
// order, because the policy holds digests of what stands in the page. As middleware, so that Astro keeps pages finished
// and those that have not changed are not touched again. Doing it twice changes nothing.
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

/** The frame (src/layouts/Base.astro) says in `data-root` how deep the page lies. */
export function finishPage(html: string): string {
  const [, root = ''] = /<html\b[^>]*\sdata-root="((?:\.\.\/)*)/.exec(html) ?? [];
  return writePolicy(yieldToText(relativeAddresses(html, root.length / '../'.length)));
}

/** Text and reading face come down the line before the page's script, which has nothing to do until they are shown. */
function yieldToText(html: string): string {
  return html.replace(/<script type="module"(?! fetchpriority)/g, '$& fetchpriority="low"');
}
