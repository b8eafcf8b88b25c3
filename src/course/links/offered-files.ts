// Which files beside the text a link may offer for download: all but what a browser would run as part of the site, and
// what a host would take for its own settings. Not here: pictures, and how links are resolved (link-resolver.ts).
import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';

/** Kinds of files that browsers show as a page of the site, or run in one. */
const RUN =
  /\.(?:html?|xhtml?|xht|shtml|stm|mht|mhtml|svgz?|xml|xsl|xslt|xul|rdf|rss|atom|xsd|dtd|mathml|mml|js|mjs|cjs|jsx|css|wasm|swf|jar|htc|hta|php\d?|phtml|asp|aspx|jsp|cgi|pl|appcache|webmanifest|manifest|vtt)$/i;
/** Compressed twins, which hosts send in place of the file of that name. */
const PACKED = /\.(?:gz|br|zst|deflate)$/i;
const SETTINGS =
  /^(?:_headers|_redirects|_routes\.json|_worker\.js|web\.config|staticwebapp\.config\.json|netlify\.toml|vercel\.json|now\.json|firebase\.json|robots\.txt|cname|favicon\.ico|service-worker\.\w+|sw\.\w+)$/i;

/** Why a file is not offered: 'run' by a browser, read as 'settings' by a host; undefined if it may be. */
export function whyNotOffered(target: string): 'run' | 'settings' | undefined {
  const parts = target.split('/');
  const name = parts.at(-1) ?? '';
  if (
    SETTINGS.test(name) ||
    SETTINGS.test(name.replace(PACKED, '')) ||
    parts.some((part) => part.startsWith('.'))
  ) {
    return 'settings';
  }
  return RUN.test(name.replace(PACKED, '')) ? 'run' : undefined;
}

/** Types that every host names, so that no browser guesses; of the others some hosts know no type. */
const SHOWN_AS_TEXT = /\.(?:txt|json)$/i;

/** True where a browser that is told no type would show the file as a page: a tag is the first thing in it. */
export function looksLikePage(full: string): boolean {
  if (SHOWN_AS_TEXT.test(path.basename(full))) return false;
  const file = openSync(full, 'r');
  try {
    const start = Buffer.alloc(1445);
    return /^(?:\ufeff)?\s*</.test(start.toString('utf8', 0, readSync(file, start)));
  } finally {
    closeSync(file);
  }
}
