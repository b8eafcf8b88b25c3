// SVG files as strangers and as drawing programs write them. Each vector calls `alert` or asks another host for something,
// on opening or on a click. Not here: what must come of them (unit/course/links/svg-rewrite.test.ts, pictures.test.ts).

const NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
const ROOT = `${NS} width="200" height="200"`;
const svg = (inside: string, attributes = ''): Buffer =>
  Buffer.from(`<svg ${ROOT} ${attributes}>${inside}</svg>`);
const whole = (text: string): Buffer => Buffer.from(text);
/** Something to click on, all over the picture. */
const AREA = '<rect width="200" height="200" fill="red"/>';
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const HTML = 'xmlns:h="http://www.w3.org/1999/xhtml"';

export const VECTORS: readonly (readonly [name: string, bytes: Buffer])[] = [
  [
    'a quote in an instruction hides a handler',
    whole(`<?x '?><svg ${ROOT} onload="alert(document.domain)"><!-- '> --></svg>`),
  ],
  ['a padded reference in an address', svg(`<a href="javascript&#x00000003A;alert(1)">${AREA}</a>`)],
  [
    'a padded reference in a namespace, with a frame',
    svg(`<h:iframe xmlns:h="http://www.w3.org/1999/&#x0000000078;html" src="javascript:parent.alert(1)"/>`),
  ],
  ['a script', svg('<script>alert(1)</script>')],
  ['a script in character data', svg('<script><![CDATA[alert(1)]]></script>')],
  ['a script from elsewhere', svg('<script href="https://other.example/x.js"/>')],
  ['a script as data', svg('<script xlink:href="data:text/javascript,alert(1)"/>')],
  ['a script with a prefix', svg('<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>')],
  ['a script of HTML', svg(`<h:script ${HTML}>alert(1)</h:script>`)],
  ['a picture of HTML', svg(`<h:img ${HTML} src="x" onerror="alert(1)"/>`)],
  [
    'a script in a foreign object',
    svg(`<foreignObject><h:script ${HTML}>alert(1)</h:script></foreignObject>`),
  ],
  ['a script in a thing of another namespace', svg('<u:u xmlns:u="urn:u"><script>alert(1)</script></u:u>')],
  ['a handler', svg(AREA, 'onload="alert(1)"')],
  ['a handler on a line of its own', svg('<rect\nonclick\n=\n"alert(1)" width="200" height="200"/>')],
  ['a handler after a bracket in a value', svg('<rect id=">" onclick="alert(1)" width="200" height="200"/>')],
  ['a handler at an animation’s begin', svg('<animate onbegin="alert(1)" attributeName="x" dur="1s"/>')],
  ['a link to a script', svg(`<a xlink:href="javascript:alert(1)">${AREA}</a>`)],
  ['a link to a script with a line break', svg(`<a href="java&#10;script:alert(1)">${AREA}</a>`)],
  ['a link to a script with a blank', svg(`<a href="&#1;javascript:alert(1)">${AREA}</a>`)],
  [
    'a link to HTML as data',
    svg(`<a href="data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;">${AREA}</a>`),
  ],
  ['a link to another host', svg(`<a href="https://other.example/">${AREA}</a>`)],
  ['a link to this host', svg(`<a href="page.html">${AREA}</a>`)],
  [
    'an animated address',
    svg(`<a><animate attributeName="href" values="javascript:alert(1)" dur="9s" fill="freeze"/>${AREA}</a>`),
  ],
  ['an address that is set', svg(`<a><set attributeName="xlink:href" to="javascript:alert(1)"/>${AREA}</a>`)],
  [
    'an address that is animated from afar',
    svg(
      `<a id="l" href="#">${AREA}</a><animate href="#l" attributeName="href" to="javascript:alert(1)" dur="1s" fill="freeze"/>`,
    ),
  ],
  [
    'a handler that is set',
    svg(`<rect width="200" height="200"><set attributeName="onclick" to="alert(1)"/></rect>`),
  ],
  ['a picture from elsewhere', svg('<image href="https://other.example/a.png" width="9" height="9"/>')],
  ['a picture of this host', svg('<image href="a.png" width="9" height="9"/>')],
  [
    'a picture within as SVG',
    svg(
      `<image href="data:image/svg+xml,${encodeURIComponent(`<svg ${NS} onload="alert(1)"/>`)}" width="9" height="9"/>`,
    ),
  ],
  [
    'a picture within that is called PNG and is SVG',
    svg(
      `<image href="data:image/png;base64,${svg('', 'onload="alert(1)"').toString('base64')}" width="9" height="9"/>`,
    ),
  ],
  ['a use of another file', svg('<use href="https://other.example/a.svg#b"/>')],
  [
    'a use of data',
    svg(
      `<use href="data:image/svg+xml;base64,${svg('<g id="b"><script>alert(1)</script></g>').toString('base64')}#b"/>`,
    ),
  ],
  [
    'a filter of another file',
    svg('<rect width="200" height="200" filter="url(https://other.example/a.svg#b)"/>'),
  ],
  [
    'a filter that loads a picture',
    svg(
      '<filter id="f"><feImage href="https://other.example/a.png"/></filter><rect width="99" height="99" filter="url(#f)"/>',
    ),
  ],
  [
    'a mask with letters as numbers',
    svg('<rect width="200" height="200" mask="u\\72l(https://other.example/a.svg#b)"/>'),
  ],
  ['a style that loads', svg('<style>@import "https://other.example/a.css";</style>')],
  ['a style that loads by an address', svg('<style>@import url(https://other.example/a.css);</style>')],
  ['a style with a picture', svg('<style>svg{background:url(https://other.example/a.png)}</style>')],
  [
    'a style with a set of pictures',
    svg('<style>svg{background:image-set("https://other.example/a.png" 1x)}</style>'),
  ],
  [
    'a style with letters as numbers',
    svg('<style>svg{background:u\\72 l(https://other.example/a.png)}</style>'),
  ],
  [
    'a style after a comment that is not closed',
    svg('<style>/* */svg{background:url(https://other.example/a.png)}/*</style>'),
  ],
  [
    'a style in a section',
    svg('<style><![CDATA[svg{background:url(https://other.example/a.png)}]]></style>'),
  ],
  [
    'a style in a media rule',
    svg('<style>@media all{svg{background:url(https://other.example/a.png)}}</style>'),
  ],
  ['a style in a layer', svg('<style>@layer a{svg{background:url(https://other.example/a.png)}}</style>')],
  ['a nested style', svg('<style>svg{&amp;{background:url(https://other.example/a.png)}}</style>')],
  [
    'a variable with a picture',
    svg('<style>svg{--a:url(https://other.example/a.png);background:var(--a)}</style>'),
  ],
  [
    'a font from elsewhere',
    svg(
      '<style>@font-face{font-family:a;src:url(https://other.example/a.woff2)}text{font-family:a}</style><text y="50">x</text>',
    ),
  ],
  [
    'a font that is no font',
    svg(
      `<style>@font-face{font-family:a;src:url(data:font/woff2;base64,${PIXEL})}text{font-family:a}</style><text y="50">x</text>`,
    ),
  ],
  [
    'a style attribute with a picture',
    svg(
      '<g style="background:url(https://other.example/a.png)"/>',
      'style="background:url(https://other.example/b.png)"',
    ),
  ],
  [
    'a cursor from elsewhere',
    svg('<rect width="200" height="200" cursor="url(https://other.example/a.cur),auto"/>'),
  ],
  [
    'a style sheet as an instruction',
    whole(`<?xml-stylesheet href="https://other.example/a.css"?><svg ${ROOT}/>`),
  ],
  [
    'a style sheet that transforms',
    whole(
      `<?xml-stylesheet type="text/xsl" href="#x"?><svg ${ROOT}><x:stylesheet id="x" version="1.0" xmlns:x="http://www.w3.org/1999/XSL/Transform"><x:template match="/"><h:script ${HTML}>alert(1)</h:script></x:template></x:stylesheet></svg>`,
    ),
  ],
  [
    'an entity with a script',
    whole(`<!DOCTYPE svg [<!ENTITY x "&#60;script>alert(1)&#60;/script>">]><svg ${ROOT}>&x;</svg>`),
  ],
  [
    'an entity in an address',
    whole(`<!DOCTYPE svg [<!ENTITY j "javascript:">]><svg ${ROOT}><a href="&j;alert(1)">${AREA}</a></svg>`),
  ],
  [
    'an entity from elsewhere',
    whole(`<!DOCTYPE svg [<!ENTITY x SYSTEM "https://other.example/x">]><svg ${ROOT}>&x;</svg>`),
  ],
  [
    'attributes that a document type adds',
    whole(`<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><svg ${ROOT}/>`),
  ],
  [
    'entities within entities',
    whole(
      `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><svg ${ROOT}><text>&b;</text></svg>`,
    ),
  ],
  ['UTF-16', Buffer.from(`\ufeff<svg ${ROOT} onload="alert(1)"/>`, 'utf16le')],
  [
    'UTF-16 without its mark',
    Buffer.from(`<?xml version="1.0"?><svg ${ROOT} onload="alert(1)"/>`, 'utf16le'),
  ],
  [
    'an encoding of two-byte letters',
    whole(`<?xml version="1.0" encoding="ISO-2022-JP"?><svg ${ROOT} onload="alert(1)"/>`),
  ],
  [
    'UTF-7',
    whole(
      `<?xml version="1.0" encoding="UTF-7"?><svg ${ROOT}>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</svg>`,
    ),
  ],
  ['XML 1.1', whole(`<?xml version="1.1"?><svg ${ROOT} onload="alert(1)"><text y="9">&#1;</text></svg>`)],
  ['a comment that HTML ends sooner', whole(`<!--><script>alert(1)</script>--><svg ${ROOT}/>`)],
  ['text that looks like markup', svg('<text y="20">&lt;script&gt;alert(1)&lt;/script&gt;</text>')],
  ['an attribute that looks like markup', svg('<g id="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"/>')],
  ['a tag that is not finished', whole(`<svg ${ROOT}><circle onclick="alert(1)"`)],
  ['a title with HTML', svg(`<title><h:script ${HTML}>alert(1)</h:script></title>`)],
  [
    'a handler of events in XML',
    svg(
      '<e:listener xmlns:e="http://www.w3.org/2001/xml-events" event="load" handler="#h"/><handler id="h" type="text/javascript">alert(1)</handler>',
    ),
  ],
  ['a refresh of HTML', svg(`<h:meta ${HTML} http-equiv="refresh" content="0;url=javascript:alert(1)"/>`)],
  ['a form of HTML', svg(`<h:form ${HTML} action="javascript:alert(1)"><h:button>x</h:button></h:form>`)],
  ['an embedded document', svg(`<h:embed ${HTML} src="data:text/html,x"/>`)],
];

/** What drawing programs write, with parts that must be kept. */
export const HARMLESS: readonly (readonly [name: string, bytes: Buffer, ...kept: string[]])[] = [
  [
    'a gradient by reference',
    svg(
      '<linearGradient id="a"/><linearGradient id="b" xlink:href="#a"/><rect fill="url(#b)" width="9" height="9"/><use href="#a"/>',
    ),
    'xlink:href="#a"',
    'fill="url(#b)"',
    '<use href="#a"/>',
  ],
  [
    'a picture within',
    svg(`<image href="data:image/png;base64,${PIXEL}" width="9" height="9"/>`),
    `data:image/png;base64,${PIXEL}`,
  ],
  [
    'a picture within whose lines are broken',
    svg(
      `<image xlink:href="data:image/jpg;base64,${PIXEL.slice(0, 30)}&#10;${PIXEL.slice(30)}" width="9" height="9"/>`,
    ),
    `data:image/png;base64,${PIXEL}`,
  ],
  ['a link', svg('<a href="https://example.org"><text>x</text></a>'), '<a><text>x</text></a>'],
  [
    'a style in a section of character data',
    svg('<style><![CDATA[a > b { fill: red }]]></style>'),
    'a&gt;b{fill:red}',
  ],
  [
    'an animation',
    svg(
      '<circle r="1"><animate attributeName="r" values="1;2;1" keyTimes="0;.5;1" dur="1s" repeatCount="indefinite"/></circle>',
    ),
    'values="1;2;1"',
    'keyTimes="0;.5;1"',
  ],
  [
    'an animated shape in CSS',
    svg(
      '<style>@keyframes spin { to { transform: rotate(1turn) } } g { animation: spin 2s linear infinite }</style>',
    ),
    '@keyframes spin{to{transform:rotate(1turn)}}',
  ],
  [
    'Graphviz',
    whole(
      `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<!-- Generated by graphviz -->\n<svg width="62pt" height="116pt" viewBox="0.00 0.00 62.00 116.00" ${NS}><g id="graph0" class="graph" transform="scale(1 1) rotate(0) translate(4 112)"><title>G</title><polygon fill="white" stroke="none" points="-4,4 -4,-112 58,-112"/><text text-anchor="middle" x="27" y="-86" font-family="Times,serif" font-size="14.00">a</text></g></svg>`,
    ),
    'transform="scale(1 1) rotate(0) translate(4 112)"',
    '>a</text>',
  ],
  [
    'Inkscape',
    whole(
      `<svg ${ROOT} xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:version="1.3"><sodipodi:namedview id="v"/><defs><inkscape:path-effect only_selected="false" effect="spiro"/></defs><metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata><path style="fill:none;stroke:#000;-inkscape-stroke:none;stroke-width:.26;marker-end:url(#m)" inkscape:original-d="m0 0" sodipodi:nodetypes="cc" d="m0 0h9"/><text xml:space="preserve" style="font-size:3px;-inkscape-font-specification:'Sans, Normal';font-family:Sans;line-height:1.25"><tspan sodipodi:role="line" x="1" y="2">a  b</tspan></text></svg>`,
    ),
    'marker-end:url(#m)',
    'xml:space="preserve"',
    '>a  b</tspan>',
  ],
  [
    'Visio',
    whole(
      `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<svg ${ROOT} xmlns:ev="http://www.w3.org/2001/xml-events" xmlns:v="http://schemas.microsoft.com/visio/2003/SVGExtensions/" color-interpolation-filters="sRGB" class="st3"><v:documentProperties v:langID="1033"/><style type="text/css"><![CDATA[ .st1 {fill:#5b9bd5;stroke:#c7c8c8;stroke-width:0.25} .st3 {fill:none;fill-rule:evenodd;overflow:visible;stroke-linecap:square} ]]></style><g v:mID="0" v:index="1"><title>Page-1</title><v:pageProperties v:drawingScale="1"/><rect x="0" y="1" class="st1" width="9" height="9"/><text class="st3" v:langID="1033"><v:paragraph v:horizAlign="1"/>Tea</text></g></svg>`,
    ),
    '.st1{fill:#5b9bd5;stroke:#c7c8c8;stroke-width:0.25}',
    '>Tea</text>',
  ],
  [
    'matplotlib',
    whole(
      `<?xml version="1.0" encoding="utf-8" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="460.8pt" height="345.6pt" viewBox="0 0 460.8 345.6" xmlns="http://www.w3.org/2000/svg" version="1.1"><metadata><rdf:RDF xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><cc:Work><dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/></cc:Work></rdf:RDF></metadata><defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs><g id="figure_1"><path d="M 0 345.6 L 460.8 345.6 z" style="fill: #ffffff" clip-path="url(#p1)"/><use xlink:href="#m1" x="57.6" y="307" style="stroke: #000000; stroke-width: 0.8"/></g></svg>`,
    ),
    '*{stroke-linejoin:round;stroke-linecap:butt}',
    'clip-path="url(#p1)"',
    '<use xlink:href="#m1" x="57.6" y="307" style="stroke:#000000;stroke-width:0.8"/>',
  ],
  [
    'Excalidraw',
    whole(
      `<svg version="1.1" ${ROOT} viewBox="0 0 90 90"><!-- svg-source:excalidraw --><metadata/><defs><style class="style-fonts">@font-face { font-family: Excalifont; src: url(data:font/woff2;base64,d09GMgABAAAA) format('woff2'); }</style></defs><g stroke-linecap="round" transform="translate(10 10) rotate(0 4 4)"><path d="M0 0 C1 1, 2 2, 3 3" stroke="#1e1e1e" stroke-width="2" fill="none"/></g><text x="0" y="7" font-family="Excalifont, Xiaolai, Segoe UI Emoji" font-size="20px" fill="#1e1e1e" text-anchor="start" style="white-space: pre;" direction="ltr" dominant-baseline="alphabetic">a</text></svg>`,
    ),
    'src:url(data:font/woff2;base64,d09GMgABAAAA)',
    'style="white-space:pre"',
  ],
  [
    'draw.io with plain labels',
    whole(
      `<svg ${ROOT} version="1.1" viewBox="-0.5 -0.5 121 61" content="&lt;mxfile&gt;&lt;/mxfile&gt;" style="background: #ffffff; background-color: light-dark(#ffffff, var(--ge-dark-color, #121212)); color-scheme: light dark;"><defs/><g><g data-cell-id="2"><rect x="0" y="0" width="120" height="60" rx="9" ry="9" fill="#ffffff" style="fill: light-dark(#ffffff, var(--ge-dark-color, #121212)); stroke: rgb(0, 0, 0);" pointer-events="all"/><text x="60" y="34" fill="#000000" font-family="&quot;Helvetica&quot;" font-size="12px" text-anchor="middle">Tea</text></g></g></svg>`,
    ),
    'light-dark(#ffffff,var(--ge-dark-color, #121212))',
    '>Tea</text>',
  ],
  [
    'words for those who cannot see',
    svg('<title>A (b) &amp; c</title><g role="img" aria-label="f(x) = 1; {}"/>'),
    'aria-label="f(x) = 1; {}"',
    '<title>A (b) &amp; c</title>',
  ],
  [
    'letters of Latin 1',
    Buffer.from(
      `<?xml version="1.0" encoding="ISO-8859-1"?><svg ${ROOT}><text>caf\u00e9</text></svg>`,
      'latin1',
    ),
    'café',
  ],
  [
    'UTF-16 of a drawing program',
    Buffer.from(
      `\ufeff<?xml version="1.0" encoding="UTF-16"?><svg ${ROOT}><text>café</text></svg>`,
      'utf16le',
    ),
    'café',
  ],
];
