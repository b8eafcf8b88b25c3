// Makes the files that a course's cover offers for download (EPUB, example archive, print page) from the finished pages, then
// lists on the cover the files that exist. Each file is cached until what it depends on changes.
// Not here: how each is made (downloads/), the PDF (cli/pdf.ts).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { builtCourses, type BuiltCourse } from '../downloads/built-course.ts';
import { CachedFiles, codeDigest, digestOf } from '../downloads/cached-files.ts';
import { listFilesOnCover } from '../downloads/download-list.ts';
import type { BuiltSite, Download } from '../downloads/download.ts';
import { epub } from '../downloads/epub/epub.ts';
import { examples } from '../downloads/examples.ts';
import { pdfKey, printPage } from '../downloads/print-page.ts';

export interface DownloadsOptions {
  readonly contentDir: string;
  /** See lectern.config.ts. */
  readonly offers: { readonly epub: boolean; readonly examples: boolean; readonly onePage: boolean };
}

export function downloads({ contentDir, offers }: DownloadsOptions): AstroIntegration {
  const kinds = [
    ...(offers.epub ? [epub] : []),
    ...(offers.examples ? [examples] : []),
    ...(offers.onePage ? [printPage] : []),
  ];
  let address: string | undefined;
  let cacheDir = '';
  return {
    name: 'lectern-downloads',
    hooks: {
      'astro:config:done': ({ config }) => {
        address = config.site && config.site.replace(/\/?$/, '/');
        cacheDir = fileURLToPath(config.cacheDir);
      },
      'astro:build:done': async ({ dir }) => {
        const site = { outDir: fileURLToPath(dir), contentDir, address };
        const courses = builtCourses(site.outDir);
        const cache = new CachedFiles(path.join(cacheDir, 'lectern-downloads'));
        for (const kind of kinds) await writeDownloads(kind, courses, site, cache);
        cache.removeUnused();
        for (const course of courses) {
          if (offers.onePage) restorePdf(course, site.outDir, path.join(cacheDir, 'lectern-pdf'));
          listFilesOnCover(site.outDir, course);
        }
      },
    },
  };
}

async function writeDownloads(
  kind: Download,
  courses: readonly BuiltCourse[],
  site: BuiltSite,
  cache: CachedFiles,
): Promise<void> {
  const code = codeDigest('package-lock.json', ...kind.code);
  for (const course of courses) {
    const planned = kind.plan(course, site);
    if (!planned) continue;
    const bytes = await cache.get(digestOf(code, ...planned.inputs), planned.make);
    writeFileSync(path.join(site.outDir, course.id, kind.fileName(course)), bytes);
  }
}

/** A PDF that `npm run pdf` printed from exactly this print page is put beside it. */
function restorePdf(course: BuiltCourse, outDir: string, pdfCache: string): void {
  const page = path.join(outDir, course.id, 'print.html');
  if (!existsSync(page)) return;
  const printed = path.join(pdfCache, pdfKey(readFileSync(page)));
  if (existsSync(printed))
    writeFileSync(path.join(outDir, course.id, `${course.id}.pdf`), readFileSync(printed));
}
