// The Content-Security-Policy of a page: nothing but the site's own files, and of what stands in the page itself only
// the scripts and styles whose digests it names. `frame-ancestors` has no effect in a meta element and is left to hosts.
import { createHash } from 'node:crypto';
import { textElementsOf } from './html-tags.ts';

const META = /(<meta http-equiv="Content-Security-Policy" content=")[^"]*(")/i;

/** Fills in the page's policy; throws if it has no place for one, so that no page can go without. */
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
    (_whole, before: string, after: string) => before + policy(scripts, styles) + after,
  );
}

/** `'wasm-unsafe-eval'` allows WebAssembly (search, databases in the page) and nothing else. */
export function policy(scripts: readonly string[], styles: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${["'self'", "'wasm-unsafe-eval'", ...new Set(scripts)].join(' ')}`,
    `style-src ${["'self'", ...new Set(styles)].join(' ')}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ');
}

function digest(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
