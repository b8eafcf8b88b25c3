// One file of the content folder: whether it may be read, and its bytes as text; problems are reported.
// Not here: which files belong to a course (content-folder.ts), what their texts mean (outline.ts).
import { readdirSync, readFileSync, realpathSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import type { Format } from './parse.ts';
import type { Problem } from '../problems.ts';

/** A Markdown file as read; `name` is its path below the content folder with forward slashes. */
export interface SourceFile {
  readonly name: string;
  /** Path as the author would type it. */
  readonly file: string;
  readonly format: Format;
  readonly text: string;
}

/** Names of files that are read as Markdown. */
export const MARKDOWN = /\.(?:md|markdown|mdown|mkd|mdx|qmd|rmd)$/i;

/** Five million bytes: longer than any book chapter, short enough that a mistaken file is refused at once. */
export const MAX_BYTES = 5_000_000;
/** The file of this path below the root; undefined if it cannot be read, which has become a problem then. */
export function readSource(root: string, name: string, problems: Problem[]): SourceFile | undefined {
  const full = path.join(root, name);
  const file = displayPath(full);
  const wrong = (code: string, text: string, hint: string): undefined => {
    problems.push({ grade: 'error', code, place: { file, line: 1, column: 1 }, text, hint });
  };
  if (!isInside(root, full)) {
    return wrong(
      'file-outside-content',
      'This is a link to a file outside the content folder, which is never read.',
      'Copy the file into the content folder.',
    );
  }
  const stats = statsOf(full);
  if (!stats?.isFile()) {
    return wrong(
      'file-unreadable',
      'This is no file, but a pipe or a device.',
      'Put a Markdown file in its place.',
    );
  }
  const { size } = stats;
  if (size > MAX_BYTES) {
    return wrong(
      'file-too-large',
      `The file has ${size.toLocaleString('en')} bytes; the limit is ${MAX_BYTES.toLocaleString('en')}.`,
      'Divide the course into a folder with a file per chapter.',
    );
  }
  let bytes: Buffer;
  try {
    bytes = readFileSync(full);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return wrong(
      'file-unreadable',
      `The file cannot be read: ${reason}.`,
      'Give yourself the right to read it.',
    );
  }
  let text: string;
  try {
    if (isWide(bytes)) throw new TypeError('UTF-16');
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const line = lineOfBadByte(bytes);
    problems.push({
      grade: 'error',
      code: 'file-not-utf8',
      place: { file, line, column: 1 },
      text: 'The file is not UTF-8 text, so its letters cannot be told apart.',
      hint: 'Save it as UTF-8 in your editor (UTF-16 and Latin-1 are not read).',
    });
    return undefined;
  }
  return { name: name.split(path.sep).join('/'), file, format: /\.mdx$/i.test(name) ? 'mdx' : 'md', text };
}

/** What lies in a folder, as people sort it; drafts and hidden files are left out, but for those that order a book. */
export function listed(folder: string, problems: Problem[]): string[] {
  const order = new Intl.Collator('en', { numeric: true });
  try {
    return readdirSync(folder)
      .filter((name) => (!/^[._]/.test(name) || ORDERING.test(name)) && name !== 'node_modules')
      .sort(order.compare);
  } catch (error) {
    problems.push({
      grade: 'error',
      code: 'file-unreadable',
      place: { file: displayPath(folder), line: 1, column: 1 },
      text: `The folder cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      hint: 'Give yourself the right to read it.',
    });
    return [];
  }
}

const ORDERING =
  /^(?:_index\.\w+|_sidebar\.md|_toc\.ya?ml|_quarto\.yml|_config\.yml|_category_\.(?:json|ya?ml))$/i;

/** True for a folder, also behind a link that does not lead out of the root. */
export function isFolder(root: string, name: string): boolean {
  const full = path.join(root, name);
  return (statsOf(full)?.isDirectory() ?? false) && isInside(root, full);
}

/** What the disk says of a path; undefined if there is nothing, or if it is too long, a circle of links, or forbidden. */
export function statsOf(full: string): Stats | undefined {
  try {
    return statSync(full);
  } catch {
    return undefined;
  }
}

/** True if the path, with links followed, stays below the root. */
export function isInside(root: string, full: string): boolean {
  try {
    const relative = path.relative(realpathSync(root), realpathSync(full));
    return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
  } catch {
    return false;
  }
}

/** A path as a person in the working folder would type it. */
export function displayPath(full: string): string {
  const relative = path.relative(process.cwd(), full);
  const shown = relative === '' ? '.' : relative.startsWith(`..${path.sep}..`) ? full : relative;
  return shown.split(path.sep).join('/');
}

/** True for UTF-16 without a mark, which is UTF-8 of sorts: every other byte of Latin letters is a zero. */
function isWide(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 1_000);
  return head.length > 1 && head.filter((byte) => byte === 0).length * 4 > head.length;
}

function lineOfBadByte(bytes: Uint8Array): number {
  const lenient = new TextDecoder('utf-8').decode(bytes);
  const at = lenient.indexOf('\uFFFD');
  return at < 0 ? 1 : lenient.slice(0, at).split('\n').length;
}
