// The reading face, Literata, cut to what English prose needs; the rest of it stands ready behind `unicode-range` for
// pages in other scripts. Not here: where it is used (tokens.css).
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

/** Basic Latin, the punctuation of good typesetting, and the few signs technical prose is full of. */
const LETTERS = [
  ...Array.from({ length: 0x7e - 0x20 + 1 }, (_, index) => String.fromCharCode(0x20 + index)),
  ...'\u00a0\u202f‘’“”–—…·×−',
].join('');

/** Scripts that the face also has, by the letters that call for it. */
const SCRIPTS = [
  { name: 'latin', range: 'U+00A1-00FF,U+0131,U+0152-0153,U+20AC,U+2122', letters: /[\u00c0-\u00ff]/gu },
  { name: 'latin-ext', range: 'U+0100-02FF,U+1E00-1EFF', letters: /[\u0100-\u024f]/gu },
  {
    name: 'cyrillic',
    range: 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116',
    letters: /[\u0400-\u045f]/gu,
  },
  { name: 'greek', range: 'U+0370-03FF', letters: /[\u0370-\u03ff]/gu },
  {
    name: 'vietnamese',
    range: 'U+0102-0103,U+01A0-01A1,U+01AF-01B0,U+1EA0-1EF9',
    letters: /[\u1ea0-\u1ef9]/gu,
  },
] as const;
/** A page with fewer letters of a script shows them in the reader's own serif rather than load a file for them. */
const ENOUGH_LETTERS = 40;

export const STYLES = ['normal', 'italic'] as const;
export type FontStyle = (typeof STYLES)[number];

const require = createRequire(import.meta.url);
const versionOf = (name: string): string => (require(`${name}/package.json`) as { version: string }).version;
/**
 * How the core is cut. The italic has one weight, which is half of its bytes: a bold word inside emphasis is rare, and the
 * browser makes it. What that saves is the interface face.
 */
const CUT = {
  normal: { targetFormat: 'woff2', variationAxes: { wght: { min: 400, max: 700 } } },
  italic: { targetFormat: 'woff2', variationAxes: { wght: 400 } },
} as const;
/** Stands in the files' names: browsers may keep them for a year, so other bytes need another name. */
const edition = createHash('sha256')
  .update(
    JSON.stringify([LETTERS, CUT, versionOf('@fontsource-variable/literata'), versionOf('subset-font')]),
  )
  .digest('hex')
  .slice(0, 8);

/** Names of all font files of the site: two cut ones, and the rest of each script. */
export const fontNames: readonly string[] = STYLES.flatMap((style) => [
  fileName('core', style),
  ...SCRIPTS.map(({ name }) => fileName(name, style)),
]);

export function fileName(part: string, style: FontStyle): string {
  return `literata-${edition}-${part}-${style}`;
}

const made = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

/** The bytes of one of `fontNames`, as WOFF2; cut once a process. */
export function fontFile(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = made.get(name) ?? makeFontFile(name);
  made.set(name, file);
  return file;
}

async function makeFontFile(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const [, part = 'core', style = 'normal'] =
    /-(core|latin-ext|latin|cyrillic|greek|vietnamese)-(normal|italic)$/.exec(name) ?? [];
  const cut = style === 'italic' ? CUT.italic : CUT.normal;
  const source = require.resolve(
    `@fontsource-variable/literata/files/literata-${part === 'core' ? 'latin' : part}-wght-${style}.woff2`,
  );
  const whole = await readFile(source);
  if (part !== 'core') return new Uint8Array(whole);
  return new Uint8Array(await subsetFont(whole, LETTERS, cut));
}

/** `@font-face` rules for a page, with addresses relative to it; `text` decides which scripts it is offered. */
export function fontFaces(root: string, text: string): string {
  const wanted = SCRIPTS.filter(({ letters }) => (text.match(letters)?.length ?? 0) >= ENOUGH_LETTERS);
  const faces = STYLES.flatMap((style) => [
    ...wanted.map(({ name, range }) => face(root, fileName(name, style), style, range)),
    face(root, fileName('core', style), style, ''),
    ...standIns(style),
  ]);
  return faces.join('');
}

/**
 * System faces that stand in until the reading face is there, stretched to its widths and heights, so that no line
 * breaks elsewhere when it comes. `width` is the mean width of a letter of English text, in em, measured in the browser.
 */
const STAND_INS = [
  {
    name: 'Literata Georgia',
    local: { normal: ['Georgia'], italic: ['Georgia Italic'] },
    width: { normal: 0.4458, italic: 0.4282 },
  },
  {
    name: 'Literata Times',
    local: {
      normal: ['Times New Roman', 'Liberation Serif'],
      italic: ['Times New Roman Italic', 'Liberation Serif Italic'],
    },
    width: { normal: 0.3996, italic: 0.3997 },
  },
  {
    name: 'Literata DejaVu',
    local: { normal: ['DejaVu Serif'], italic: ['DejaVu Serif Italic'] },
    width: { normal: 0.5092, italic: 0.5092 },
  },
] as const;
/** The reading face's own, in em. */
const OWN = { width: { normal: 0.4628, italic: 0.4361 }, ascent: 1.18, descent: 0.31 };

function standIns(style: FontStyle): string[] {
  return STAND_INS.map(({ name, local, width }) => {
    const stretch = OWN.width[style] / width[style];
    const share = (value: number): string => `${(value * 100).toFixed(1)}%`;
    const sources = local[style].map((face) => `local('${face}')`).join(',');
    return (
      `@font-face{font-family:'${name}';font-style:${style};src:${sources};size-adjust:${share(stretch)};` +
      `ascent-override:${share(OWN.ascent / stretch)};descent-override:${share(OWN.descent / stretch)};line-gap-override:0%}`
    );
  });
}

function face(root: string, name: string, style: FontStyle, range: string): string {
  const only = range === '' ? '' : `unicode-range:${range};`;
  const weights = range === '' && style === 'italic' ? '400' : '400 700';
  return `@font-face{font-family:Literata;font-style:${style};font-weight:${weights};font-display:swap;${only}src:url(${root}fonts/${name}.woff2) format('woff2')}`;
}
