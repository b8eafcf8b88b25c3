// The message of a failed build. Problems in the content are the whole message; errors of the file system are explained; anything
// else is a defect of Lectern and is printed with its stack.

import { existsSync } from 'node:fs';

/** The build was not started, or its output could not be replaced; the message says what to do. */
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
  ['EACCES', 'You have no permission to read or write it. Change its permissions, or build as another user.'],
  ['EPERM', 'You have no permission to read or write it. Change its permissions, or build as another user.'],
  ['EROFS', 'It is on a read-only disk. Work in a copy of the project on another disk.'],
  ['ENOSPC', 'The disk is full. Make room and build again.'],
  ['EDQUOT', 'Your disk quota is used up. Make room and build again.'],
  ['ENOTDIR', 'A folder is needed where there is a file. Rename or remove that file.'],
  ['EISDIR', 'A file is needed where there is a folder. Rename or remove that folder.'],
  [
    'EMFILE',
    'Too many files are open on this machine. Close other programs, or raise the limit (ulimit -n).',
  ],
  ['EIO', 'The disk reported an input/output error. Check the disk before anything else.'],
]);

/** Explains an error of the file system, or one that it caused; undefined for other errors. */
function describeDiskFailure(error: Error): string | undefined {
  const { code, path: name, cause } = error as NodeJS.ErrnoException & { readonly cause?: unknown };
  const why = DISK.get(code ?? '');
  if (why === undefined)
    return cause instanceof Error && cause !== error ? describeDiskFailure(cause) : undefined;
  return `${name === undefined ? 'A file' : `"${name}"`} could not be read or written (${code}). ${why}`;
}

/** The state of the output after a failed build. */
export function nothingBuilt(outDir: string): string {
  return existsSync(outDir) ? 'Nothing was built; the previous output is untouched.' : 'Nothing was built.';
}
