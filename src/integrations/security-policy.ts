// The Content-Security-Policy of a page: only the site's own files, and inline only the scripts and styles whose digests it lists.
// `frame-ancestors` has no effect in a meta element and is left to hosts.
import { createHash } from 'node:crypto';
import { openingTagsOf, textElementsOf } from './html-tags.ts';

const META = /(<meta http-equiv="Content-Security-Policy" content=")[^"]*(")/i;

/** Fills in the page's policy; throws if the page has no element for it, so that no page can be without one. */
export function writePolicy(html: string): string {
  if (!META.test(html))
    throw new Error(
      'A page has no Content-Security-Policy element; every page is framed by src/layouts/Base.astro.',
    );
  const inline = textElementsOf(html).filter(({ attributes }) => !/\ssrc=/.test(attributes));
  const scripts = inline.filter(({ name }) => name === 'script').map(({ text }) => digest(text));
  const styles = inline.filter(({ name }) => name === 'style').map(({ text }) => digest(text));
  return html.replace(
    META,
    (_whole, before: string, after: string) => before + policy(scripts, styles, openingTagsOf(html)) + after,
  );
}

/**
 * `'wasm-unsafe-eval'` allows WebAssembly (search, labs) and nothing else. Media, a manifest and workers are allowed only on
 * pages that have elements for them. `tags` are the page's opening tags.
 */
function policy(scripts: readonly string[], styles: readonly string[], tags: readonly string[]): string {
  const has = (tag: RegExp): boolean => tags.some((each) => tag.test(each));
  const offline = has(/^<link\b[^>]*\srel="manifest"/i) ? "'self'" : "'none'";
  // Labs run their engine in a worker (labs/engine/connection.ts).
  const hasLab = has(/^<figure\b[^>]*\sdata-lab=/i);
  const trusted = [
    'lectern-page',
    ...(offline === "'self'" ? ['lectern-service-worker'] : []),
    ...(hasLab ? ['lectern-labs'] : []),
  ];
  return [
    "default-src 'none'",
    `script-src ${["'self'", "'wasm-unsafe-eval'", ...new Set(scripts)].join(' ')}`,
    `style-src ${["'self'", ...new Set(styles)].join(' ')}`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    ...(has(/^<(?:video|audio)\b/i) ? ["media-src 'self'"] : []),
    `worker-src ${hasLab ? "'self'" : offline}`,
    `manifest-src ${offline}`,
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    // Trusted Types policies are created in reader/parse-page.ts, offline/register.ts and labs/engine/connection.ts. The page for
    // unknown addresses, whose inline script inserts its files by address, goes without (reader/not-found.ts).
    ...(has(/^<html\b[^>]*\sdata-page="not-found"/i)
      ? []
      : ["require-trusted-types-for 'script'", `trusted-types ${trusted.join(' ')}`]),
  ].join('; ');
}

function digest(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
