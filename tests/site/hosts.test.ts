// The built folder is copied to static servers as the manual says, and they answer as its chapter Publish says: at the
// top of a host and below a path with a space in it. Not here: reading in a browser (tests/browser/hosts.spec.ts), the
// recipes for hosts that need an account (recipes.test.ts).
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyHost, hostsWithHeaders, plainHosts } from '../hosts/all-hosts.ts';
import { ask, decoded, type Answer } from '../hosts/fetched.ts';
import type { Host, RunningHost } from '../hosts/host.ts';
import { DEEP_PATH, PLACES, makeHostRoot, type HostRoot } from '../hosts/host-root.ts';
import { nginx } from '../hosts/nginx.ts';
import { apache } from '../hosts/apache.ts';
import { caddy } from '../hosts/caddy.ts';
import { recipe, tableOf } from '../hosts/recipes.ts';
import { files, root } from './built-site.ts';

const COURSE = 'backend-architecture';
const CHAPTER = `${COURSE}/caching-strategies`;
const NOT_FOUND = 'There is no such page';
const firstIn = (folder: string): string =>
  [...files].filter((name) => name.startsWith(folder)).sort()[0] ?? `no file in ${folder}`;
const bytesOf = (name: string): Buffer => readFileSync(path.join(root, name));

let site: HostRoot;
beforeAll(() => {
  site = makeHostRoot(root);
});
afterAll(() => site.remove());

/** Tests with one host running; left out, with the reason, where this machine does not have it. */
function withHost(
  { name, missing, start }: Host,
  tests: (ask: Asking) => void,
  folder = () => site.folder,
): void {
  const title = missing === undefined ? name : `${name} (${missing})`;
  describe.skipIf(missing !== undefined)(title, () => {
    let running: RunningHost;
    beforeAll(async () => {
      running = await start(folder());
    });
    afterAll(() => running.close());
    tests((address, headers) => ask(running.url + address, headers));
  });
}
type Asking = (address: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>;

describe.each(PLACES.map((place) => [`/${place}`, place] as const))('at %s', (_shown, place) => {
  for (const host of everyHost) {
    withHost(host, (asked) => {
      test('every file has the bytes and the type that a browser needs', async () => {
        const samples = [...files].filter((name) => !/_(?:fragment|index)$/.test(name));
        samples.push(firstIn('pagefind/fragment/'), firstIn('pagefind/index/'));
        const wrong: string[] = [];
        for (const name of samples) {
          const answer = await followed(asked, place, name);
          const type = answer.headers.get('content-type') ?? '';
          const wanted = TYPES[path.extname(name)] ?? /^/;
          if (answer.status !== 200) wrong.push(`${name}: status ${answer.status}`);
          else if (!answer.body.equals(bytesOf(name))) wrong.push(`${name}: other bytes`);
          else if (!wanted.test(type)) wrong.push(`${name}: type "${type}"`);
        }
        expect(wrong).toEqual([]);
      });

      test('what is compressed on the way is the same afterwards, and nothing is compressed that is already', async () => {
        const sent = [`${CHAPTER}.html`, firstIn('assets/'), 'favicon.svg', 'pagefind/vocabulary.json'];
        const packed = [
          'pagefind/wasm.en.pagefind',
          firstIn('pagefind/fragment/'),
          firstIn('fonts/'),
          'social-card.png',
        ];
        for (const name of [...sent, ...packed]) {
          const answer = await followed(asked, place, name, { 'accept-encoding': 'gzip, br' });
          expect(decoded(answer).equals(bytesOf(name)), name).toBe(true);
          if (packed.includes(name)) expect(answer.headers.get('content-encoding'), name).toBeUndefined();
        }
      });

      test('letters written as their codes, and a query, change nothing', async () => {
        const coded = `${place}${COURSE.replace('-', '%2D')}/%63aching-strategies.html`;
        const answers = [
          await followed(asked, '', coded),
          await followed(asked, place, `${CHAPTER}.html?q=a%20b`),
        ];
        for (const answer of answers) expect(answer.body.equals(bytesOf(`${CHAPTER}.html`))).toBe(true);
      });
    });
  }
});

describe('the manual’s table of addresses that are almost right', () => {
  const table = tableOf('Addresses that are almost right');

  test('has every host of which the manual has a recipe or a command', () => {
    expect([...table.keys()]).toEqual(plainHosts.map(({ name }) => name));
  });

  for (const host of plainHosts) {
    withHost(host, (asked) => {
      const row = table.get(host.name) ?? new Map<string, string>();
      for (const place of PLACES) {
        for (const [written, said] of row) {
          const address = written
            .replace(/course/i, letterCase(COURSE))
            .replace(/chapter/i, letterCase('caching-strategies'));
          const isBlind =
            written === 'Course/Chapter.html' && existsSync(path.join(root, COURSE.toUpperCase()));
          test.skipIf(isBlind)(`/${place}${written}: ${said}`, async () => {
            expect(describeAnswer(await asked(place + address))).toBe(inTest(said, host, address));
          });
        }
      }
    });
  }
});

test('the kinds of wrong address are told apart', () => {
  const answer = (status: number, body: string): Answer => ({
    status,
    body: Buffer.from(body),
    headers: new Map(),
    location: status === 301 ? 'http://localhost/x/course/' : undefined,
  });
  expect(describeAnswer(answer(200, '<h1>Caching Strategies'))).toBe('a page');
  expect(describeAnswer(answer(404, NOT_FOUND))).toBe('404.html');
  expect(describeAnswer(answer(404, 'nothing'))).toBe('its own page');
  expect(describeAnswer(answer(301, ''))).toBe('goes to course/');
});

describe('below a path, with the path in the recipes as the manual says', () => {
  let below: HostRoot;
  beforeAll(() => {
    below = makeHostRoot(root, [DEEP_PATH]);
  });
  afterAll(() => below.remove());
  const inQuotes = (text: string): string =>
    text
      .replaceAll(/(?<= )(\/(?:404\.html|(?:assets|fonts|pagefind)\S*))/g, `"/${DEEP_PATH}$1"`)
      .replaceAll('^/(', `^/${DEEP_PATH}/(`);
  const inCodes = (text: string): string =>
    text.replaceAll(' /404.html', ' /some/deep%20path/404.html').replaceAll('^/(', `^/${DEEP_PATH}/(`);
  const recipes = [
    [nginx, 'nginx', 'course.conf', inQuotes],
    [apache, 'Apache', 'public/.htaccess', inCodes],
    [caddy, 'Caddy', 'Caddyfile', inQuotes],
  ] as const;
  for (const [makeHost, name, title, inPath] of recipes) {
    for (const section of [name, 'Headers']) {
      const host = makeHost(`${name}, section ${section}`, inPath(recipe(section, title)));
      withHost(
        host,
        (asked) => {
          test('the page for wrong addresses is found at any depth', async () => {
            for (const address of ['nowhere.html', 'a/b/c/nowhere']) {
              expect(describeAnswer(await asked(`some/deep%20path/${address}`))).toBe('404.html');
            }
          });
          if (section !== 'Headers') return;
          test('files that never change are kept', async () => {
            const kept = await asked(`some/deep%20path/${firstIn('pagefind/fragment/')}`);
            const checked = await asked(`some/deep%20path/${CHAPTER}.html`);
            expect(kept.headers.get('cache-control')).toBe('max-age=31536000, immutable');
            expect(checked.headers.get('cache-control')).toBe('no-cache');
          });
        },
        () => below.folder,
      );
    }
  }
});

describe('recipes with headers', () => {
  for (const host of hostsWithHeaders) {
    withHost(host, (asked) => {
      test('files that never change are kept for a year, the others are asked for each time', async () => {
        const wrong: string[] = [];
        for (const name of files) {
          const wanted = NEVER_CHANGE.test(name) ? 'max-age=31536000, immutable' : 'no-cache';
          if (NEVER_CHANGE.test(name) && !isSample(name)) continue;
          const said = (await asked(name)).headers.get('cache-control');
          if (said !== wanted) wrong.push(`${name}: ${said ?? 'nothing'}`);
        }
        expect(wrong).toEqual([]);
      });

      test('a file of a course in a folder called assets is none that never changes', async () => {
        const answer = await asked(`some/deep%20path/${firstIn('assets/')}`);
        expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache']);
      });

      test('that there is no such file is never kept', async () => {
        const answer = await asked('assets/gone.12345678.js');
        expect(describeAnswer(answer)).toBe('404.html');
        expect(answer.headers.get('cache-control') ?? 'no-cache').toBe('no-cache');
      });

      test('pages and the page for wrong addresses have the headers that the manual names', async () => {
        for (const address of [`${CHAPTER}.html`, 'nowhere.html', firstIn('assets/')]) {
          const { headers } = await asked(address);
          expect(headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
          expect(headers.get('x-content-type-options')).toBe('nosniff');
          expect(headers.get('referrer-policy')).toBe('no-referrer');
        }
      });

      test('a drawing that is opened by itself can run and load nothing', async () => {
        const policy = (await asked('favicon.svg')).headers.get('content-security-policy');
        expect(policy).toContain("sandbox; default-src data: 'unsafe-inline'");
      });
    });
  }
});

describe('a page that a browser has is not sent again, compressed or not', () => {
  for (const host of [...plainHosts, ...hostsWithHeaders]) {
    withHost(host, (asked) => {
      test.each([[{}], [{ 'accept-encoding': 'gzip' }]])('%j', async (encoding) => {
        const first = await asked(`${CHAPTER}.html`, encoding);
        const [tag, date] = [first.headers.get('etag'), first.headers.get('last-modified')];
        const condition = tag === undefined ? { 'if-modified-since': date ?? '' } : { 'if-none-match': tag };
        const again = await asked(`${CHAPTER}.html`, { ...encoding, ...condition });
        expect([first.status, again.status]).toEqual([200, 304]);
      });
    });
  }
});

const TYPES: Readonly<Record<string, RegExp>> = {
  '.html': /^text\/html/,
  '.css': /^text\/css/,
  '.js': /^(?:text|application)\/javascript/,
  '.json': /^application\/json/,
  '.svg': /^image\/svg\+xml/,
  '.png': /^image\/png/,
  '.woff2': /^(?:font\/woff2|application\/(?:font-woff2|octet-stream))/,
};
const NEVER_CHANGE = /^(?:assets|fonts|pagefind\/(?:fragment|index))\//;
const isSample = (name: string): boolean => name === firstIn(name.slice(0, name.lastIndexOf('/') + 1));

/** What a browser gets, on hosts that shorten addresses. */
async function followed(
  asked: Asking,
  place: string,
  name: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const answer = await asked(place + name, headers);
  if (answer.location === undefined) return answer;
  return asked(new URL(answer.location).pathname.slice(1), headers);
}

/** An answer in the words of the manual's table. */
function describeAnswer({ status, location, body }: Answer): string {
  if (location !== undefined) return `goes to ${location.split('/').slice(-2).join('/')}`;
  if (status === 200) return 'a page';
  return body.includes(NOT_FOUND) ? '404.html' : 'its own page';
}

/** The table's words for this host and address, as `describeAnswer` says them. */
function inTest(said: string, host: Host, address: string): string {
  const wrong = plainHosts.indexOf(host) >= 0 && host.name.startsWith('python') ? 'its own page' : '404.html';
  if (said === 'no page') return wrong;
  if (said === 'the chapter') return 'a page';
  return said.replace('goes to course/', `goes to ${address.split('/')[0] ?? ''}/`);
}

/** Writes the word as the one that it takes the place of: with a capital letter at its beginning or without. */
function letterCase(word: string): (match: string) => string {
  return (match) => (/^[A-Z]/.test(match) ? word.replace(/^./, (letter) => letter.toUpperCase()) : word);
}
