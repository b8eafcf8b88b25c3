import { expect, test } from 'vitest';
import type { RenderRequest } from '../../../../src/markdown/render.ts';
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

test('expressions and exports are run', async () => {
  expect((await mdx('export const n = 4\n\nThere are {n * 2}.')).html).toBe('<p>There are 8.</p>');
});

test('a component the file defines holds Markdown', async () => {
  const { html } = await mdx(
    'export const Box = ({ children }) => <div class="box">{children}</div>\n\n<Box>\n**a** [b](02-b.md)\n</Box>',
  );
  expect(html).toBe('<div class="box"><p><strong>a</strong> <a href="02-b.html">b</a></p></div>');
});

test('a component of no file is the figure of its name, with its attributes as parameters', async () => {
  expect((await mdx('export const n = 4\n\n<LoadBalancer servers={n} slow="no" />')).html).toBe(
    '<lectern-figure>{"servers":4,"slow":"no"}</lectern-figure>',
  );
});

test('code, diagrams and questions come through whole', async () => {
  const { html } = await mdx(`<section>\n\n${fence('ts', 'let a = "<b>";')}\n\n</section>`);
  expect(html).toContain('<span class="tok-keyword">let</span> a = ');
  expect(html).toContain('&quot;&lt;b&gt;&quot;');
});

test('an unknown component is told with its line and the nearest name', async () => {
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

test('code that fails is an error of the chapter, not of the build', async () => {
  const { problems } = await mdx('text\n\n{nothing.at.all}');
  expect(problems.map(({ code, place }) => `${place.line} ${code}`)).toEqual(['3 mdx-failed']);
});

test('what the security policy would block is told and left out', async () => {
  const { html, problems } = await mdx('<p style="color:red" onclick="x()">a</p>');
  expect(html).toBe('<p>a</p>');
  expect(problems.map(({ code }) => code)).toEqual(['html-removed', 'html-removed']);
});

test('what components bring along is held to the same policy', async () => {
  const { html, problems } = await mdx(
    'text\n\nexport const Box = () => <p style={{ color: "red" }} onclick="x()" title="a style=b onx=c">a</p>\n\n<Box /> {<i style="top:1px">b</i>}\n\n```js\nlet style = "x"\n```',
  );
  expect(html).toContain('<p title="a style=b onx=c">a</p>');
  expect(html).toContain('<i>b</i>');
  expect(html).toContain('let</span> style ');
  expect(
    problems.map(
      ({ code, place, text }) => `${place.line} ${code} ${/attribute (\S+ of <\w+>)/.exec(text)?.[1]}`,
    ),
  ).toEqual(['3 html-removed style of <p>', '3 html-removed onclick of <p>', '3 html-removed style of <i>']);
});

test('links and pictures written as JSX are settled like others', async () => {
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
