// The package document of a book (package.opf): metadata, manifest and reading order.
import path from 'node:path';
import { escapeXml, uuidOf } from '../../course/xml.ts';
import type { BuiltCourse } from '../built-course.ts';
import { MEDIA, type BookDocument, type BookOptions } from './documents.ts';

export function packageDocument(
  course: BuiltCourse,
  { site, modified }: BookOptions,
  documents: readonly (BookDocument & { readonly text: string })[],
  pictures: ReadonlyMap<string, string>,
  fontNames: readonly string[],
): string {
  const { language, title, description, direction } = course;
  const id = uuidOf(`${site ?? ''} ${course.id} ${title}`);
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
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid" xml:lang="${escapeXml(language)}" prefix="schema: http://schema.org/">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="uid">${id}</dc:identifier>
<dc:title>${escapeXml(title)}</dc:title>
<dc:language>${escapeXml(language)}</dc:language>
${description === '' ? '' : `<dc:description>${escapeXml(description)}</dc:description>\n`}${site === undefined ? '' : `<dc:source>${escapeXml(new URL(`${encodeURIComponent(course.id)}/index.html`, site).href)}</dc:source>\n`}<meta property="dcterms:modified">${modified.toISOString().replace(/\.\d+Z$/, 'Z')}</meta>
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
