// A course as an EPUB 3 publication, `<course>/<course>.epub`. Not here: the files in it (book.ts), when it is made
// (integrations/downloads.ts).
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { latestChange } from '../../course/source/changes.ts';
import { mainOf, type BuiltCourse } from '../built-course.ts';
import { digestOf } from '../cached-files.ts';
import type { Download } from '../download.ts';
import { bookFiles } from './book.ts';

export const epub: Download = {
  code: ['src/downloads/epub', 'src/downloads/built-course.ts', 'src/course/xml.ts', 'src/languages'],
  fileName: ({ id }) => `${id}.epub`,
  plan(course, { outDir, contentDir, address }) {
    // A file of that name that the author offers is left alone.
    if (existsSync(path.join(outDir, course.id, `${course.id}.epub`))) return undefined;
    const modified = lastModified(contentDir, course.id);
    return {
      inputs: [address ?? '', modified.toISOString(), ...inputsOf(outDir, course)],
      make: () => pack(bookFiles(course, { outDir, site: address, modified })),
    };
  },
};

/** The date of a book whose texts are not in Git: fixed, so that the same text makes the same file. */
const UNKNOWN_DATE = new Date('2000-01-01T00:00:00Z');

function lastModified(contentDir: string, course: string): Date {
  const isOf = (file: string): boolean => file.startsWith(`${course}/`) || file === `${course}.md`;
  return latestChange(contentDir, isOf) ?? latestChange(contentDir, () => true) ?? UNKNOWN_DATE;
}

/** Everything that the publication depends on: texts, and pictures by a digest of their bytes. */
function inputsOf(outDir: string, course: BuiltCourse): string[] {
  const pages = ['index', ...course.chapters.map(({ id }) => id), 'glossary'];
  const texts = pages.map((page) => mainOf(outDir, course.id, page));
  const pictures = new Set(
    texts.flatMap((text) => [...text.matchAll(/<img\b[^>]*\ssrc="([^":?#]+)"/g)].map(([, src = '']) => src)),
  );
  const bytes = [...pictures].map((src) => {
    const file = path.join(outDir, course.id, decodeURI(src));
    return existsSync(file) ? digestOf(readFileSync(file)) : '';
  });
  return [JSON.stringify(course), ...texts, ...bytes];
}

/** The entry `mimetype` comes first and uncompressed, as EPUB requires: programs recognize the file by its first bytes. */
function pack(files: ReadonlyMap<string, string | Uint8Array>): Uint8Array {
  const zipped: Zippable = {};
  for (const [name, content] of files) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    // Compressed formats would not get smaller.
    const isCompressed = name === 'mimetype' || /\.(?:png|jpe?g|gif|woff2)$/.test(name);
    zipped[name] = [bytes, { level: isCompressed ? 0 : 9 }];
  }
  // The earliest date that the zip format knows, so that the same text makes the same bytes.
  return zipSync(zipped, { mtime: new Date(1980, 0, 1) });
}
