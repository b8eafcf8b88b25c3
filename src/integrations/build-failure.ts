// How a build that failed says why. Problems of the content are the whole message; anything else is a defect of Lectern
// and keeps its stack.

import { existsSync } from 'node:fs';

/** The build was not begun; the message says what to do. */
export class BuildRefused extends Error {
  override readonly name = 'BuildRefused';
}

export function sayFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'ContentProblems' || error.name === 'BuildRefused'
    ? error.message
    : (error.stack ?? error.message);
}

/** What there is after a build that failed. */
export function nothingBuilt(outDir: string): string {
  return existsSync(outDir) ? 'Nothing was built; the previous output is untouched.' : 'Nothing was built.';
}
