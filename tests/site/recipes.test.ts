// The manual's recipes for hosts that need an account, checked as far as that goes without one. That the workflow is
// one is known already: tests/examples reads it with GitHub's own parser. Not here: servers that run here (hosts.test.ts).
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import type { HostRoot } from '../hosts/host-root.ts';
import { headersFor, parseHeadersFile } from '../hosts/headers-file.ts';
import { recipe, tableOf } from '../hosts/recipes.ts';
import { runShell } from '../hosts/stand-ins.ts';
import { files, root } from './built-site.ts';

const NEVER_CHANGE = /^(?:assets|fonts|pagefind\/(?:fragment|index))\//;
const BUILD = 'npm run build -- --strict';
// The commands are written for the Linux that these hosts run them on.
const hasShell = process.platform === 'linux' && existsSync('/bin/sh');
const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> })
  .scripts;

let place: HostRoot | undefined;
afterEach(() => {
  place?.remove();
  place = undefined;
});

test('the command that every recipe runs exists and builds into dist', () => {
  expect(scripts['build']).toBe('node src/cli/build.ts');
  expect(readFileSync('astro.config.mjs', 'utf8')).toContain("process.env.OUT_DIR || 'dist'");
});

test('GitHub Pages: the workflow installs, builds strictly, and publishes dist with the rights this takes', () => {
  const workflow = parseYaml(recipe('GitHub Pages')) as {
    permissions: Record<string, string>;
    jobs: { publish: { environment: { url: string }; steps: Record<string, unknown>[] } };
  };
  const { environment, steps } = workflow.jobs.publish;
  expect(steps.flatMap(({ run }) => run ?? [])).toEqual(['npm ci', BUILD]);
  expect(
    steps.find(({ uses }) => String(uses).startsWith('actions/upload-pages-artifact@'))?.['with'],
  ).toEqual({
    path: 'dist',
  });
  const deploy = steps.find(({ uses }) => String(uses).startsWith('actions/deploy-pages@'));
  expect(environment.url).toBe(`\${{ steps.${String(deploy?.['id'])}.outputs.page_url }}`);
  expect(workflow.permissions).toEqual({ contents: 'read', pages: 'write', 'id-token': 'write' });
});

test.skipIf(!hasShell)(
  'GitLab Pages: the script leaves the site in public, with a compressed copy of each text',
  () => {
    const { pages } = parseYaml(recipe('GitLab Pages')) as {
      pages: { script: string[]; artifacts: { paths: string[] }; rules: { if: string }[] };
    };
    const run = runShell(pages.script, ['npm'], (folder) => {
      cpSync(root, path.join(folder, 'dist'), { recursive: true });
      mkdirSync(path.join(folder, 'public'));
      writeFileSync(path.join(folder, 'public/favicon.svg'), 'the source of dist/favicon.svg');
    });
    place = run.place;
    expect(run.calls.map((call) => call.join(' '))).toEqual(['npm ci', BUILD]);
    expect(pages.artifacts.paths).toEqual(['public']);
    const made = path.join(run.place.folder, 'public');
    const names = (readdirSync(made, { recursive: true }) as string[]).filter((name) =>
      statSync(path.join(made, name)).isFile(),
    );
    expect(names.filter((name) => !name.endsWith('.gz')).sort()).toEqual([...files].sort());
    const packed = names.filter((name) => name.endsWith('.gz')).map((name) => name.slice(0, -3));
    expect(packed.sort()).toEqual(
      [...files].filter((name) => /\.(?:html|css|js|json|svg)$/.test(name)).sort(),
    );
    for (const name of packed) {
      const bytes = gunzipSync(readFileSync(path.join(made, `${name}.gz`)));
      expect(bytes.equals(readFileSync(path.join(root, name))), name).toBe(true);
    }
  },
);

test('Netlify: the settings name the command and the folder', () => {
  const settings = new Map<string, string>();
  let section = '';
  for (const line of recipe('Netlify').split('\n').filter(Boolean)) {
    const [, head] = /^\[([\w.]+)\]$/.exec(line) ?? [];
    const [, key, value] = /^(\w+) = "([^"\\]*)"$/.exec(line) ?? [];
    expect(head ?? key, `"${line}" is a table's head or a text with a name`).toBeDefined();
    if (head !== undefined) section = head;
    else settings.set(`${section}.${key ?? ''}`, value ?? '');
  }
  expect(Object.fromEntries(settings)).toEqual({
    'build.command': BUILD,
    'build.publish': 'dist',
    'build.environment.NODE_VERSION': '22',
  });
});

describe('Netlify and Cloudflare Pages: _headers', () => {
  const rules = parseHeadersFile(recipe('Headers', 'public/_headers'));

  test('keeps for a year what never changes, and nothing else', () => {
    const wrong = [...files].filter((name) => {
      const kept = headersFor(rules, `/${name}`).get('cache-control');
      return kept !== (NEVER_CHANGE.test(name) ? 'max-age=31536000, immutable' : undefined);
    });
    expect(wrong).toEqual([]);
    expect(headersFor(rules, '/my-course/assets/picture.png').get('cache-control')).toBeUndefined();
  });

  test('gives every address the values of the manual’s table', () => {
    const table = tableOf('Headers');
    for (const address of ['/', '/search/', '/assets/a.js', '/nowhere']) {
      for (const [name, value] of headersFor(rules, address)) {
        if (name !== 'cache-control') {
          const row = [...table].find(([header]) => header.toLowerCase() === name);
          expect(row?.[1].get('Value'), name).toBe(value);
        }
      }
    }
    expect(rules.length).toBeLessThan(100);
  });

  test('a file with a line of neither kind is refused', () => {
    expect(() => parseHeadersFile('/*\nX-A: b')).toThrow('_headers:2');
    expect(() => parseHeadersFile('  X-A: b')).toThrow('_headers:1');
  });
});

describe.skipIf(!hasShell)('S3: the commands', () => {
  const publish = (): readonly (readonly string[])[] => {
    const run = runShell([recipe('S3 and CloudFront', 'publish.sh')], ['npm', 'aws']);
    place = run.place;
    return run.calls;
  };

  test('build, copy what never changes first, then the rest, then tell CloudFront', () => {
    expect(publish().map((call) => call.slice(0, 3).join(' '))).toEqual([
      'npm run build',
      'aws s3 sync',
      'aws s3 sync',
      'aws cloudfront create-invalidation',
    ]);
  });

  test('copy every file once, with the right rule on keeping it, and delete only files that are not kept', () => {
    const [hashed = [], others = []] = publish().filter((call) => call[2] === 'sync');
    const wrong = [...files].filter(
      (name) =>
        copies(hashed, name) !== NEVER_CHANGE.test(name) || copies(others, name) === NEVER_CHANGE.test(name),
    );
    expect(wrong).toEqual([]);
    expect(optionOf(hashed, '--cache-control')).toBe('max-age=31536000, immutable');
    expect(optionOf(others, '--cache-control')).toBe('no-cache');
    expect([hashed.includes('--delete'), others.includes('--delete')]).toEqual([false, true]);
    for (const call of [hashed, others]) expect(call.slice(3, 5)).toEqual(['dist/', 's3://my-courses/']);
  });
});

describe('CloudFront: the function', () => {
  const answer = (uri: string): unknown => {
    const code = `${recipe('S3 and CloudFront', 'CloudFront function')}\nJSON.stringify(handler(event));`;
    return JSON.parse(
      runInNewContext(code, { event: { request: { method: 'GET', uri } } }) as string,
    ) as unknown;
  };

  test('leaves the address of every file as it is', () => {
    for (const name of files) expect(answer(`/${name}`)).toEqual({ method: 'GET', uri: `/${name}` });
  });

  test.each([
    ['/', '/index.html'],
    ['/backend-architecture/', '/backend-architecture/index.html'],
    ['/courses/2030/search/', '/courses/2030/search/index.html'],
  ])('%s is %s', (uri, file) => {
    expect(answer(uri)).toEqual({ method: 'GET', uri: file });
    expect(files.has(file.slice(1)) || uri.startsWith('/courses/')).toBe(true);
  });

  test.each(['/backend-architecture', '/courses/2030/search'])('%s goes to the folder', (uri) => {
    const { statusCode, headers } = answer(uri) as {
      statusCode: number;
      headers: { location: { value: string } };
    };
    expect(statusCode).toBe(301);
    expect(new URL(headers.location.value, `https://example.org${uri}`).pathname).toBe(`${uri}/`);
  });

  test('folders have no dot in their names and files have one, as the function takes for granted', () => {
    const folders = [...files].flatMap((name) => name.split('/').slice(0, -1));
    expect(folders.filter((name) => name.includes('.'))).toEqual([]);
    expect([...files].filter((name) => !path.basename(name).includes('.'))).toEqual([]);
  });
});

/** Whether a call of `aws s3 sync` copies the file: of all filters that fit, the last counts. */
function copies(call: readonly string[], name: string): boolean {
  let isCopied = true;
  for (const [at, option] of call.entries()) {
    if (option !== '--include' && option !== '--exclude') continue;
    const pattern = (call[at + 1] ?? '').split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    if (new RegExp(`^${pattern.join('.*')}$`).test(name)) isCopied = option === '--include';
  }
  return isCopied;
}

function optionOf(call: readonly string[], name: string): string | undefined {
  const at = call.indexOf(name);
  return at < 0 ? undefined : call[at + 1];
}
