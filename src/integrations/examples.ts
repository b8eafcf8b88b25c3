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
  const digits = String(course.chapters.length).length;
  for (const [at, { id }] of course.chapters.entries()) {
    const folder = `${course.id}-examples/${String(at + 1).padStart(digits, '0')}-${id}`;
    const listings = selectAll('figure.code', fromHtml(texts[at] ?? '', { fragment: true }));
    for (const [index, listing] of listings.entries()) {
      const code = select('pre > code', listing);
      if (!code) continue;
      const caption = select('figcaption', listing);
      const language = String(listing.properties['dataLang'] ?? 'text').toLowerCase();
      const name = fileName(
        caption ? toString(caption).trim() : '',
        index + 1,
        ENDINGS[language] ?? language,
      );
      files.set(free(`${folder}/${name}`, files), `${toString(code).replace(/\n+$/, '')}\n`);
    }
  }
  return files;
}

/** A title that is a file's name or path is its name; any other listing has its number. */
function fileName(title: string, number: number, ending: string): string {
  const isPath = /^[\w@][\w@.+-]*(?:\/[\w@.+-]+)*$/.test(title) && !title.includes('..');
  const known = /^\w+$/.test(ending) ? ending : 'txt';
  return isPath && /\.\w+$|file$/i.test(title)
    ? title
    : `listing-${String(number).padStart(2, '0')}.${known}`;
}

/** Two files of one name, such as two states of one, stand side by side. */
function free(file: string, taken: ReadonlyMap<string, string>): string {
  let name = file;
  for (let count = 2; taken.has(name); count++) name = file.replace(/(\.\w+)?$/, `-${count}$1`);
  return name;
}

function pack(files: ReadonlyMap<string, string>): Uint8Array {
  const zipped: Zippable = {};
  for (const [name, text] of files) zipped[name] = strToU8(text);
  return zipSync(zipped, { level: 9, mtime: new Date(1980, 0, 1) });
}
