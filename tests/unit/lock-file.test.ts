// What `npm ci` installs is what was meant: each package is named with the digest of its archive.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Entry {
  readonly integrity?: string;
  readonly link?: boolean;
}

test('every package of the lock file has a digest', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    readonly packages: Readonly<Record<string, Entry>>;
  };
  const installed = Object.entries(packages).filter(([folder, { link }]) => folder !== '' && !link);
  expect(installed.length).toBeGreaterThan(100);
  const wrong = installed.filter(([, { integrity }]) => !/^sha(?:512|1)-/.test(integrity ?? ''));
  expect(wrong.map(([folder]) => folder)).toEqual([]);
});
