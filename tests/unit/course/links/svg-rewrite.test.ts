// What a stranger's SVG may keep. The vectors are those that ran in a browser, or could, when they were judged by patterns;
// tests/security/pictures.test.ts opens them in one.
import fc from '../../../property.ts';
import { readFileSync } from 'node:fs';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { rewriteSvg, type SafeSvg } from '../../../../src/course/links/svg-rewrite.ts';
import { HARMLESS, VECTORS } from '../../../security/svg-vectors.ts';

const NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
const svg = (inside: string, attributes = ''): Buffer =>
  Buffer.from(`<svg ${NS} ${attributes}>${inside}</svg>`);
const rewritten = (bytes: Uint8Array): SafeSvg => {
  const read = rewriteSvg(bytes);
  if ('why' in read) throw new Error(`line ${read.line}: ${read.why}`);
  return read;
};

/** Everything in a picture that could run or load something, said independently of the code that leaves it out. */
function dangersOf(text: string): string[] {
  const dangers: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  let name = '';
  const lookAtCss = (css: string): void => {
    if (/\\|@import|@namespace|expression|javascript/i.test(css)) dangers.push(`CSS ${css}`);
    for (const [, address = ''] of css.matchAll(/url\(([^)]*)/gi))
      if (!/^["']?#|^data:font\/\w+;base64,[\w+/=]*$/.test(address)) dangers.push(`url(${address})`);
    if (/(?:image-set|src|image|cross-fade|element)\s*\(/i.test(css)) dangers.push(`function in ${css}`);
  };
  parser.on('opentag', (tag) => {
    name = tag.local;
    if (tag.uri !== 'http://www.w3.org/2000/svg' || tag.prefix !== '') dangers.push(`<${tag.name}>`);
    if (/^(?:script|foreignobject|handler|listener|iframe|object|embed|audio|video)$/i.test(name))
      dangers.push(`<${name}>`);
    for (const { name: attribute, local, uri, value } of Object.values(tag.attributes)) {
      if (/^on/i.test(attribute)) dangers.push(`${attribute}="${value}"`);
      if (!/^(?:|http:\/\/www\.w3\.org\/(?:1999\/xlink|XML\/1998\/namespace|2000\/xmlns\/))$/.test(uri))
        dangers.push(`${attribute} of ${uri}`);
      if (local === 'href' && !/^#\S+$|^data:image\/(?:png|jpeg|gif|webp|avif);base64,[\w+/=]*$/.test(value))
        dangers.push(`${attribute}="${value}"`);
      if (attribute === 'attributeName' && /href|^on|style|class/i.test(value))
        dangers.push(`animates ${value}`);
      if (!/^(?:id|class|lang|role|aria-.*|xmlns.*)$/.test(attribute) && local !== 'href') lookAtCss(value);
    }
  });
  parser.on('closetag', () => {
    name = '';
  });
  parser.on('text', (css) => (name === 'style' ? lookAtCss(css) : undefined));
  for (const event of ['doctype', 'processinginstruction', 'comment', 'cdata'] as const)
    parser.on(event, () => dangers.push(event));
  parser.on('error', (error) => dangers.push(error.message));
  parser.write(text).close();
  return dangers;
}

test.each(VECTORS)('%s: nothing is left that could run or load anything', (_name, bytes) => {
  const read = rewriteSvg(bytes);
  if ('why' in read) expect(read.why).toBeTruthy();
  else {
    expect(dangersOf(read.svg)).toEqual([]);
    expect(rewriteSvg(Buffer.from(read.svg))).toEqual({ ...read, losses: [] });
  }
});

test.each(HARMLESS.map(([name, bytes, ...kept]) => ({ name, bytes, kept })))(
  '$name: nothing is told, and everything that is drawn stays',
  ({ bytes, kept }) => {
    const { svg: text, losses } = rewritten(bytes);
    expect(losses).toEqual([]);
    for (const part of kept) expect(text).toContain(part);
  },
);

test('what is left out is told once a kind, with the line of the first', () => {
  const { losses } = rewritten(
    svg(`\n<rect onclick="a"/>\n<rect onload="b"/>\n<script/>\n<image href="https://e.example/a.png"/>`),
  );
  expect(losses).toEqual([
    { loss: 'handler', line: 2 },
    { loss: 'script', line: 4 },
    { loss: 'address', line: 5 },
  ]);
});

test.each([
  ['a tag that is not closed', '<svg xmlns="http://www.w3.org/2000/svg">\n<g></svg>', 2],
  ['an entity that nobody declares', '<svg xmlns="http://www.w3.org/2000/svg">&nbsp;</svg>', 1],
  ['no namespace', '<svg width="9"/>', 1],
  ['HTML', '<html><body/></html>', 1],
  ['letters of another encoding', '<?xml version="1.0" encoding="EBCDIC"?><svg/>', 1],
  ['a tree too deep for browsers', `<svg xmlns="http://www.w3.org/2000/svg">${'<g>'.repeat(2000)}`, 1],
])('%s is no picture, and is told with its line', (_name, text, line) => {
  expect(rewriteSvg(Buffer.from(text))).toEqual({ why: expect.stringMatching(/./) as string, line });
});

test.each([
  ['width="20" height="10"', 20, 10],
  ['viewBox="0 0 30 15"', 30, 15],
  ['width="60" viewBox="0 0 30 15"', 60, 30],
  ['width="1in" height="2.54cm"', 96, 96],
  ['width="100%" viewBox="0 0 30 15"', 30, 15],
  ['', undefined, undefined],
])('the size of <svg %s> is %s × %s', (attributes, width, height) => {
  expect(rewritten(svg('', attributes))).toMatchObject({ width, height });
});

test('any markup at all comes out harmless, and the same when it is read again', () => {
  const name = fc.constantFrom(
    ...'g a path image use style script foreignObject animate set text feImage switch x:script h:img'.split(
      ' ',
    ),
  );
  const attribute = fc.constantFrom(
    ...'href xlink:href style fill onload attributeName values to class id src d transform filter type'.split(
      ' ',
    ),
  );
  const value = fc.oneof(
    fc.constantFrom(
      ...'#a url(#a) url(x) javascript:alert(1) &#106;avascript:a data:text/html,x href onload u\\72l(x) fill:url(//x) @import"x"; image-set("x") text/css'.split(
        ' ',
      ),
    ),
    fc.string({ maxLength: 12 }),
  );
  const escaped = (text: string): string => text.replaceAll(/[<"]/g, '').replaceAll(/&(?!#106;)/g, '');
  const element = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      value.map(escaped),
      fc
        .tuple(name, fc.dictionary(attribute, value, { maxKeys: 4 }), fc.array(tie('node'), { maxLength: 3 }))
        .map(
          ([tag, attributes, children]) =>
            `<${tag}${Object.entries(attributes)
              .map(([key, text]) => ` ${key}="${escaped(text)}"`)
              .join('')}>${children.join('')}</${tag}>`,
        ),
    ),
  })).node;
  let readable = 0;
  fc.assert(
    fc.property(fc.array(element, { maxLength: 4 }), (parts) => {
      const read = rewriteSvg(
        svg(parts.join(''), 'xmlns:h="http://www.w3.org/1999/xhtml" xmlns:x="http://www.w3.org/2000/svg"'),
      );
      if ('why' in read) return;
      readable += 1;
      expect(dangersOf(read.svg)).toEqual([]);
      const again = rewritten(Buffer.from(read.svg));
      expect(again.svg).toBe(read.svg);
      expect(again.losses).toEqual([]);
    }),
    { numRuns: 600 },
  );
  expect(readable).toBeGreaterThan(200);
});

test('any CSS at all comes out harmless', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...'a{ } fill: ; url(x) url(#a) url("x) @import @media(){ @font-face{src: \\75rl( /* */ " \' <!-- --> ( ) [ ] ! --x: expression( @keyframes behavior:'.split(
        ' ',
      ),
    ),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), fc.boolean(), (pieces, inAttribute) => {
      const css = pieces.join(' ').replaceAll(/[&<"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
      const bytes = inAttribute ? svg(`<g style="${css}"/>`) : svg(`<style>${css}</style>`);
      const read = rewriteSvg(bytes);
      if ('why' in read) return;
      expect(dangersOf(read.svg)).toEqual([]);
      expect(rewritten(Buffer.from(read.svg)).svg).toBe(read.svg);
    }),
    { numRuns: 600 },
  );
});

test('a picture of the manual’s size and one of two million signs take time that grows with their length', () => {
  for (const text of ['a', '(', 'url(', '"', '\\', '{', '@media x{', 'a:b;', '&amp;']) {
    const long = text.repeat(2_000_000 / text.length / 4);
    expect(rewriteSvg(svg(`<g fill="${long.replaceAll('"', "'")}"/>`))).toBeTruthy();
    expect(rewriteSvg(svg(`<style>${long}</style>`))).toBeTruthy();
    expect(rewriteSvg(svg(`<g style="${long.replaceAll('"', "'")}"/>`))).toBeTruthy();
  }
}, 60_000);

test('a file of Illustrator keeps its drawing, whatever it declares', () => {
  const file = readFileSync(new URL('../../../security/vectors/illustrator.svg', import.meta.url));
  const { svg: text, losses } = rewritten(file);
  expect(losses).toEqual([]);
  expect(text).toContain('<path');
  expect(text).not.toMatch(/i:pgf|ENTITY|foreignObject/);
});
