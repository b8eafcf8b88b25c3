import { createHighlighterCore, createCssVariablesTheme } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { createOnigurumaEngine } from 'shiki/engine/oniguruma';
import { bundledLanguages } from 'shiki/langs';
import { expect, test } from 'vitest';
import { mergeRuns } from '../../../../src/markdown/code/highlight.ts';
import { grammarOf, languageTitle } from '../../../../src/markdown/code/languages.ts';
import { fence, htmlOf, problemsOf } from '../render-text.ts';

test('code becomes a figure whose scrolling text has a name and can be reached by keyboard', async () => {
  const html = await htmlOf(fence('ts', 'let a;'));
  expect(html).toBe(
    '<figure class="code" data-lang="ts"><pre tabindex="0" role="group" aria-label="TypeScript"><code>' +
      '<span class="tok-keyword">let</span> a;</code></pre></figure>',
  );
});

test('a title is the caption and part of the name', async () => {
  const html = await htmlOf(fence('ts title="cart.ts"', 'x'));
  expect(html).toContain('<figcaption>cart.ts</figcaption>');
  expect(html).toContain('aria-label="cart.ts, TypeScript"');
});

test('what is code stays text', async () => {
  const html = await htmlOf(fence('html', '<script>alert("&amp;")</script>'));
  expect(html).not.toContain('<script');
  expect(html.replaceAll(/<[^>]+>/g, '')).toBe('&lt;script&gt;alert(&quot;&amp;amp;&quot;)&lt;/script&gt;');
});

test('only marked lines get an element, and their text is unchanged', async () => {
  const html = await htmlOf(fence('js {2} ins={3} del={4}', 'a();', 'b();', 'c();', 'd();'));
  expect(html.match(/<(mark|ins|del) class="line">/g)).toEqual([
    '<mark class="line">',
    '<ins class="line">',
    '<del class="line">',
  ]);
  expect(html.replaceAll(/<[^>]+>/g, '')).toBe('a();\nb();\nc();\nd();');
});

test('a diff in a language loses its signs and keeps its marks', async () => {
  const html = await htmlOf(fence('diff lang=js', ' a();', '-b();', '+c();'));
  expect(html).toContain('data-lang="js"');
  expect(html.replaceAll(/<[^>]+>/g, '')).toBe('a();\nb();\nc();');
  expect(html).toMatch(/<del class="line">.*b.*\n<\/del><ins class="line">.*c/s);
});

test('a diff with a header is a text of its own and keeps its signs', async () => {
  const html = await htmlOf(fence('diff', '--- a/x', '+++ b/x', '@@ -1 +1 @@', '-b', '+c'));
  expect(html).toContain('--- a/x\n+++ b/x\n');
  expect(html).toContain('<del class="line signed">-b\n</del><ins class="line signed">+c</ins>');
});

test('a result looks like output', async () => {
  const html = await htmlOf(`${fence('js', 'a')}\n\n${fence('result', 'one', 'two')}`);
  expect(html).toContain(
    '<figure class="code code-result"><figcaption>Result</figcaption><pre tabindex="0" role="group" aria-label="Result"><samp>one\ntwo</samp>',
  );
});

test('an unknown language is told with its place and the nearest name, and shown plainly', async () => {
  expect(await problemsOf(`text\n\n${fence('pyhton', 'x = 1')}`)).toEqual(['3:1 code-language-unknown']);
  expect(await htmlOf(fence('pyhton', 'x = 1'))).toContain('<code>x = 1</code>');
});

test('operators are ordinary text, words among them keywords', async () => {
  expect(await htmlOf(fence('ts', 'a = b && typeof c'))).toContain(
    '<code>a = b &amp;&amp; <span class="tok-keyword">typeof</span> c</code>',
  );
});

test('languages without grammar of their own are known', async () => {
  expect(
    await problemsOf(['text', 'redis', 'result', 'txt', ''].map((name) => fence(name, 'x')).join('\n\n')),
  ).toEqual([]);
});

test('more than sixty languages people use have a grammar', async () => {
  const used =
    'ada apex asm astro awk bash bat c c# c++ clojure cmake cobol coffee console cpp cs css csv cypher d dart diff docker dockerfile dotenv elixir elm erlang f# fortran fsharp gherkin git-commit glsl go graphql groovy haml handlebars haskell hcl html http ini java javascript jinja jsx json json5 jsonc julia kotlin latex less lisp log lua make makefile markdown matlab md mdx mermaid mysql nginx nim nix objc ocaml pascal perl php plsql postgres powershell prisma prolog proto protobuf pug puppet python r razor rb reg regex rs ruby rust sass scala scheme scss sh shell shellsession solidity sparql sql ssh-config svelte swift systemverilog tcl terraform tex toml ts tsx typescript vb verilog vhdl viml vue wasm xml xsl yaml yml zig zsh';
  const names = used.split(' ');
  expect(names.filter((name) => grammarOf(name) === undefined)).toEqual([]);
  expect(names.length).toBeGreaterThan(60);
  expect(languageTitle('ts')).toBe('TypeScript');
});

test('neighbours of one colour are one run, also across white space, which has none of its own', () => {
  const runs = ['keyword:SERIAL', ': ', 'keyword:PRIMARY', ': ', 'keyword:KEY', ':,', ':  ', 'string:x'].map(
    (each) => {
      const [kind = '', text = ''] = each.split(':');
      return { kind, text };
    },
  );
  expect(mergeRuns(runs)).toEqual([
    { kind: 'keyword', text: 'SERIAL PRIMARY KEY' },
    { kind: '', text: ',  ' },
    { kind: 'string', text: 'x' },
  ]);
});

test('the JavaScript engine colours as Oniguruma does', async () => {
  const samples: [string, string][] = [
    [
      'ts',
      'const a: Map<string, number> = new Map(); // c\nexport async function* f<T>(x = `a${1}`) { yield /re+/u; }',
    ],
    ['sql', "-- c\nSELECT count(*) FILTER (WHERE status = 'paid') FROM orders o JOIN users USING (id);"],
    ['python', '@cache\ndef f(x: int = 1) -> str:\n    """doc"""\n    return f"{x!r:>{10}}"'],
    ['yaml', 'a: &x [1, "two"]\nb:\n  - *x\n  # c\n  - |\n    text'],
    ['dockerfile', 'FROM node:24 AS build\nRUN --mount=type=cache npm ci && echo "$PATH"'],
    ['go', 'func (s *S) F(ctx context.Context) (n int, err error) { defer close(ch); return len("x"), nil }'],
    ['rust', "fn f<'a>(x: &'a str) -> Result<u8, Box<dyn Error>> { Ok(x.parse::<u8>()?) }"],
    [
      'java',
      'public record P<T extends Number>(T x) { @Override public String toString() { return "x" + x; } }',
    ],
    ['html', '<p class="a">x<script>let a = "</b>"</script><style>p{color:red}</style>'],
    ['bash', 'for f in *.txt; do echo "${f%.txt}" | sed -e \'s/a/b/\' >>"$OUT"; done'],
    ['nginx', 'location ~* \\.php$ { proxy_pass http://up; }'],
    ['terraform', 'resource "aws_s3_bucket" "b" { bucket = "${var.name}-x" }'],
  ];
  const theme = createCssVariablesTheme({ name: 'x', variablePrefix: '', fontStyle: false });
  const langs = samples.map(([language]) => bundledLanguages[language as keyof typeof bundledLanguages]);
  const [ours, reference] = await Promise.all(
    [createJavaScriptRegexEngine({ forgiving: true }), createOnigurumaEngine(import('shiki/wasm'))].map(
      (engine) => createHighlighterCore({ themes: [theme], langs, engine }),
    ),
  );
  for (const [language, code] of samples) {
    const options = { lang: language, theme: 'x', tokenizeTimeLimit: 0 };
    expect(ours?.codeToTokensBase(code, options), language).toEqual(
      reference?.codeToTokensBase(code, options),
    );
  }
});

test('a line of a megabyte is shown, without colours', async () => {
  const html = await htmlOf(fence('json', `"${'x'.repeat(1_000_000)}"`));
  expect(html.length).toBeGreaterThan(1_000_000);
  expect(html).not.toContain('tok-');
});
