// The documents of a book, made of a built course: a title page, one document for each chapter, the glossary, the answers at the end.
// Not here: what a page's HTML becomes (xhtml.ts), the files of the package (book.ts).
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ElementContent, Root } from 'hast';
import { selectAll } from 'hast-util-select';
import { toString } from 'hast-util-to-string';
import { localizationFor } from '../../languages/index.ts';
import { mainOf, type BuiltCourse } from '../built-course.ts';
import { idsOf, pagePart, takeOut, toXhtml, xmlId, type Surroundings } from './xhtml.ts';

export interface BookOptions {
  readonly outDir: string;
  /** The site's address, if it is known: links out of the book lead there. */
  readonly site: string | undefined;
  /** When the text last changed. */
  readonly modified: Date;
}

/** A document of the book. */
export interface BookDocument {
  /** Without its ending; also its id in the package. */
  readonly name: string;
  readonly title: string;
  /** Of the part that begins with it. */
  readonly part?: string | undefined;
  readonly content: readonly ElementContent[];
  readonly sections: readonly { readonly id: string; readonly title: string }[];
}

/** Media types of the pictures that e-readers show, by extension. */
export const MEDIA: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
};
const ANSWERS = 'answers';

export interface BookDocuments {
  readonly documents: readonly BookDocument[];
  readonly fontNames: readonly string[];
  readonly fontRules: string;
}

/** `pictures` receives the pictures that the documents show: path in the site → name in the book. */
export function readDocuments(
  course: BuiltCourse,
  options: BookOptions,
  pictures: Map<string, string>,
): BookDocuments {
  const { page: words } = localizationFor(course.language);
  const { outDir, site } = options;
  /** By the page's name on the site. */
  const names = new Map([
    ['index', 'title-page'],
    ...course.chapters.map(({ id, part: _part }, at) => [id, `chapter-${at + 1}`] as const),
    ...(course.hasGlossary ? [['glossary', 'glossary'] as const] : []),
  ]);
  const around = (ownPage: string, prefix = ''): Surroundings => ({
    prefix,
    resolveLink(href) {
      if (/^(?:https?|mailto):/i.test(href)) return URL.canParse(href) ? new URL(href).href : undefined;
      if (/^[a-z][\w+.-]*:|^\/\//i.test(href)) return undefined;
      const [address = '', hash = ''] = href.split('#');
      const page = address === '' ? ownPage : decoded(address.replace(/\.html$/, ''));
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

  const documents: BookDocument[] = [];
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
    const chapterAnswers = takeOut(tree, '.answers ol');
    takeOut(tree, '.answers');
    if (chapterAnswers) {
      answers.push(
        heading(2, title),
        { type: 'text', value: '\n' },
        ...toXhtml([chapterAnswers], around(id, `${name}-`)),
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
  const linked = correctLinks(documents);
  return { documents: linked, ...fontsOf(outDir, course) };
}

/** A link to an id that its document does not have leads to the document: answers, for instance, moved away from their chapter. */
function correctLinks(documents: readonly BookDocument[]): BookDocument[] {
  const ids = new Map(documents.map(({ name, content }) => [`${name}.xhtml`, idsOf(content)]));
  const correct = (node: ElementContent): ElementContent => {
    if (node.type !== 'element') return node;
    const children = node.children.map(correct);
    const { href } = node.properties;
    if (node.tagName !== 'a' || typeof href !== 'string') return { ...node, children };
    const [file = '', id] = href.split('#');
    const known = ids.get(file);
    if (!known || id === undefined) return { ...node, children };
    const target = known.has(id) ? `${file}#${encodeURIComponent(id)}` : file;
    return { ...node, properties: { ...node.properties, href: target }, children };
  };
  return documents.map((document) => ({ ...document, content: document.content.map(correct) }));
}

function sectionsOf(tree: Root): BookDocument['sections'] {
  return selectAll('h2[id]', tree).map((section) => ({
    id: xmlId(String(section.properties['id'])),
    title: toString(section).trim(),
  }));
}

function heading(depth: number, value: string): ElementContent {
  return { type: 'element', tagName: `h${depth}`, properties: {}, children: [{ type: 'text', value }] };
}

/** The subsets of the reading font that the course's pages use. */
function fontsOf(outDir: string, course: BuiltCourse): Pick<BookDocuments, 'fontNames' | 'fontRules'> {
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

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
