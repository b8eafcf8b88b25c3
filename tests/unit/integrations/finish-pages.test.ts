import { expect, test } from 'vitest';
import { relativeAddresses } from '../../../src/integrations/relative-addresses.ts';
import { writePolicy } from '../../../src/integrations/security-policy.ts';

const META = '<meta http-equiv="Content-Security-Policy" content="">';

test('addresses from the root become relative to the page’s depth; others are left alone', () => {
  const html =
    '<a href="/x/">1</a><script src="/assets/a.js"></script><a href="y.html">2</a><a href="//other/">3</a>';
  expect(relativeAddresses(html, 1)).toBe(
    '<a href="../x/">1</a><script src="../assets/a.js"></script><a href="y.html">2</a><a href="//other/">3</a>',
  );
  expect(relativeAddresses('<a href="/">1</a>', 0)).toBe('<a href="./">1</a>');
});

test('the policy names the digest of each inline script and style and no other', () => {
  const html = writePolicy(`${META}<style>a{}</style><script>1</script><script src="a.js"></script>`);
  expect(html.match(/'sha256-[^']+'/g)).toEqual([
    "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='",
    expect.stringMatching(/^'sha256-/),
  ]);
});

test('writing the policy twice changes nothing', () => {
  const once = writePolicy(`${META}<script>1</script>`);
  expect(writePolicy(once)).toBe(once);
});

test('a page without a place for the policy is refused', () => {
  expect(() => writePolicy('<html></html>')).toThrow(/Content-Security-Policy/);
});

test('what only looks like an address or a script, in text or in an attribute, is left alone', () => {
  const html =
    '<p title="<a href=/x>">Write <code>href="/x"</code> or src="/y".</p><!-- <a href="/z"> --><a title="a>b" href="/b">1</a>';
  expect(relativeAddresses(html, 2)).toBe(html.replace('href="/b"', 'href="../../b"'));
});

test('a script that stands in an attribute gets no digest and takes none from the scripts of the page', () => {
  const digests = (html: string): string[] => html.match(/'sha256-[^']+'/g) ?? [];
  const plain = writePolicy(`${META}<script>1</script><style>a{}</style>`);
  const hostile = `${META}<meta name="description" content="How <script> works"><img alt="<script>alert(1)</script>"><img alt='<style>'>`;
  expect(digests(writePolicy(`${hostile}<script>1</script><style>a{}</style>`))).toEqual(digests(plain));
});

test('a page may load what it has elements for and nothing else', () => {
  const policyOf = (html: string): string =>
    /content="([^"]*)"/.exec(writePolicy(`${META}${html}`))?.[1] ?? '';
  const plain = policyOf('<p title="<video>">Text</p><!-- <audio> --><code>&lt;video></code>');
  expect(plain).toContain("img-src 'self';");
  expect(plain).toContain("worker-src 'none'; manifest-src 'none'");
  expect(plain).not.toMatch(/media-src|data:/);
  expect(policyOf('<video src="a.mp4"></video>')).toContain("media-src 'self'");
  const lab = policyOf('<figure class="code" data-lang="sql" data-lab="sql"></figure>');
  expect(lab).toContain("worker-src 'self'; manifest-src 'none'");
  expect(lab).toContain('trusted-types lectern-page lectern-labs');
  expect(plain).not.toContain('lectern-labs');
  const offline = policyOf('<link rel="manifest" href="site.webmanifest">');
  expect(offline).toContain("worker-src 'self'; manifest-src 'self'");
});
