// A built course → the files of an EPUB 3 publication: a title page, a document a chapter, the glossary, the answers at the
// back, navigation, the pictures that they show, and the reading face. The same pages make the same bytes.
// Not here: what a page's text becomes (xhtml.ts), zipping (epub.ts).
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ElementContent, Root } from 'hast';
import { selectAll } from 'hast-util-select';
import { toString } from 'hast-util-to-string';
import { localizationFor } from '../../languages/index.ts';
import { mainOf, type BuiltCourse } from '../built-course.ts';
import { bookStyles } from './book-styles.ts';
import { idsOf, pagePart, serialize, takeOut, toXhtml, xmlId, type Surroundings } from './xhtml.ts';

export interface BookOptions {
  readonly outDir: string;
  /** The site's address, if it is known: links out of the book lead there. */
  readonly site: string | undefined;
  /** When the text last changed. */
  readonly modified: Date;
}

/** A document of the book. */
interface Document {
  /** Without its ending; also its id in the package. */
  readonly name: string;
  readonly title: string;
  /** Of the part that begins with it. */
  readonly part?: string | undefined;
  readonly content: readonly ElementContent[];
  readonly sections: readonly { readonly id: string; readonly title: string }[];
}

const MEDIA: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
};
const ANSWERS = 'answers';

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
  files.set('book/package.opf', packageFile(course, options, texts, pictures, fontNames));
  files.set('book/navigation.xhtml', navigation(course, documents));
  files.set('book/cover.svg', coverPicture(course));
  files.set('book/style.css', bookStyles(fontRules));
  for (const { name, title, text } of texts) files.set(`book/${name}.xhtml`, page(course, title, text));
  for (const [source, name] of pictures) files.set(`book/${name}`, readFileSync(path.join(outDir, source)));
  for (const name of fontNames)
    files.set(`book/fonts/${name}`, readFileSync(path.join(outDir, 'fonts', name)));
  return files;
}

interface ReadBook {
  readonly documents: readonly Document[];
  readonly fontNames: readonly string[];
  readonly fontRules: string;
}

function readDocuments(course: BuiltCourse, options: BookOptions, pictures: Map<string, string>): ReadBook {
  const { page: words } = localizationFor(course.language);
  const { outDir, site } = options;
  /** By the page's name on the site. */
  const names = new Map([
    ['index', 'title-page'],
    ...course.chapters.map(({ id, part: _part }, at) => [id, `chapter-${at + 1}`] as const),
    ...(course.hasGlossary ? [['glossary', 'glossary'] as const] : []),
  ]);
  const around = (own: string, prefix = ''): Surroundings => ({
    prefix,
    resolveLink(href) {
      if (/^(?:https?|mailto):/i.test(href)) return URL.canParse(href) ? new URL(href).href : undefined;
      if (/^[a-z][\w+.-]*:|^\/\//i.test(href)) return undefined;
      const [address = '', hash = ''] = href.split('#');
      const page = address === '' ? own : decoded(address.replace(/\.html$/, ''));
      const id = decoded(hash);
      if (id.startsWith('answer-')) return `${ANSWERS}.xhtml#${xmlId(id, `${names.get(page) ?? ''}-`)}`;
      const name = names.get(page);
      if (name !== undefined) return `${name}.xhtml${id === '' ? '' : `#${xmlId(id)}`}`;
      return site === undefined ? undefined : new URL(href, `${site}${encodeURIComponent(course.id)}/`).href;
    },
    resolvePicture(src) {
      const source = path.posix.join(course.id, decoded(src));
      const ending = path.posix.extname(source).toLowerCase();
      if (MEDIA[ending] === undefined || source.startsWith('..') || !existsSync(path.join(outDir, source)))
        return undefined;
      const name =
        pictures.get(source) ??
        `pictures/${createHash('sha256').update(source).digest('hex').slice(0, 12)}${ending}`;
      pictures.set(source, name);
      return name;
    },
  });

  const documents: Document[] = [];
  const answers: ElementContent[] = [];
  const cover = mainOf(outDir, course.id, 'index');
  documents.push({
    name: 'title-page',
    title: course.title,
    sections: [],
    content: toXhtml(pagePart(cover, 'h1, .cover-head .lede, main > .prose').children, around('index')),
  });
  for (const [at, { id, title, part }] of course.chapters.entries()) {
    const name = `chapter-${at + 1}`;
    const tree = pagePart(mainOf(outDir, course.id, id), 'article');
    const own = takeOut(tree, '.answers ol');
    takeOut(tree, '.answers');
    if (own) {
      answers.push(
        heading(2, title),
        { type: 'text', value: '\n' },
        ...toXhtml([own], around(id, `${name}-`)),
      );
    }
    documents.push({
      name,
      title,
      part,
      sections: sectionsOf(tree),
      content: toXhtml(tree.children, around(id)),
    });
  }
  if (course.hasGlossary) {
    const tree = pagePart(mainOf(outDir, course.id, 'glossary'), 'article');
    documents.push({
      name: 'glossary',
      title: words.glossary,
      sections: [],
      content: toXhtml(tree.children, around('glossary')),
    });
  }
  if (answers.length > 0)
    documents.push({
      name: ANSWERS,
      title: words.answers,
      sections: [],
      content: [heading(1, words.answers), ...answers],
    });
  const linked = mendLinks(documents);
  return { documents: linked, ...fontsOf(outDir, course) };
}

/** Questions are asked in their chapter and answered at the back: links back lead to the chapter, other ones to what is there. */
function mendLinks(documents: readonly Document[]): Document[] {
  const ids = new Map(documents.map(({ name, content }) => [`${name}.xhtml`, idsOf(content)]));
  const mend = (node: ElementContent): ElementContent => {
    if (node.type !== 'element') return node;
    const children = node.children.map(mend);
    const { href } = node.properties;
    if (node.tagName !== 'a' || typeof href !== 'string') return { ...node, children };
    const [file = '', id] = href.split('#');
    const known = ids.get(file);
    if (!known || id === undefined) return { ...node, children };
    const target = known.has(id) ? `${file}#${encodeURIComponent(id)}` : file;
    return { ...node, properties: { ...node.properties, href: target }, children };
  };
  return documents.map((document) => ({ ...document, content: document.content.map(mend) }));
}

function sectionsOf(tree: Root): Document['sections'] {
  return selectAll('h2[id]', tree).map((section) => ({
    id: xmlId(String(section.properties['id'])),
    title: toString(section).trim(),
  }));
}

function heading(depth: number, value: string): ElementContent {
  return { type: 'element', tagName: `h${depth}`, properties: {}, children: [{ type: 'text', value }] };
}

/** The parts of the reading face that the site's pages of this course use. */
function fontsOf(outDir: string, course: BuiltCourse): Pick<ReadBook, 'fontNames' | 'fontRules'> {
  const rules = new Map<string, string>();
  for (const page of ['index', ...course.chapters.map(({ id }) => id)]) {
    const file = path.join(outDir, course.id, `${page}.html`);
    if (!existsSync(file)) continue;
    const head = readFileSync(file, 'utf8').slice(0, 400_000);
    for (const [rule, name = ''] of head.matchAll(
      /@font-face\{font-family:Literata;[^}]*?url\([^)]*?fonts\/([^)]+\.woff2)\)[^}]*\}/g,
    ))
      if (existsSync(path.join(outDir, 'fonts', name)))
        rules.set(name, rule.replace(/url\([^)]*\)/, `url(fonts/${name})`));
  }
  return { fontNames: [...rules.keys()].sort(), fontRules: [...rules.values()].join('\n') };
}

function page({ language, direction }: BuiltCourse, title: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="${escape(language)}" lang="${escape(language)}" dir="${direction}">
<head><title>${escape(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
${body}
</body>
</html>
`;
}

function navigation(course: BuiltCourse, documents: readonly Document[]): string {
  const { page: words } = localizationFor(course.language);
  const entry = ({ name, title, sections }: Document): string => {
    const inner = sections.map(
      ({ id, title: section }) =>
        `<li><a href="${name}.xhtml#${encodeURIComponent(id)}">${escape(section || title)}</a></li>`,
    );
    return `<li><a href="${name}.xhtml">${escape(title)}</a>${inner.length > 0 ? `<ol>${inner.join('')}</ol>` : ''}</li>`;
  };
  const first = documents.find(({ name }) => name === 'chapter-1');
  return page(
    course,
    words.contents,
    `<nav epub:type="toc" id="toc"><h1>${escape(words.contents)}</h1><ol>
${inParts(documents, entry).join('\n')}
</ol></nav>
${
  first
    ? `<nav epub:type="landmarks" hidden="hidden"><ol><li><a epub:type="bodymatter" href="chapter-1.xhtml">${escape(first.title)}</a></li></ol></nav>`
    : ''
}`,
  );
}

/** Chapters of a part stand below its title. */
function inParts(documents: readonly Document[], entry: (document: Document) => string): string[] {
  const lines: string[] = [];
  let isOpen = false;
  const close = (): void => {
    if (isOpen) lines.push('</ol></li>');
    isOpen = false;
  };
  for (const document of documents) {
    const isChapter = document.name.startsWith('chapter-');
    if (!isChapter || document.part !== undefined) close();
    if (document.part !== undefined && document.part !== '') {
      lines.push(`<li><span>${escape(document.part)}</span><ol>`);
      isOpen = true;
    }
    lines.push(entry(document));
  }
  close();
  return lines;
}

function packageFile(
  course: BuiltCourse,
  { site, modified }: BookOptions,
  documents: readonly (Document & { readonly text: string })[],
  pictures: ReadonlyMap<string, string>,
  fontNames: readonly string[],
): string {
  const { language, title, description, direction } = course;
  const hex = createHash('sha256')
    .update(`${site ?? ''} ${course.id} ${title}`)
    .digest('hex');
  const uuid = hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/s, '$1-$2-5$3-8$4-$5');
  const has = (sign: string): boolean => documents.some(({ text }) => text.includes(sign));
  const features = [
    'tableOfContents',
    'readingOrder',
    'structuralNavigation',
    'alternativeText',
    'displayTransformability',
    ...(has('<math') ? ['MathML'] : []),
  ];
  const isVisual = has('<svg') || has('<img');
  const items = documents.map(({ name, text }) => {
    const properties = [
      ...(text.includes('<math') ? ['mathml'] : []),
      ...(text.includes('<svg') ? ['svg'] : []),
    ];
    return `<item id="${name}" href="${name}.xhtml" media-type="application/xhtml+xml"${properties.length > 0 ? ` properties="${properties.join(' ')}"` : ''}/>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid" xml:lang="${escape(language)}" prefix="schema: http://schema.org/">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="uid">urn:uuid:${uuid}</dc:identifier>
<dc:title>${escape(title)}</dc:title>
<dc:language>${escape(language)}</dc:language>
${description === '' ? '' : `<dc:description>${escape(description)}</dc:description>\n`}${site === undefined ? '' : `<dc:source>${escape(new URL(`${encodeURIComponent(course.id)}/index.html`, site).href)}</dc:source>\n`}<meta property="dcterms:modified">${modified.toISOString().replace(/\.\d+Z$/, 'Z')}</meta>
<meta property="schema:accessMode">textual</meta>
${isVisual ? '<meta property="schema:accessMode">visual</meta>\n' : ''}<meta property="schema:accessModeSufficient">textual</meta>
${features.map((feature) => `<meta property="schema:accessibilityFeature">${feature}</meta>`).join('\n')}
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Headings and a table of contents give the structure. Figures are described in a sentence; many have a table of their values.</meta>
</metadata>
<manifest>
<item id="navigation" href="navigation.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="cover-picture" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>
<item id="style" href="style.css" media-type="text/css"/>
${[
  ...items,
  ...[...pictures.values()].map(
    (name, at) =>
      `<item id="picture-${at + 1}" href="${name}" media-type="${MEDIA[path.posix.extname(name)] ?? ''}"/>`,
  ),
  ...fontNames.map((name, at) => `<item id="font-${at + 1}" href="fonts/${name}" media-type="font/woff2"/>`),
].join('\n')}
</manifest>
<spine${direction === 'rtl' ? ' page-progression-direction="rtl"' : ''}>
${documents.map(({ name }) => `<itemref idref="${name}"/>`).join('\n')}
</spine>
</package>
`;
}

/** Title and description on the site's paper, in the face that the reading program has. */
function coverPicture({ title, direction, language }: BuiltCourse): string {
  const lines = wrapped(title, 16).slice(0, 8);
  const [x, anchor] = direction === 'rtl' ? [540, 'end'] : [60, 'start'];
  // In right-to-left text, the start is on the right.
  const side = direction === 'rtl' ? 'start' : anchor;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 900" width="600" height="900" xml:lang="${escape(language)}">
<title>${escape(title)}</title>
<rect width="600" height="900" fill="#fbf8f1"/>
<rect x="0" y="0" width="600" height="24" fill="#94341a"/>
${lines
  .map(
    (line, at) =>
      `<text x="${x}" y="${240 + at * 68}" font-family="Georgia, serif" font-size="56" fill="#211c16" text-anchor="${side}"${direction === 'rtl' ? ' direction="rtl"' : ''}>${escape(line)}</text>`,
  )
  .join('\n')}
</svg>
`;
}

/** Words in lines of about as many letters; scripts without spaces are cut where the line is full. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/).flatMap((each) => each.match(/.{1,18}/gu) ?? [])) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
