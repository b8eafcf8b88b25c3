// The code examples of a course as files, `<course>/examples.zip`, with a folder for each chapter. They are read from the
// finished pages, where each listing has its text, title and language. Printed results are not included.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { fromHtml } from 'hast-util-from-html';
import { select, selectAll } from 'hast-util-select';
import { toString } from 'hast-util-to-string';
import { fitsEveryDisk } from '../course/source/safe-name.ts';
import { mainOf, type BuiltCourse } from './built-course.ts';
import type { Download } from './download.ts';

const FILE = 'examples.zip';
/** File extensions by language, where the language's name is not its extension. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  bash: 'sh',
  console: 'sh',
  csharp: 'cs',
  docker: 'dockerfile',
  haskell: 'hs',
  javascript: 'js',
  kotlin: 'kt',
  markdown: 'md',
  perl: 'pl',
  plaintext: 'txt',
  python: 'py',
  ruby: 'rb',
  rust: 'rs',
  shell: 'sh',
  shellscript: 'sh',
  text: 'txt',
  typescript: 'ts',
  yaml: 'yml',
};

export const examples: Download = {
  code: ['src/downloads/examples.ts', 'src/downloads/built-course.ts'],
  fileName: () => FILE,
  plan(course, { outDir }) {
    // A file of that name that the author offers is left alone.
    if (existsSync(path.join(outDir, course.id, FILE))) return undefined;
    const pages = course.chapters.map(({ id }) => mainOf(outDir, course.id, id));
    if (!pages.some((page) => page.includes('<figure class="code'))) return undefined;
    return { inputs: [JSON.stringify(course), ...pages], make: () => pack(exampleFiles(course, pages)) };
  },
};

/** Path → text; `pages` is the HTML of the chapters in order. */
export function exampleFiles(course: BuiltCourse, pages: readonly string[]): Map<string, string> {
  const files = new Map<string, string>();
  const names = new Names();
  const digits = String(course.chapters.length).length;
  for (const [at, { id }] of course.chapters.entries()) {
    const folder = `${course.id}-examples/${String(at + 1).padStart(digits, '0')}-${id}`;
    const listings = selectAll('figure.code', fromHtml(pages[at] ?? '', { fragment: true }));
    for (const [index, listing] of listings.entries()) {
      const code = select('pre > code', listing);
      if (!code) continue;
      const caption = select('figcaption', listing);
      const language = String(listing.properties['dataLang'] ?? 'text').toLowerCase();
      const title = caption ? toString(caption).trim() : '';
      const extension = Object.hasOwn(EXTENSIONS, language) ? (EXTENSIONS[language] ?? '') : language;
      const numbered = `listing-${String(index + 1).padStart(2, '0')}.${/^\w{1,20}$/.test(extension) ? extension : 'txt'}`;
      const name = names.take(folder, isFileName(title) ? title : numbered, numbered);
      files.set(name, `${toString(code).replace(/\n+$/, '')}\n`);
    }
  }
  return files;
}

/** A listing whose title is a file's name or path gets that name; any other gets its number. */
function isFileName(title: string): boolean {
  const isPath = /^[\w@][\w@.+-]*(?:\/[\w@.+-]+)*$/.test(title) && !title.includes('..');
  return (
    isPath &&
    /\.\w+$|file$/i.test(title) &&
    title.length <= LONGEST_PATH &&
    title.split('/').every(fitsEveryDisk)
  );
}

/** Windows allows 260 characters, including the folder that the archive is unpacked into. */
const LONGEST_PATH = 100;

/** The names in use, compared without regard to case, as many file systems do. */
class Names {
  readonly #files = new Set<string>();
  readonly #folders = new Set<string>();

  /** A second file of the same name gets a number; none lies below a path that is itself a file. */
  take(folder: string, wanted: string, numbered: string): string {
    const isBelowFile = foldersOf(`${folder}/${wanted}`).some((each) => this.#files.has(each));
    const file = `${folder}/${isBelowFile ? numbered : wanted}`;
    let name = file;
    for (let count = 2; this.#has(name); count++) name = file.replace(/(\.\w+)?$/, `-${count}$1`);
    this.#files.add(name.toLowerCase());
    for (const each of foldersOf(name)) this.#folders.add(each);
    return name;
  }

  #has(name: string): boolean {
    return this.#files.has(name.toLowerCase()) || this.#folders.has(name.toLowerCase());
  }
}

/** `a/b/c.js` → `a`, `a/b` */
function foldersOf(file: string): string[] {
  const parts = file.toLowerCase().split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

function pack(files: ReadonlyMap<string, string>): Uint8Array {
  const zipped: Zippable = {};
  for (const [name, text] of files) zipped[name] = strToU8(text);
  return zipSync(zipped, { level: 9, mtime: new Date(1980, 0, 1) });
}
