// A strict policy stands in every page, and nothing in the page needs to be excused from it.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { pages } from './built-site.ts';

const each = pages.map((page) => [page.name, page] as const);

test.each(each)('%s: the policy is strict and complete', (_name, { document }) => {
  const policy =
    document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '';
  const directives = new Map(policy.split('; ').map((directive) => [directive.split(' ')[0], directive]));
  expect(directives.get('default-src')).toBe("default-src 'none'");
  expect(directives.get('base-uri')).toBe("base-uri 'none'");
  expect(directives.get('object-src')).toBe("object-src 'none'");
  expect(directives.get('form-action')).toBe("form-action 'self'");
  for (const name of ['script-src', 'style-src']) {
    expect(directives.get(name)).not.toMatch(
      /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|unsafe-hashes|\*|https?:|data:|blob:/,
    );
  }
});

test.each(each)('%s: every inline script and style is named by its digest', (_name, { document, html }) => {
  const policy =
    document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '';
  const inline = [...html.matchAll(/<(script|style)\b([^>]*)>([\s\S]*?)<\/\1>/g)].filter(
    ([, , attributes = '']) => !attributes.includes('src='),
  );
  for (const [, , , text = ''] of inline)
    expect(policy).toContain(createHash('sha256').update(text).digest('base64'));
  expect(inline.length).toBeGreaterThan(1);
});

test.each(each)(
  '%s: no style attribute, no inline handler, no script address, no other origin',
  (_name, { document }) => {
    const wrong: string[] = [];
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        if (name === 'style' || name.startsWith('on'))
          wrong.push(`<${element.localName} ${name}="${value}">`);
        if (/^\s*(?:javascript|vbscript|data):/i.test(value) && name !== 'content')
          wrong.push(`${name}="${value}"`);
        const loads =
          name === 'src' ||
          name === 'srcset' ||
          (element.localName === 'link' && name === 'href' && element.getAttribute('rel') !== 'canonical');
        if (loads && /^(?:https?:)?\/\//.test(value)) wrong.push(`<${element.localName}> loads ${value}`);
      }
    }
    expect(wrong).toEqual([]);
  },
);
