// How a build that failed says why. Problems of the content are the whole message; anything else is a defect of Lectern
// and keeps its stack.

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
