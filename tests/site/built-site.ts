// The built site as the site tests read it: every page with its document, and every file's path.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseHTML } from 'linkedom';

export const root = path.resolve(process.env['LECTERN_SITE'] ?? 'dist');

export interface BuiltPage {
  /** Path below the root, such as `course/chapter.html`. */
  readonly name: string;
  readonly html: string;
  readonly document: Document;
}

export const files: ReadonlySet<string> = new Set(
  (readdirSync(root, { recursive: true }) as string[])
    .filter((name) => statSync(path.join(root, name)).isFile())
    .map((name) => name.split(path.sep).join('/')),
);

export const pages: readonly BuiltPage[] = [...files]
  .filter((name) => name.endsWith('.html'))
  .sort()
  .map((name) => {
    const html = readFileSync(path.join(root, name), 'utf8');
    return { name, html, document: parseHTML(html).document as unknown as Document };
  });
