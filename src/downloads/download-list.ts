// The list of downloads on a course's cover (components/Downloads.astro): entries whose file was not made are hidden, the
// others get the file's size. Applied again after a PDF was printed (cli/pdf.ts).
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BuiltCourse } from './built-course.ts';

/** Brings the built cover up to date with the files in the course's folder. */
export function listFilesOnCover(
  outDir: string,
  { id, language }: Pick<BuiltCourse, 'id' | 'language'>,
): void {
  const cover = path.join(outDir, id, 'index.html');
  const html = readFileSync(cover, 'utf8');
  const listed = listFiles(html, path.join(outDir, id), language);
  if (listed !== html) writeFileSync(cover, listed);
}

/** The cover with the sizes of the files in `folder`; `data-made` names the file of an entry. Idempotent. */
export function listFiles(html: string, folder: string, language: string): string {
  return html.replace(
    /(<li\b[^>]*\sdata-made="([^"]*)")(?:\shidden)?([^>]*>)([\s\S]*?)(<\/li>)/g,
    (_whole, start: string, name: string, rest: string, inner: string, end: string) => {
      const bytes = statSync(path.join(folder, name), { throwIfNoEntry: false })?.size;
      // The entry stays, without a link, because the file may be made later (cli/pdf.ts).
      if (bytes === undefined)
        return `${start} hidden${rest}${inner.replace(/(<a\b[^>]*\s)href=/, '$1data-href=')}${end}`;
      const size = inner
        .replace(/(<a\b[^>]*\s)data-href=/, '$1href=')
        .replace(/(<span\b[^>]*\sdata-size\b[^>]*>)[^<]*/, (_, tag: string) => tag + sizeOf(bytes, language));
      return start + rest + size + end;
    },
  );
}

/** 1 234 567 → "1.2 MB" */
function sizeOf(bytes: number, language: string): string {
  const [unit, value] = bytes < 950_000 ? ['kilobyte', bytes / 1000] : ['megabyte', bytes / 1_000_000];
  const format = { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat(`${language}-u-nu-latn`, format).format(value);
}
