// Where a file beside the texts is published: below its course's folder, under a name that any host and browser takes as
// it stands. It follows from the file's own path alone. Not here: single names (source/safe-name.ts), which files are
// refused (offered-files.ts).
import path from 'node:path';
import { safeFileName, safeFolderName } from '../source/safe-name.ts';

/** Where a course's folder keeps what lies outside its own. */
const OUTSIDE = 'shared-files';

/** Files that a build makes in each course's folder; an author's of that name would be replaced by them. */
const MADE = /^(?:outline|offline)\.json$/i;

/**
 * The address from the course's folder. `file` is a path below the content folder, `name` the course's text that asks for
 * it, and `ending` what the bytes say the file is.
 */
export function publishedAddress(file: string, name: string, ending?: string, course = ''): string {
  const folders = path.posix
    .dirname(file)
    .split('/')
    .filter((folder) => folder !== '.');
  const own = name.includes('/') ? name.split('/', 1)[0] : undefined;
  const isOwn = own !== undefined && folders[0] === own;
  const below = isOwn ? folders.slice(1) : folders;
  const safe = below.map((folder, depth) =>
    // A folder of this very name gives way.
    safeFolderName(isOwn && depth === 0 && folder === OUTSIDE ? `${folder}/` : folder),
  );
  const outside = own === undefined || isOwn ? [] : [OUTSIDE];
  const base = path.posix.basename(file);
  const isAtTop = outside.length === 0 && safe.length === 0;
  const isTaken = isAtTop && (MADE.test(base) || base.toLowerCase() === `${course}.epub`.toLowerCase());
  return [...outside, ...safe, safeFileName(base, ending, isTaken)].join('/');
}
