import { expect, test } from 'vitest';
import { fence, htmlOf, problemsOf, renderText } from './render-text.ts';

test('lines that begin with a bold label keep their lines', async () => {
  expect(await htmlOf('**Scalability**: Can it grow?\n**Latency**: How fast?')).toBe(
    '<p class="label-lines"><strong>Scalability</strong>: Can it grow?<br><strong>Latency</strong>: How fast?</p>',
  );
});

test('labels may hold their colon, or have none', async () => {
  expect(await htmlOf('**A:** one\n**B:** two')).toContain('one<br><strong>B:</strong>');
  expect(await htmlOf('**A** one\n**B** two')).toContain('one<br><strong>B</strong>');
});

test('a wrapped line belongs to the label above it', async () => {
  expect(await htmlOf('**A**: one\ngoes on\n**B**: two')).toContain('one\ngoes on<br><strong>B</strong>');
});

test('prose whose lines happen to begin with a bold word is left alone', async () => {
  expect(await htmlOf('In this text\n**bold** stands here\nand **more**\n**again** there.')).not.toContain(
    '<br>',
  );
});

test('one label makes no list of labels', async () => {
  expect(await htmlOf('**A**: one\ngoes on')).toBe('<p><strong>A</strong>: one\ngoes on</p>');
});

test('a paragraph that is but a label heads the fence, list or table after it', async () => {
  expect(await htmlOf(`**Time-based (TTL)**\n${fence('js', 'a')}`)).toMatch(
    /^<p class="label"><strong>Time-based \(TTL\)<\/strong><\/p>/,
  );
  expect(await htmlOf('**Advantages:**\n- one')).toContain('<p class="label">');
  expect(await htmlOf('**Not a label**\n\ntext')).not.toContain('class="label"');
});

test.each(['note', 'tip', 'important', 'warning', 'caution'])('a GitHub alert: %s', async (kind) => {
  const html = await htmlOf(`> [!${kind.toUpperCase()}]\n> Take *care*.`);
  expect(html).toContain(`<div class="alert alert-${kind}" role="note"><p class="alert-title">`);
  expect(html).toContain('<p>Take <em>care</em>.</p>');
  expect(html).not.toContain('[!');
});

test('a quotation is no alert', async () => {
  expect(await htmlOf('> A note\n> text')).toContain('<blockquote>');
  expect(await htmlOf('> [!FOO]\n> text')).toContain('<blockquote>');
});

test('headings get id, depth and a link to themselves, which is for the pointer alone', async () => {
  const html = await htmlOf('### Two `words` & more', { headings: new Map([[1, { id: 'two', depth: 2 }]]) });
  expect(html).toBe(
    '<h2 id="two">Two <code>words</code> &amp; more<a class="anchor" href="#two" tabindex="-1" aria-hidden="true"></a></h2>',
  );
});

test('a heading the outline does not know keeps its depth and gets no id', async () => {
  expect(await htmlOf('### A', { headings: new Map() })).toBe('<h3>A</h3>');
});

test('tables scroll in a named frame, and alignment is a class', async () => {
  const html = await htmlOf('|  | Cost |\n|:--|--:|\n| a | 1 |');
  expect(html).toContain('<div class="table" tabindex="0" role="group" aria-label="Table: Cost"><table>');
  expect(html).toContain('<th class="align-right" scope="col">Cost</th>');
  expect(html).toContain('<td class="align-left"></td>');
  expect(html).not.toMatch(/ (?:align|style)=/);
});

test('in a table a unit stays with its number', async () => {
  const html = await htmlOf('| a | b |\n|--|--|\n| 60 ms, 5 % and 3 TB/s | 7 small `8 ms` 9 m\u00e9tres |');
  expect(html).toContain('<td>60\u00a0ms, 5\u00a0% and 3\u00a0TB/s</td>');
  expect(html).toContain('<td>7 small <code>8 ms</code> 9 m\u00e9tres</td>');
});

test('a task says whether it is done', async () => {
  const html = await htmlOf('- [x] a\n- [ ] b');
  expect(html).toContain('<input type="checkbox" checked disabled aria-label="Done">');
  expect(html).toContain('<input type="checkbox" disabled aria-label="To do">');
});

test('footnotes have a heading, and ways there and back', async () => {
  const html = await htmlOf('A[^x] and B[^x].\n\n[^x]: Note.');
  expect(html).toContain(
    '<a href="#note-fn-x" id="note-fnref-x" aria-describedby="footnote-label" class="footnote-ref">1</a>',
  );
  expect(html).toContain(
    '<section class="footnotes" aria-labelledby="footnote-label"><h2 class="footnotes-title" id="footnote-label">Footnotes</h2>',
  );
  expect(html).toContain('<li id="note-fn-x">');
  expect(html).toMatch(/href="#note-fnref-x" aria-label="Back to reference 1" class="footnote-back"/);
  expect(html).toMatch(/href="#note-fnref-x-2"/);
});

test('links are resolved, foreign ones marked, dead ones kept as text', async () => {
  expect(await htmlOf('[a](02-b.md#c)')).toBe('<p><a href="02-b.html#c">a</a></p>');
  expect(await htmlOf('[a](https://example.org)')).toBe(
    '<p><a href="https://example.org" rel="noopener noreferrer external">a</a></p>',
  );
  expect(await htmlOf('[a][r]\n\n[r]: 02-b.md "T"')).toBe('<p><a href="02-b.html" title="T">a</a></p>');
  expect(await htmlOf('[*a*](nowhere)')).toBe(
    '<p><span class="broken-link"><em>a</em><small> (leads nowhere: nowhere)</small></span></p>',
  );
});

test('pictures are resolved with their size; of a missing one the alternative text stays', async () => {
  expect(await htmlOf('![A](a.png)')).toBe(
    '<p><img src="../a.png" alt="A" width="40" height="30" loading="lazy" decoding="async"></p>',
  );
  expect(await htmlOf('![A cat](missing.png)')).toContain(
    '<span class="missing-image">A cat<small> (this picture is missing)</small></span>',
  );
  expect(await htmlOf('![](x/missing.png)')).toContain('>missing.png<small>');
});

test('a figure fence hands name and parameters on', async () => {
  expect(await htmlOf(fence('figure', 'name: queue', 'servers: 2'))).toBe(
    '<lectern-figure>queue {"servers":2}</lectern-figure>',
  );
});

test('a figure that is no YAML, or has no name, is told with its line', async () => {
  expect(await problemsOf(`\n${fence('figure', 'name: queue', 'x: [1')}`)).toEqual([
    expect.stringMatching(/^4:\d+ figure-malformed$/),
  ]);
  expect(await problemsOf(fence('figure', 'servers: 2'))).toEqual(['1:1 figure-malformed']);
  expect(await problemsOf(fence('figure'))).toEqual(['1:1 figure-malformed']);
  // Aliases without an anchor, or multiplied, throw only when the values are read.
  expect(await problemsOf(fence('figure', 'name: *a'))).toEqual(['1:1 figure-malformed']);
});

test('problems of a figure are passed on, at the line of the parameter they name', async () => {
  const { problems } = await renderText(fence('figure', 'name: queue', 'servers: -1'), {
    renderFigure: (_, __, place) => ({
      problems: [
        {
          grade: 'error',
          code: 'figure-parameter',
          place,
          text: 'The parameter "servers" is below 1.',
          hint: '',
        },
      ],
    }),
  });
  expect(problems.map(({ place, code }) => [place.line, code])).toEqual([[3, 'figure-parameter']]);
});
