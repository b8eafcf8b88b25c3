import { expect, test } from 'vitest';
import { refusedSite } from '../../../src/cli/site-address.ts';

test.each([
  '',
  'https://example.org',
  'http://localhost:8080/a/b/',
  'https://example.org/kurse/tee%20und%20kaffee/',
])('SITE=%s is taken', (site) => {
  expect(refusedSite(site)).toBeUndefined();
});

test.each([
  'https://ann:s3cret@example.org/a/',
  'https://ann@example.org/a/',
  'https://:s3cret@example.org/a/?x',
])('SITE=%s is refused, since pages would show who may write there', (site) => {
  const said = refusedSite(site);
  expect(said).toContain('a user name or a password');
  expect(said).toContain('Did you mean https://example.org/a/?');
  expect(said).not.toMatch(/ann|s3cret/);
});

test.each([
  'https://example.org/a/?',
  'https://example.org/a/?x=1',
  'https://example.org/a/#',
  'https://example.org/a/#b',
])('SITE=%s is refused, since no page can lie behind it', (site) => {
  expect(refusedSite(site)).toContain('Did you mean https://example.org/a/?');
});

test.each([
  'javascript:alert(1)',
  'ftp://example.org/',
  'file:///a/',
  'data:text/html,x',
  'example.org',
  '/a/',
  'https://',
])('SITE=%s is not the address of a site', (site) => {
  expect(refusedSite(site)).toContain('not the address of a site');
});
