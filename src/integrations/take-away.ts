// What a cover lists under *Take it with you* (components/TakeAway.astro) is what there is: files that were not made leave the
// list, the others get their sizes. After all that makes files, and before the output takes its place.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { builtCourses } from './built-course.ts';

export function takeAway(): AstroIntegration {
  return {
    name: 'lectern-take-away',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const outDir = fileURLToPath(dir);
        for (const { id, language } of builtCourses(outDir)) {
          const cover = path.join(outDir, id, 'index.html');
          const html = readFileSync(cover, 'utf8');
          const listed = listWhatIsThere(html, path.join(outDir, id), language);
          if (listed !== html) writeFileSync(cover, listed);
        }
      },
    },
  };
}

/** The cover with the sizes of the files in `folder`; `data-made` names the file of an entry. Again changes nothing. */
export function listWhatIsThere(html: string, folder: string, language: string): string {
  return html.replace(
    /(<li\b[^>]*\sdata-made="([^"]*)")(?:\shidden)?([^>]*>)([\s\S]*?)(<\/li>)/g,
    (_whole, start: string, name: string, rest: string, inner: string, end: string) => {
      const bytes = statSync(path.join(folder, name), { throwIfNoEntry: false })?.size;
      // An entry stays for what may be made later (cli/pdf.ts), and leads nowhere until then.
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
