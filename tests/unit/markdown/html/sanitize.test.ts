import fc from '../../../property.ts';
import { expect, test } from 'vitest';
import { fence, htmlOf, problemsOf, renderText } from '../render-text.ts';

test('HTML that shows text is kept', async () => {
  const text =
    '<details><summary>More</summary>\n\nSome *text* with <kbd>Ctrl</kbd>, H<sub>2</sub>O and <abbr title="x">y</abbr>.\n\n</details>';
  const { html, problems } = await renderText(text);
  expect(html).toBe(
    '<details><summary>More</summary>\n<p>Some <em>text</em> with <kbd>Ctrl</kbd>, H<sub>2</sub>O and <abbr title="x">y</abbr>.</p>\n</details>',
  );
  expect(problems).toEqual([]);
});

test('what is ours is not subject to the rules for authors', async () => {
  const html = await htmlOf(
    `<details>\n\n## Title\n\n${fence('js', 'let a')}\n\n${fence('figure', 'name: queue')}\n\n</details>`,
  );
  expect(html).toContain('<h2 id="title">Title<a class="anchor"');
  expect(html).toContain('<pre tabindex="0"');
  expect(html).toContain('<lectern-figure>');
});

test.each([
  ['<script>alert(1)</script>', '1:1 html-removed'],
  ['<a href="javascript:alert(1)">x</a>', '1:1 html-removed'],
  ['<p onclick="x()">x</p>', '1:1 html-removed'],
  ['<p style="color:red">x</p>', '1:1 html-removed'],
  ['<p class="a" data-x="b" width="9">x</p>', ''],
  ['<iframe src="https://example.org"></iframe>', ''],
  ['<iframe src="javascript:alert(1)"></iframe>', '1:1 html-removed'],
  ['<iframe srcdoc="<p>x"></iframe>', '1:1 html-removed'],
  ['a Vec<T> and a Map<K>', '1:6 html-removed'],
  ['<img src="data:image/svg+xml,x" alt="x">', '1:1 html-removed'],
  ['text\n\n- a\n\n  <b>x</b>\n  <i\n  style="y">z</i>', '6:3 html-removed'],
  ['> text <em id=x style=y>z</em>', '1:8 html-removed'],
  ['<form><input></form>', '1:1 html-removed,1:7 html-removed'],
])('%s is told', async (text, expected) => {
  const problems = await problemsOf(text);
  expect([...problems].sort().join(',')).toBe(expected);
});

test('the warning says what was removed', async () => {
  const { problems } = await renderText('<p onclick="x()">x</p>\n\n<blink>y</blink>');
  expect(problems.map(({ text }) => text).sort()).toEqual([
    'The attribute onclick of <p> was removed.',
    'The tag <blink> was removed; what stands inside it was kept.',
  ]);
});

test('comments vanish silently, but one that is never closed is told', async () => {
  const { html, problems } = await renderText('a\n\n<!-- note -->\n\nb <!-- c --> d');
  expect(html).toBe('<p>a</p>\n\n<p>b  d</p>');
  expect(problems).toEqual([]);
  expect(await problemsOf('a\n\n<!-- note\n\nb')).toEqual(['3:1 html-removed']);
});

test("ids of an author are prefixed, and the author's links to them still arrive", async () => {
  const html = await htmlOf('[go](#place) <a id="place"></a>');
  expect(html).toBe('<p><a href="#user-content-place">go</a> <a id="user-content-place"></a></p>');
});

test('an address that is told by the course is not told again here', async () => {
  const { html, problems } = await renderText('[z](vbscript:x) ![a](data:missing)');
  expect(html).toBe(
    '<p><span>z</span> <span class="missing-image">a<small> (this picture is missing)</small></span></p>',
  );
  expect(problems).toEqual([]);
  // What the course takes for a file of that name is told where it is taken away.
  const odd = { resolveLink: () => ({ href: 'a:b.csv' }), resolveImage: () => ({ src: '1:2.png' }) };
  expect((await renderText('[z](1:b.csv) ![a](1:2.png)', odd)).problems.map(({ code }) => code)).toEqual([
    'html-removed',
    'html-removed',
  ]);
});

test('an id that stands in a comment or in code is no place to go', async () => {
  const text =
    '[go](#a) [on](#b) [in](#c)\n\n<!-- <i id="a">x</i> -->\n\n<script>"<i id=b>"</script>\n\nx id=c <i\nid=d>y</i> [out](#d)';
  const html = await htmlOf(text);
  for (const link of ['<a href="#a">', '<a href="#b">', '<a href="#c">', '<a href="#user-content-d">'])
    expect(html).toContain(link);
});

test('a heading comes before an id of the same name', async () => {
  expect(await htmlOf('## Place\n\n[go](#place) <a id="place"></a>')).toContain('<a href="#place">go</a>');
});

test('a centred paragraph with blocks in it becomes a division, for a paragraph cannot hold them', async () => {
  expect(await htmlOf('<p align="center">\n\n![A](a.png)\n\n</p>')).toMatch(
    /^<div class="align-center">\n<p><img.*<\/p>\n<\/div>$/,
  );
});

test('an element that swallows text takes nothing of the Markdown after it', async () => {
  expect(await htmlOf('<plaintext>\n\nafter\n\n<title>\n\nlast')).toMatch(/<p>after<\/p>[^]*<p>last<\/p>/);
});

test.each([
  ['an element that is never closed', '<details><summary><iframe x <</summary>\n\na\n\n</details>'],
  ['code that is never closed', '<details><summary>a <script> b</summary>\n\na\n\n</details>'],
  [
    'a style in a formula',
    '<p title="<math><mtext><table><mglyph><style><!--</style><img title=">" lang=\'<math><mtext><style>\'>\n\na',
  ],
])('%s takes no Markdown with it, and is told', async (_name, text) => {
  const { html, problems } = await renderText(`${text}\n\n## After\n\n<p>b</p>\n\n*last*`);
  for (const kept of ['<p>a</p>', '>After<', '<p>b</p>', '<p><em>last</em></p>'])
    expect(html).toContain(kept);
  expect(html.indexOf('>After<')).toBeLessThan(html.indexOf('last'));
  expect(problems.map(({ code }) => code)).toContain('html-removed');
});

test('nobody can pose as a slot of ours', async () => {
  const html = await htmlOf(
    '<lectern-slot data-slot="0">x</lectern-slot>\n\n**y**\n\n<div><lectern-slot data-slot="1"></lectern-slot></div>',
  );
  expect(html.match(/<strong>/g)).toHaveLength(1);
  expect(html).not.toContain('lectern-slot');
});

// Pieces that have broken sanitisers before (OWASP's and Cure53's collections), to be cut and mixed at random.
const PIECES = [
  '<script>alert(1)</script>',
  '<scr<script>ipt>',
  '</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<svg><style><img src=x onerror=alert(1)>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<a href="java&#x09;script:alert(1)">',
  "<a href='\u0001javascript:x'>",
  '<a href=jAvAsCrIpT&colon;alert(1)>',
  '[x](javascript:alert(1))',
  '[x]( java\tscript:1 "t")',
  '[x](<javascript:1>)',
  '![x](data:text/html,1)',
  '<javascript:alert(1)>',
  '[r]: javascript:alert(1)\n\n[r]',
  '<p style="x:expression(1)">',
  '<div style=x onclick=y>',
  '<iframe srcdoc="<script>1</script>">',
  '<!--><img src=x onerror=1>-->',
  '<![CDATA[<img src=x onerror=1>]]>',
  '<?php onload=1 ?>',
  '<template><img src=x onerror=1></template>',
  '<noscript><p title="</noscript><img src=x onerror=1>">',
  '<textarea></textarea><img onerror=1 src>',
  '<title><a onclick=1>',
  '<xmp><b onclick=1></xmp>',
  '<select><option onfocus=1>',
  '<details ontoggle=x open>',
  '<form action=javascript:1><button formaction=javascript:1>',
  '<a\nhref="x"\nonclick="y">',
  '<a/onclick="x">',
  '`<b onclick=1>`',
  '&lt;script&gt;',
  '<b title="<script>">',
  "<q cite='javascript:1'>",
  '<img srcset="javascript:1 2x">',
  '<source srcset="x.png 1x, javascript:1 2x">',
  '<object data=javascript:1>',
  '<embed src=javascript:1>',
  '<base href=javascript:1>',
  '<meta http-equiv=refresh content="0;javascript:1">',
  '<link rel=stylesheet href=javascript:1>',
  '\n\n',
  '\n',
  ' ',
  '- ',
  '> ',
  '**',
  '*',
  '|',
  '\n\n```html\n<script>\n```\n\n',
  '</p>',
  '</div>',
  '<table><tr><td>',
  '</table>',
  '"',
  "'",
  '>',
  '<',
  '<!--',
  '-->',
  '\0',
  '# x',
  '\n\n```mermaid\nflowchart TD\nA["<script>alert(1)</script>"] --> B["onclick=x style=y"]\n```\n\n',
  '[^1]',
  '\n\n[^1]: <b onclick=1>\n\n',
] as const;

/** Tags of a page as a browser would see them, names and values apart. */
function tagsOf(html: string): { name: string; attributes: string }[] {
  return Array.from(
    html.matchAll(/<([a-z][^\s/>]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/gi),
    ([, name = '', attributes = '']) => ({
      name: name.toLowerCase(),
      attributes,
    }),
  );
}

function expectHarmless(html: string): void {
  for (const { name, attributes } of tagsOf(html)) {
    expect(name).not.toMatch(
      /^(?:script|style|iframe|object|embed|base|meta|link|form|template|noscript|math|template|textarea)$/,
    );
    const names = Array.from(attributes.matchAll(/\s([^\s="]+)(?:="([^"]*)")?/g));
    for (const [, attribute = '', value = ''] of names) {
      expect(attribute).not.toMatch(/^(?:on|style$|srcdoc$|formaction$)/i);
      if (/^(?:href|src|srcset|cite|action|data)$/i.test(attribute))
        expect(value).not.toMatch(/(?:^|[\s,])\s*(?:javascript|data|vbscript):/i);
    }
  }
  // Nothing that looks like a tag escapes the reading above.
  const rest = html.replaceAll(/<\/?[a-z][^\s/>]*(?:\s+[^\s=>]+(?:="[^"]*")?)*\s*\/?>/gi, '');
  expect(rest).not.toContain('<');
}

test('no mixture of nasty pieces leaves anything that acts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ maxLength: 6 })), {
        maxLength: 14,
      }),
      async (pieces) => {
        expectHarmless((await renderText(pieces.join(''))).html);
      },
    ),
    { numRuns: 400 },
  );
}, 120_000);

test('no nasty piece cut short leaves anything that acts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...PIECES),
      fc.constantFrom(...PIECES),
      fc.nat(40),
      fc.nat(40),
      async (a, b, from, to) => {
        expectHarmless((await renderText(a.slice(0, from) + b.slice(to) + a)).html);
      },
    ),
    { numRuns: 300 },
  );
}, 120_000);

test.each([
  ['a tag without an end', 'a\n\n<div title="\n\nb', '3:1 html-removed', '&lt;div title="'],
  [
    'a tag that takes its text with it',
    '<p title="x>kept</p>\n\nb',
    '1:1 html-removed',
    '&lt;p title="x>kept&lt;/p>',
  ],
  ['a tag after a comment', '<div><!-- < -->\n<b', '1:1 html-removed', '&lt;b'],
])('%s is told and shown as text', async (_name, text, told, shown) => {
  const { html } = await renderText(text);
  expect(await problemsOf(text)).toEqual([told]);
  expect(html).toContain(shown);
});

test.each([
  '<b title=">">x</b>',
  "<b title='a\"b'>x</b>",
  '<b title=a"b>x</b>',
  '<i>1 < 2</i>',
  '<!-- <b -->x',
])('%s is finished', async (text) => expect(await problemsOf(text)).toEqual([]));

test.each(['<?xml version="1.0"?>', 'a <![CDATA[b]]> c', '<body onload="x()">', '<html>\n<head>'])(
  'what a browser would drop without a word is told: %s',
  async (text) => expect((await problemsOf(text))[0]).toMatch(/^1:\d+ html-removed$/),
);

test('HTML that is nested deeper than can be followed is told once and shown as text', async () => {
  for (const tag of ['<div>', 'a <b>b', '<div>\n\n', '<ins><del>']) {
    const { html, problems } = await renderText(tag.repeat(3000));
    expect(html).toContain('&lt;');
    expect(problems.filter(({ text: said }) => said.includes('nested'))).toHaveLength(1);
  }
});

test('many elements beside each other are not deep', async () => {
  expect(await problemsOf('<p>a</p><br><img alt="a" src="a.png"><li>b'.repeat(400))).toEqual([]);
});

test('a frame becomes a link with its title, and never what would run', async () => {
  expect(await htmlOf('<iframe src="https://www.youtube.com/embed/a_b" title="A talk"></iframe>')).toBe(
    '<a href="https://www.youtube.com/watch?v=a_b" rel="noopener noreferrer external">A talk</a>',
  );
  expect(await htmlOf('<iframe src="data:text/html,<script>x"></iframe>')).not.toContain('data:');
});

test('words in angle brackets stay, and a tag that is closed is one', async () => {
  expect(await htmlOf('Run it with <file name> or a Vec<T>.')).toBe(
    '<p>Run it with &lt;file name> or a Vec&lt;T>.</p>',
  );
  expect(await htmlOf('A <Badge>new</Badge> one.')).toBe('<p>A new one.</p>');
});

test('a film of another site is a link, as no page asks another site for anything', async () => {
  const html = await htmlOf('<video src="https://example.org/a.mp4" autoplay title="A film"></video>');
  expect(html).toBe(
    '<p><a href="https://example.org/a.mp4" rel="noopener noreferrer external">A film</a></p>',
  );
});
