// The house's rules: who may import whom, and what a room must never name. Read from the import lines themselves.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

interface Room {
  readonly folder: string;
  /** Prefixes of project paths, and names of packages; `*` allows any package but Astro and Node. */
  readonly may: readonly string[];
  readonly never?: RegExp;
  readonly why: string;
}

const MARKDOWN_PARSER = [
  'unified',
  'remark-',
  'mdast',
  'micromark-',
  'smol-toml',
  'unist-',
  'github-slugger',
  // The ids of headings are those that rehype-slug gives.
  'rehype-slug',
  'yaml',
  'zod',
  'image-size',
  'leven',
  'acorn',
  'estree',
  'gemoji',
  'saxes',
  'css-tree',
];
const ROOMS: readonly Room[] = [
  {
    folder: 'src/sim',
    may: ['src/sim'],
    never:
      /\b(?:document|window|setTimeout|setInterval|requestAnimationFrame|performance)\b\s*[.(]|Math\.random|Date\.now|new Date\b/,
    why: 'a simulation is pure: no page, no clock, no chance but its seed',
  },
  {
    folder: 'src/languages',
    may: ['src/languages'],
    why: 'a language is words, and knows nothing of what says them',
  },
  {
    folder: 'src/course',
    may: ['src/course', 'node:', ...MARKDOWN_PARSER],
    why: 'the course model knows nothing of HTML, pages or figures',
  },
  {
    folder: 'src/markdown',
    may: [
      'src/markdown',
      'src/course/problems.ts',
      'src/course/types.ts',
      'src/course/render-request.ts',
      'src/course/alert-kinds.ts',
      'src/course/source/markdown-math.ts',
      'src/course/links/address-kind.ts',
      'src/languages',
      'node:',
      '*',
    ],
    why: 'rendering knows the course’s types and problems and what an address means, nothing else of it',
  },
  {
    folder: 'src/figures',
    may: [
      'src/figures',
      'src/sim',
      'src/languages',
      'src/course/types.ts',
      'src/course/problems.ts',
      'preact',
      'node:',
    ],
    why: 'a figure shows a model; it does not know the course',
  },
  {
    folder: 'src/labs',
    may: [
      'src/labs',
      'src/sim',
      'src/languages/translate.ts',
      'src/styles',
      'hono',
      '@electric-sql/pglite',
      '@codemirror/',
      '@lezer/',
      'preact',
      'node:',
    ],
    why: 'a lab runs an engine; it does not know the course',
  },
  {
    folder: 'src/reader',
    may: [
      'src/reader',
      'src/offline',
      'src/search/ui',
      'src/figures',
      'src/labs/offer.ts',
      'src/languages/translate.ts',
      'src/course/types.ts',
      'src/styles/notes.css',
      // The record: where it is stored, what may be in it, when a question returns, where a passage has gone.
      'idb',
      'valibot',
      'ts-fsrs',
      'approx-string-match',
    ],
    why: 'what runs in the reader’s browser is ours and small',
  },
  {
    folder: 'src/offline',
    may: ['src/offline', 'src/languages/translate.ts', 'workbox-'],
    why: 'what keeps a course on a device knows nothing of what is in it',
  },
  {
    folder: 'src/search/engine',
    may: ['src/search/engine', 'src/course/types.ts'],
    why: 'the search stands alone in the browser',
  },
  {
    folder: 'src/search/ui',
    may: ['src/search', 'src/styles', 'src/languages/translate.ts', 'src/course/types.ts'],
    why: 'the search stands alone in the browser',
  },
  {
    folder: 'src/search/index',
    may: ['src/search', 'pagefind', 'htmlparser2', 'domhandler', 'node:'],
    why: 'the index is made of built pages, and of nothing else',
  },
  {
    folder: 'src/downloads',
    may: [
      'src/downloads',
      'src/languages',
      'src/course/source/changes.ts',
      'src/course/source/safe-name.ts',
      'src/course/xml.ts',
      'src/offline/copies.ts',
      'fflate',
      'hast',
      'unist-',
      'xast-',
      'node:',
    ],
    why: 'a download is made from built pages, and from nothing else',
  },
  {
    folder: 'src/integrations',
    may: [
      'src/integrations',
      'src/downloads',
      'src/course',
      'src/markdown',
      'src/figures',
      'src/labs',
      'src/search/index',
      'astro',
      'node:',
      '*',
    ],
    why: 'an integration is plugged into Astro and knows no page',
  },
  {
    folder: 'src/cli',
    may: [
      'src/cli',
      'src/downloads',
      'src/integrations',
      'src/course',
      'src/markdown',
      'src/figures',
      'src/lectern.config.ts',
      'astro',
      'node:',
      '*',
    ],
    why: 'a command knows no page',
  },
  {
    folder: 'src/components',
    may: [
      'src/lectern.config.ts',
      'src/components',
      'src/languages',
      'src/course/types.ts',
      'src/reader',
      'src/search/ui',
      'src/styles',
      'src/figures',
      'astro',
    ],
    why: 'components receive; they do not fetch',
  },
  {
    folder: 'src/layouts',
    may: [
      'src/layouts',
      'src/languages',
      'src/components',
      'src/languages',
      'src/course/types.ts',
      'src/reader',
      'src/search/ui',
      'src/styles',
      'astro',
    ],
    why: 'layouts receive; they do not fetch',
  },
  {
    folder: 'src/pages',
    may: [
      'src/lectern.config.ts',
      'src/pages',
      'src/course',
      'src/languages',
      'src/layouts',
      'src/languages',
      'src/components',
      'src/styles',
      'src/figures',
      'src/reader',
      'astro',
      'astro:content',
      'node:',
    ],
    why: 'pages fetch and hand on',
  },
  { folder: 'src/styles', may: ['src/styles', 'subset-font', 'node:'], why: 'styles stand alone' },
];
/** The only files of the course model that may speak to Astro. */
const ASTRO = ['src/course/loader.ts', 'src/course/courses.ts'];

test.each(ROOMS.map((room) => [room.folder, room] as const))(
  '%s imports only what it may',
  (_folder, room) => {
    expect(filesBelow(room.folder).flatMap((file) => violations(file, room))).toEqual([]);
  },
);

test('a forbidden import is found, with file, line and rule', () => {
  const room = ROOMS[0] as Room;
  const found = violations(
    'src/sim/x.ts',
    room,
    "import { a } from './a.ts';\nimport { b } from '../course/b.ts';\nMath.random()",
  );
  expect(found).toEqual([
    'src/sim/x.ts:2 imports src/course/b.ts: a simulation is pure: no page, no clock, no chance but its seed',
    'src/sim/x.ts:3 uses Math.random: a simulation is pure: no page, no clock, no chance but its seed',
  ]);
});

test('every folder of src has a row', () => {
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const missing = folders.filter(({ name }) => !ROOMS.some(({ folder }) => folder.startsWith(`src/${name}`)));
  expect(missing.map(({ name }) => name)).toEqual([]);
});

test('no two files need each other’s values', () => {
  expect(circles(filesBelow('src'))).toEqual([]);
});

test('a circle of values is found, and one of types is none', () => {
  const texts: Readonly<Record<string, string>> = {
    'src/a.ts': "import { b } from './b.ts';",
    'src/b.ts': "import type { A } from './a.ts';\nexport { c } from './c.ts';",
    'src/c.ts': "import './d.ts';",
    'src/d.ts': "import { type A, b } from './b.ts';",
  };
  expect(circles(Object.keys(texts), (file) => texts[file] ?? '')).toEqual([
    'src/b.ts → src/c.ts → src/d.ts → src/b.ts',
  ]);
});

/** Each way that leads back to where it began, through imports of values; the first for every file. */
function circles(files: readonly string[], read = (file: string) => readFileSync(file, 'utf8')): string[] {
  const known = new Set(files);
  const next = new Map(
    files.map((file) => [
      file,
      valueImports(read(file))
        .map((imported) => project(imported, file))
        .filter((target) => known.has(target)),
    ]),
  );
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) return void found.push([...way.slice(way.indexOf(file)), file].join(' → '));
    if (done.has(file)) return;
    for (const target of next.get(file) ?? []) walk(target, [...way, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  return found;
}

/** Static imports and re-exports that remain when types are gone. */
function valueImports(text: string): string[] {
  const statements = text.matchAll(
    /^(?:import|export)\s+(?!type\b)(?:([^;'"]*?)\bfrom\s+)?['"]([^'"]+)['"]/gm,
  );
  return [...statements].flatMap(([, names = '', target = '']) => {
    const listed = /^\s*\{([\s\S]*)\}\s*$/
      .exec(names)?.[1]
      ?.split(',')
      .filter((name) => name.trim() !== '');
    return listed?.every((name) => /^\s*type\b/.test(name)) ? [] : [target];
  });
}

function violations(file: string, room: Room, text = readFileSync(file, 'utf8')): string[] {
  return text.split('\n').flatMap((line, index) => {
    const at = `${file}:${index + 1}`;
    const code = line.replace(/^\s*(?:\/\/|\*|\/\*).*/, '');
    const imported = /(?:\bfrom\s+|\bimport\s*\(?\s*)['"]([^'"]+)['"]/.exec(code)?.[1];
    const used = room.never?.exec(code)?.[0];
    return [
      ...(imported !== undefined && !isAllowed(imported, file, room)
        ? [`${at} imports ${project(imported, file)}: ${room.why}`]
        : []),
      ...(used === undefined ? [] : [`${at} uses ${used}: ${room.why}`]),
    ];
  });
}

function isAllowed(imported: string, file: string, { may }: Room): boolean {
  const target = project(imported, file);
  if (target.startsWith('src/'))
    return may.some((allowed) => target === allowed || target.startsWith(`${allowed}/`));
  if (/^astro(?:[:/]|$)/.test(target)) {
    const known = target.startsWith('astro:') ? target : 'astro';
    return may.includes(known) || ASTRO.includes(file);
  }
  if (target.startsWith('node:')) return may.includes('node:');
  return may.includes('*') || may.some((allowed) => target.startsWith(allowed));
}

/** A relative import as a path from the project's root; packages stay as they are. */
function project(imported: string, file: string): string {
  const [bare = ''] = imported.split('?');
  return bare.startsWith('.') ? path.posix.join(path.posix.dirname(file), bare) : bare;
}

function filesBelow(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => /\.(?:ts|tsx|astro)$/.test(name))
    .map((name) => `${folder}/${name.split(path.sep).join('/')}`);
}

test('a file that a comment names exists', () => {
  const filesIn = (folder: string): string[] =>
    (readdirSync(folder, { recursive: true }) as string[]).map(
      (name) => `${folder}/${name.split(path.sep).join('/')}`,
    );
  const names = new Set([...filesIn('src').flatMap(suffixesOf), ...filesIn('tests')]);
  expect(filesBelow('src').flatMap((file) => missingFiles(readFileSync(file, 'utf8'), file, names))).toEqual(
    [],
  );
});

test('a file that is named and does not exist is found, unless it is an example', () => {
  const text = '// Not here: cutting (outline.ts, gone.ts), `js:src/app.js`.\nimport "./none.ts";';
  expect(missingFiles(text, 'src/a.ts', new Set(['outline.ts']))).toEqual(['src/a.ts:1 names gone.ts']);
});

/** `src/a/b.ts` → that, `a/b.ts` and `b.ts`. */
function suffixesOf(file: string): string[] {
  const parts = file.split('/');
  return parts.map((_, index) => parts.slice(index).join('/'));
}

/** Names of source files in comments; those in code marks are examples. */
function missingFiles(text: string, file: string, known: ReadonlySet<string>): string[] {
  return text.split('\n').flatMap((line, index) => {
    const [comment = ''] = /(?:^|\s)(?:\/\/|\/\*|\*)\s.*$/.exec(line) ?? [];
    const named =
      comment.replace(/`[^`]*`|"[^"]*"/g, '').match(/[\w[\].@/-]+\.(?:ts|tsx|astro|css)\b/g) ?? [];
    return named
      .map((name) => name.replace(/^(?:\.\.?\/)+/, ''))
      .filter((name) => !known.has(name))
      .map((name) => `${file}:${index + 1} names ${name}`);
  });
}
