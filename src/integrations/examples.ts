// Every listing of a course as a file, `<course>/examples.zip`, a folder for each chapter: to run, to change, to keep.
// Read from finished pages, which say what a listing's text, title and language are. Results are no listings.
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { fromHtml } from 'hast-util-from-html';
import { select, selectAll } from 'hast-util-select';
import { toString } from 'hast-util-to-string';
import { fitsEveryDisk } from '../course/source/safe-name.ts';
import { builtCourses, mainOf, type BuiltCourse } from './built-course.ts';
import { CachedFiles, codeDigest, digestOf } from './cached-files.ts';

const FILE = 'examples.zip';
/** Endings by the language's name, where they are not the same. */
const ENDINGS: Readonly<Record<string, string>> = {
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

export function examples(): AstroIntegration {
  let cache: CachedFiles | undefined;
  return {
    name: 'lectern-examples',
    hooks: {
      'astro:config:done': ({ config }) => {
        cache = new CachedFiles(path.join(fileURLToPath(config.cacheDir), 'lectern-examples'));
      },
      'astro:build:done': async ({ dir }) => {
        const outDir = fileURLToPath(dir);
        const code = codeDigest('src/integrations/examples.ts');
        for (const course of builtCourses(outDir)) {
          const file = path.join(outDir, course.id, FILE);
          if (existsSync(file)) continue;
          const texts = course.chapters.map(({ id }) => mainOf(outDir, course.id, id));
          if (!texts.some((text) => text.includes('<figure class="code'))) continue;
          const made = await cache?.get(digestOf(code, JSON.stringify(course), ...texts), () =>
            pack(exampleFiles(course, texts)),
          );
          if (made && made.length > 0) writeFileSync(file, made);
        }
        cache?.removeUnused();
      },
    },
  };
}

/** Path → text; `texts` are the chapters' pages. */
export function exampleFiles(course: BuiltCourse, texts: readonly string[]): Map<string, string> {
  const files = new Map<string, string>();
  const names = new Names();
  const digits = String(course.chapters.length).length;
  for (const [at, { id }] of course.chapters.entries()) {
    const folder = `${course.id}-examples/${String(at + 1).padStart(digits, '0')}-${id}`;
    const listings = selectAll('figure.code', fromHtml(texts[at] ?? '', { fragment: true }));
    for (const [index, listing] of listings.entries()) {
      const code = select('pre > code', listing);
      if (!code) continue;
      const caption = select('figcaption', listing);
      const language = String(listing.properties['dataLang'] ?? 'text').toLowerCase();
      const title = caption ? toString(caption).trim() : '';
      const ending = Object.hasOwn(ENDINGS, language) ? (ENDINGS[language] ?? '') : language;
      const numbered = `listing-${String(index + 1).padStart(2, '0')}.${/^\w{1,20}$/.test(ending) ? ending : 'txt'}`;
      const name = names.take(folder, isFileName(title) ? title : numbered, numbered);
      files.set(name, `${toString(code).replace(/\n+$/, '')}\n`);
    }
  }
  return files;
}

/** A title that is a file's name or path is its name; any other listing has its number. */
function isFileName(title: string): boolean {
  const isPath = /^[\w@][\w@.+-]*(?:\/[\w@.+-]+)*$/.test(title) && !title.includes('..');
  return (
    isPath &&
    /\.\w+$|file$/i.test(title) &&
    title.length <= LONGEST_PATH &&
    title.split('/').every(fitsEveryDisk)
  );
}

/** Windows takes 260 letters, of the folder that somebody unpacks into too. */
const LONGEST_PATH = 100;

/** Names that are in use, as disks see them that take capitals and small letters for the same. */
class Names {
  readonly #files = new Set<string>();
  readonly #folders = new Set<string>();

  /** Two files of one name, such as two states of one, stand side by side; none lies in what is a file itself. */
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
