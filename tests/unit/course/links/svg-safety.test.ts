import { expect, test } from 'vitest';
import { dangerIn } from '../../../../src/course/links/svg-safety.ts';

const NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
const svg = (inside: string, attributes = ''): Buffer =>
  Buffer.from(`<svg ${NS} ${attributes}>${inside}</svg>`);

test.each([
  ['a script', svg('<script>alert(1)</script>')],
  ['a script with a prefix', svg('<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>')],
  ['a script of HTML', svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>')],
  ['a picture of HTML', svg('<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x"/>')],
  ['a namespace in references', svg('<h:meta xmlns:h="http://www.w3.org/1999/&#120;html" content="0"/>')],
  ['a handler', svg('', 'onload="alert(1)"')],
  ['a handler on a line of its own', svg('<circle\nonclick\n=\n"alert(1)"/>')],
  ['a handler in capital letters', svg('<circle ONCLICK="alert(1)"/>')],
  ['a handler after a bracket in a value', svg('<circle title=">" onclick="alert(1)"/>')],
  ['a link to a script', svg('<a xlink:href="javascript:alert(1)"><text>x</text></a>')],
  ['a link to a script in references', svg('<a href="java&#115;cript&#x3a;alert(1)"><text>x</text></a>')],
  ['a link to a script with a line break', svg('<a href="java&#10;script:alert(1)"><text>x</text></a>')],
  ['a link to HTML as data', svg('<a href="data:text/html,x"><text>x</text></a>')],
  ['a picture within as data', svg('<image href="data:image/svg+xml,x"/>')],
  ['an animated address', svg('<a><animate attributeName="href" values="javascript:alert(1)"/></a>')],
  ['an address that is set', svg('<a><set attributeName="xlink:href" to="javascript:alert(1)"/></a>')],
  ['a foreign object', svg('<foreignObject><p>x</p></foreignObject>')],
  [
    'an entity',
    Buffer.from(`<!DOCTYPE svg [<!ENTITY x "&#60;script>alert(1)&#60;/script>">]><svg ${NS}>&x;</svg>`),
  ],
  ['a style sheet that transforms', Buffer.from(`<?xml-stylesheet type="text/xsl" href="#x"?><svg ${NS}/>`)],
  ['UTF-16', Buffer.from(`\ufeff<svg ${NS} onload="alert(1)"/>`, 'utf16le')],
  ['UTF-16 without its mark', Buffer.from(`<?xml version="1.0"?><svg ${NS} onload="alert(1)"/>`, 'utf16le')],
  ['another encoding', Buffer.from(`<?xml version="1.0" encoding="ISO-2022-JP"?><svg ${NS}/>`)],
  ['a tag that is not finished', Buffer.from(`<svg ${NS}><circle onclick="alert(1)"`)],
  [
    'a script after a comment that HTML ends sooner',
    Buffer.from(`<!--><script>alert(1)</script>--><svg ${NS}/>`),
  ],
])('%s is found', (_name, bytes) => expect(dangerIn(bytes)).toBeTruthy());

test.each([
  [
    'a drawing',
    svg('<g fill="none"><path d="M0 0h3"/><text>once = 1, on x = 2</text></g>', 'viewBox="0 0 9 9"'),
  ],
  [
    'a gradient by reference',
    svg('<linearGradient id="a"/><linearGradient xlink:href="#a"/><use href="#a"/>'),
  ],
  ['a picture within', svg('<image href="data:image/png;base64,AAAA"/>')],
  ['a link', svg('<a href="https://example.org"><text>x</text></a>')],
  ['a style in a section of character data', svg('<style><![CDATA[a > b { fill: red }]]></style>')],
  [
    'an animation',
    svg('<circle r="1"><animate attributeName="r" values="1;2;1" from="1" to="2" dur="1s"/></circle>'),
  ],
  [
    'what Graphviz and Inkscape write',
    Buffer.from(
      `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<!-- made by -->\n<svg ${NS} xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:version="1"><metadata xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:RDF/></metadata></svg>`,
    ),
  ],
])('%s is harmless', (_name, bytes) => expect(dangerIn(bytes)).toBeUndefined());

test('a long picture is judged in time that grows with its length', () => {
  const started = performance.now();
  for (const text of ['<', '<a ', '<!--', '<a b="', '="', '&#', "<a '"])
    dangerIn(Buffer.from(text.repeat(40_000)));
  expect(performance.now() - started).toBeLessThan(20_000);
});
