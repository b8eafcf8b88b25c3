// How a build that failed says why. Problems of the content are the whole message; what the disk refused is said in words;
// anything else is a defect of Lectern and keeps its stack.

import { existsSync } from 'node:fs';

/** The build was not begun; the message says what to do. */
export class BuildRefused extends Error {
  override readonly name = 'BuildRefused';
}

export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'ContentProblems' || error.name === 'BuildRefused'
    ? error.message
    : (describeDiskFailure(error) ?? error.stack ?? error.message);
}

const DISK: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'You have no right to read or write it. Give yourself the right, or build as another user.'],
  ['EPERM', 'You have no right to read or write it. Give yourself the right, or build as another user.'],
  ['EROFS', 'It lies on a disk that cannot be written to. Work in a copy of the project that can be.'],
  ['ENOSPC', 'The disk is full. Make room and build again.'],
  ['EDQUOT', 'Your share of the disk is full. Make room and build again.'],
  ['ENOTDIR', 'A folder is needed where there is a file. Rename or remove that file.'],
  ['EISDIR', 'A file is needed where there is a folder. Rename or remove that folder.'],
  [
    'EMFILE',
    'Too many files are open on this machine. Close other programs, or raise the limit (ulimit -n).',
  ],
  ['EIO', 'The disk does not answer as it should. Look at the disk before anything else.'],
]);

/** What the system says when a file cannot be read or written; undefined if the error, or what caused it, is another. */
function describeDiskFailure(error: Error): string | undefined {
  const { code, path: name, cause } = error as NodeJS.ErrnoException & { readonly cause?: unknown };
  const why = DISK.get(code ?? '');
  if (why === undefined)
    return cause instanceof Error && cause !== error ? describeDiskFailure(cause) : undefined;
  return `${name === undefined ? 'A file' : `"${name}"`} could not be read or written (${code}). ${why}`;
}

/** What there is after a build that failed. */
export function nothingBuilt(outDir: string): string {
  return existsSync(outDir) ? 'Nothing was built; the previous output is untouched.' : 'Nothing was built.';
}
