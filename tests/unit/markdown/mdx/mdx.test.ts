// What is known of an MDX chapter without running it: its problems, and its text as it would be without code. What Astro
// makes of it is in tests/site/mdx.test.ts.
import { expect, test } from 'vitest';
import type { RenderRequest } from '../../../../src/course/render-request.ts';
import { fence, renderText } from '../render-text.ts';

const renderFigure: RenderRequest['renderFigure'] = (name, params, place) =>
  name === 'load-balancer'
    ? { html: `<lectern-figure>${JSON.stringify(params)}</lectern-figure>` }
    : {
        problems: [
          { grade: 'error', code: 'figure-unknown', place, text: 'x', hint: 'Did you mean "load-balancer"?' },
        ],
      };

async function mdx(text: string): ReturnType<typeof renderText> {
  return renderText(text, { mdx: true, renderFigure });
}

test('what stands in components and elements is text, and expressions are left out', async () => {
  const { html } = await mdx(
    'export const Box = ({ children }) => <div class="box">{children}</div>\n\n<Box>\n**a** [b](02-b.md) {1 + 1}\n</Box>\n\n<div class="c">d</div>',
  );
  expect(html).toContain('<strong>a</strong> <a href="02-b.html">b</a>');
  expect(html).toContain('<div class="c">d</div>');
  expect(html).not.toContain('1 + 1');
});

test('a component of no file is the figure of its name, with its literal attributes as parameters', async () => {
  const { html, problems } = await mdx('<LoadBalancer servers={4} shift={-2} slow="no" busy rate={4 * 2} />');
  expect(html).toBe('<lectern-figure>{"servers":4,"shift":-2,"slow":"no","busy":true}</lectern-figure>');
  expect(problems).toEqual([]);
});

test('code, diagrams and questions come through whole', async () => {
  const { html } = await mdx(`<section>\n\n${fence('ts', 'let a = "<b>";')}\n\n</section>`);
  expect(html).toContain('<span class="tok-keyword">let</span> a = ');
  expect(html).toContain('&quot;&lt;b&gt;&quot;');
});

test('an unknown component is told with its line and the nearest name, and its content stays', async () => {
  const own = await mdx('export const Box = () => <b/>\n\ntext\n\n<Bxo>kept</Bxo>');
  expect(own.problems).toEqual([
    {
      grade: 'error',
      code: 'component-unknown',
      place: { file: 'course/chapter.mdx', line: 5, column: 1 },
      text: 'There is no component or figure <Bxo>.',
      hint: 'Did you mean "Box"?',
    },
  ]);
  expect(own.html).toContain('kept');
  expect((await mdx('<LoadBalancr />')).problems.map(({ hint }) => hint)).toEqual([
    'Did you mean <LoadBalancer />?',
  ]);
});

test('what the security policy would block is told and left out', async () => {
  const { html, problems } = await mdx('<p style="color:red" onclick="x()">a</p>');
  expect(html).toContain('<p>a</p>');
  expect(problems.map(({ code }) => code)).toEqual(['html-removed', 'html-removed']);
});

test('links and pictures written as JSX are resolved like others', async () => {
  const { html } = await mdx(
    '<a href="02-b.md">a</a> <a href="nowhere">b</a> <img src="missing.png" alt="c" />',
  );
  expect(html).toContain('<a href="02-b.html">a</a>');
  expect(html).toContain('<span class="broken-link">b<small> (leads nowhere: nowhere)</small></span>');
  expect(html).toContain('>c<small>');
});

test('terms are linked inside components too', async () => {
  const { html } = await renderText('<div>\na cache\n</div>', {
    mdx: true,
    terms: [{ id: 'cache', name: 'Cache', aliases: [] }],
    glossaryHref: 'g.html',
  });
  expect(html).toContain('<a class="term" href="g.html#cache">cache</a>');
});
