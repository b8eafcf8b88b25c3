// Which files beside the text a link may offer for download: all but what a browser would run as part of the site, and
// what a host would take for its own settings or run itself. Files lie below their course's folder, where settings of the
// site's root mean nothing, but some hosts look for them in every folder.
// Not here: what pictures are (pictures.ts), and how links are resolved (link-resolver.ts).
import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { statsOf } from '../source/source-file.ts';

/** Kinds of files that browsers show as a page of the site, or run in one. */
const RUN =
  /\.(?:html?|xhtml?|xht|shtml?|stm|mht|mhtml|svgz?|xml|xsl|xslt|xul|rdf|rss|atom|xsd|dtd|mathml|mml|js|mjs|cjs|jsx|css|wasm|swf|jar|htc|hta|appcache|webmanifest|manifest|vtt)$/i;
/** Kinds that a host runs, wherever in a name they stand: some hosts go by any part of it. */
const RUN_BY_HOST = /\.(?:php\d?|phtml|phar|aspx?|ashx|jspx?|cgi|pl|shtml?|stm|htaccess)(?=\.|$)/i;
/** Compressed twins, which hosts send in place of the file of that name. */
const PACKED = /\.(?:gz|br|zst|zstd|deflate)$/i;
/** Languages and character sets, which some hosts read off a name's end, before they ask for its kind. */
const VARIANT = /\.(?:[a-z]{2}(?:-[a-z]{2,4})?|utf-?8|utf-?16|iso[\w-]*|latin\d|cp\d+|win[\w-]*)$/i;
const SETTINGS =
  /^(?:_headers|_redirects|_routes\.json|_worker\.js|web\.config|staticwebapp\.config\.json|routes\.json|netlify\.toml|vercel\.json|now\.json|firebase\.json|php\.ini|robots\.txt|ads\.txt|app-ads\.txt|cname|favicon\.ico|apple-app-site-association|service-worker\.\w+|sw\.\w+)$/i;
/** 500 million bytes: a build reads a file as a whole. */
const MAX_BYTES = 500_000_000;

/**
 * Why a file is not offered: 'run' by a browser or a host, read as 'settings' by a host, or shown as a 'page' where no
 * kind is named; undefined if it may be.
 */
export function whyNotOffered(target: string, full: string): 'run' | 'settings' | 'page' | undefined {
  if (isSettings(target)) return 'settings';
  const name = path.posix.basename(target);
  if (RUN_BY_HOST.test(name) || namesOf(name).some((each) => RUN.test(each))) return 'run';
  return looksLikePage(full) ? 'page' : undefined;
}

/** Whether a host would not send a picture of this name as a picture. */
export function whyNoPictureName(target: string): boolean {
  return isSettings(target) || RUN_BY_HOST.test(path.posix.basename(target));
}

/** In words, as the end of a sentence; undefined if it can be read. */
export function whyUnreadable(full: string): string | undefined {
  const size = statsOf(full)?.size ?? 0;
  if (size > MAX_BYTES) {
    return `it has ${size.toLocaleString('en')} bytes, and the limit is ${MAX_BYTES.toLocaleString('en')}`;
  }
  try {
    closeSync(openSync(full, 'r'));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The folder of pictures and files of GitBook. */
const GITBOOK = /\/\.gitbook\/(?=assets\/)/;

function isSettings(target: string): boolean {
  // GitBook keeps what its texts show here; the address has no dot (published-address.ts).
  const parts = target.replace(GITBOOK, '/').split('/');
  return (
    parts.some((part) => part.startsWith('.')) ||
    namesOf(parts.at(-1) ?? '').some((name) => SETTINGS.test(name))
  );
}

/** The name, and what is left of it when a host has read off how it is packed and in which language it is. */
function namesOf(name: string): string[] {
  const names = [name];
  for (let bare = name; PACKED.test(bare) || VARIANT.test(bare);) {
    bare = bare.replace(PACKED.test(bare) ? PACKED : VARIANT, '');
    names.push(bare);
  }
  return names;
}

/** Types that every host names, so that no browser guesses; of the others some hosts know no type. */
const SHOWN_AS_TEXT = /\.(?:txt|json)$/i;

/** True where a browser that is told no type would show the file as a page: a tag is the first thing in it. */
function looksLikePage(full: string): boolean {
  if (SHOWN_AS_TEXT.test(path.basename(full))) return false;
  const file = openSync(full, 'r');
  try {
    const start = Buffer.alloc(1445);
    return /^(?:\ufeff)?\s*</.test(start.toString('utf8', 0, readSync(file, start)));
  } finally {
    closeSync(file);
  }
}
