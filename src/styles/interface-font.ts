// The interface face, Atkinson Hyperlegible Next: buttons, lists, labels, tables, the words in figures. Drawn so that no
// letter is taken for another (I, l, 1; 0, O), which is what names, numbers and settings need. Cut like the reading face.
// Not here: where it is used (tokens.css), the reading face (reading-font.ts).
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

/** Basic Latin and the signs that interfaces are written with. */
const ENGLISH = [
  ...Array.from({ length: 0x7e - 0x20 + 1 }, (_, index) => String.fromCharCode(0x20 + index)),
  ...'\u00a0\u202f‘’“”–—…·×−',
].join('');
/** What the other Latin interfaces and their courses need besides. */
const WESTERN =
  ENGLISH +
  Array.from({ length: 0xff - 0xa1 + 1 }, (_, index) => String.fromCharCode(0xa1 + index)).join('') +
  'Œœ€„‚‹›';

const SETS = { english: ENGLISH, western: WESTERN } as const;
type LetterSet = keyof typeof SETS;

const CUT = { targetFormat: 'woff2', variationAxes: { wght: { min: 400, max: 700 } } } as const;
const PACKAGE = '@fontsource-variable/atkinson-hyperlegible-next';
const require = createRequire(import.meta.url);
const versionOf = (name: string): string => (require(`${name}/package.json`) as { version: string }).version;
/** Stands in the files' names, as with the reading face. */
const edition = createHash('sha256')
  .update(JSON.stringify([SETS, CUT, versionOf(PACKAGE), versionOf('subset-font')]))
  .digest('hex')
  .slice(0, 8);

const nameOf = (set: LetterSet): string => `atkinson-${edition}-${set}`;
export const interfaceFontNames: readonly string[] = [nameOf('english'), nameOf('western')];

/** The bytes of one of `interfaceFontNames`, as WOFF2. */
export async function interfaceFontFile(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const source =
    require.resolve('@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2');
  const letters = name === nameOf('western') ? WESTERN : ENGLISH;
  return new Uint8Array(await subsetFont(await readFile(source), letters, CUT));
}

/** The file that pages in this language use; undefined where their letters are others, and the system's face serves all. */
export function interfaceFontFor(language: string): string | undefined {
  const base = language.split(/[-_]/)[0]?.toLowerCase();
  if (base === 'en') return nameOf('english');
  return /^(?:ca|da|de|es|eu|fi|fr|ga|gl|is|it|nb|nl|nn|no|pt|sv)$/.test(base ?? '')
    ? nameOf('western')
    : undefined;
}

/**
 * A system face that stands in until the interface face is there, stretched to its widths and heights, so that no line
 * breaks elsewhere when it comes. Mean widths of a letter, measured in the browser: 0.4419 em against 0.4471 and 0.5081.
 */
const STAND_INS = [
  { name: 'Atkinson Arial', local: ['Arial', 'Liberation Sans', 'Helvetica'], width: 0.4471 },
  { name: 'Atkinson DejaVu', local: ['DejaVu Sans'], width: 0.5081 },
] as const;
const OWN = { width: 0.4419, ascent: 0.984, descent: 0.316 };

/** `@font-face` rules for a page in this language, with addresses relative to it. */
export function interfaceFontFaces(root: string, language: string): string {
  const name = interfaceFontFor(language);
  if (name === undefined) return '';
  const share = (value: number): string => `${(value * 100).toFixed(1)}%`;
  const standIns = STAND_INS.map(({ name: standIn, local, width }) => {
    const stretch = OWN.width / width;
    return (
      `@font-face{font-family:'${standIn}';src:${local.map((face) => `local('${face}')`).join(',')};` +
      `size-adjust:${share(stretch)};ascent-override:${share(OWN.ascent / stretch)};` +
      `descent-override:${share(OWN.descent / stretch)};line-gap-override:0%}`
    );
  });
  return `@font-face{font-family:Atkinson;font-weight:400 700;font-display:swap;src:url(${root}fonts/${name}.woff2) format('woff2')}${standIns.join('')}`;
}
