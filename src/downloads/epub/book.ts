// A built course → the files of an EPUB 3 publication, in order. The same pages make the same bytes.
// Not here: the documents (documents.ts), zipping (epub.ts).
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BuiltCourse } from '../built-course.ts';
import { bookStyles } from './book-styles.ts';
import { coverPicture } from './cover-picture.ts';
import { readDocuments, type BookOptions } from './documents.ts';
import { navigation } from './navigation.ts';
import { packageDocument } from './package-document.ts';
import { serialize, xhtmlDocument } from './xhtml.ts';

/** Path → content of each file, in the order in which they are packed. */
export function bookFiles(course: BuiltCourse, options: BookOptions): Map<string, string | Uint8Array> {
  const { outDir } = options;
  const pictures = new Map<string, string>();
  const { documents, fontNames, fontRules } = readDocuments(course, options, pictures);
  const files = new Map<string, string | Uint8Array>([
    ['mimetype', 'application/epub+zip'],
    [
      'META-INF/container.xml',
      '<?xml version="1.0" encoding="UTF-8"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n',
    ],
  ]);
  const texts = documents.map((document) => ({ ...document, text: serialize(document.content) }));
  files.set('book/package.opf', packageDocument(course, options, texts, pictures, fontNames));
  files.set('book/navigation.xhtml', navigation(course, documents));
  files.set('book/cover.svg', coverPicture(course));
  files.set('book/style.css', bookStyles(fontRules));
  for (const { name, title, text } of texts)
    files.set(`book/${name}.xhtml`, xhtmlDocument(course, title, text));
  for (const [source, name] of pictures) files.set(`book/${name}`, readFileSync(path.join(outDir, source)));
  for (const name of fontNames)
    files.set(`book/fonts/${name}`, readFileSync(path.join(outDir, 'fonts', name)));
  return files;
}
