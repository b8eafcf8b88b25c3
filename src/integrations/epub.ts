// Each course as an EPUB 3 publication, `<course>/<course>.epub`, made of its finished pages when Astro has written them.
// Not here: what is in it (epub/).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { zipSync, type Zippable } from 'fflate';
import { latestChange } from '../course/source/changes.ts';
import { builtCourses, mainOf, type BuiltCourse } from './built-course.ts';
import { CachedFiles, codeDigest, digestOf } from './cached-files.ts';
import { bookFiles } from './epub/book.ts';

export interface EpubOptions {
  readonly contentDir: string;
}

export function epub({ contentDir }: EpubOptions): AstroIntegration {
  let site: string | undefined;
  let cache: CachedFiles | undefined;
  return {
    name: 'lectern-epub',
    hooks: {
      'astro:config:done': ({ config }) => {
        site = config.site && config.site.replace(/\/?$/, '/');
        cache = new CachedFiles(path.join(fileURLToPath(config.cacheDir), 'lectern-epub'));
      },
      'astro:build:done': async ({ dir }) => {
        const outDir = fileURLToPath(dir);
        const code = codeDigest('src/integrations/epub', 'src/integrations/epub.ts', 'package-lock.json');
        for (const course of builtCourses(outDir)) {
          const file = path.join(outDir, course.id, `${course.id}.epub`);
          // A file of the author's own is theirs.
          if (existsSync(file)) continue;
          const modified = changeOf(contentDir, course.id);
          const key = digestOf(code, site ?? '', modified.toISOString(), ...partsOf(outDir, course));
          const made = await cache?.get(key, () => pack(bookFiles(course, { outDir, site, modified })));
          if (made) writeFileSync(file, made);
        }
        cache?.removeUnused();
      },
    },
  };
}

/** What a book without a known date says: a day that nobody takes for one, and the same each time. */
const UNKNOWN = new Date('2000-01-01T00:00:00Z');

function changeOf(contentDir: string, course: string): Date {
  const isOf = (file: string): boolean => file.startsWith(`${course}/`) || file === `${course}.md`;
  return latestChange(contentDir, isOf) ?? latestChange(contentDir, () => true) ?? UNKNOWN;
}

/** Everything that the publication follows from: texts, and pictures by their bytes. */
function partsOf(outDir: string, course: BuiltCourse): string[] {
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

/** The type comes first and as it is, so that programs know the file by its first bytes. */
function pack(files: ReadonlyMap<string, string | Uint8Array>): Uint8Array {
  const zipped: Zippable = {};
  for (const [name, content] of files) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    // What is packed already does not get smaller.
    const isPacked = name === 'mimetype' || /\.(?:png|jpe?g|gif|woff2)$/.test(name);
    zipped[name] = [bytes, { level: isPacked ? 0 : 9 }];
  }
  // The earliest date that a zip file knows: the same text makes the same bytes.
  return zipSync(zipped, { mtime: new Date(1980, 0, 1) });
}
