// Pictures made of characters in plain fences: which fences are such, and how their lines are made to join.
//
// The letters stay text in the reader's own monospaced font. Box characters and arrows are where fonts fail: many
// phones take them from another font, where they are wider than a cell or shorter than a line. So each run of them
// gets a box of exactly its number of cells (`w3`), is made invisible, and is drawn by one SVG laid under the text.
// The characters are still there to be copied, searched and read without a stylesheet.
//
// For listeners: the text is not hidden behind role="img", since the words in a diagram are its content and may be
// all of it; the author's `alt`, if any, names the group and is heard first. Lines are aria-hidden (some screen
// readers speak each "box drawings light horizontal"), arrows are not: "client → cache" means something.
//
// Not here: the geometry (box-lines.ts), Mermaid (mermaid.ts).
import type { Localization } from '../../languages/index.ts';
import { drawStrokes, isBoxDrawing, isDrawn } from './box-lines.ts';
import type { FenceInfo } from '../code/fence-info.ts';
import { attributes, escapeHtml } from '../html/html-text.ts';

const PLAIN_LANGUAGES = new Set(['', 'text', 'txt', 'plain', 'plaintext', 'ascii', 'none']);
const DRAWING = /[\u2190-\u21ff\u2500-\u257f▲▶►▼◀◄]/;
// +---+ or --> or <==: what people draw with when they have no better characters.
const ASCII_DRAWING = /\+[-=]{2,}\+|(?:^|\s|\w)[-=]{2,}>(?:\s|\w|$)|(?:^|\s|\w)<[-=]{2,}(?:\s|\w|$)/m;

export function isDrawing(code: string, { language }: FenceInfo): boolean {
  return PLAIN_LANGUAGES.has(language) && (DRAWING.test(code) || ASCII_DRAWING.test(code));
}

/** The longest run that code.css has a width for. */
const LONGEST_RUN = 60;
const TAB_CELLS = 4;

export function renderDrawing(code: string, { title, alt }: FenceInfo, localization: Localization): string {
  const cells: { x: number; y: number; character: string }[] = [];
  const rows = code
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
    .split('\n');
  let columns = 1;
  const text = rows
    .map((row, y) => {
      const { html, width } = printRow(row, (x, character) => cells.push({ x, y, character }));
      columns = Math.max(columns, width);
      return html;
    })
    .join('\n');
  const { light, heavy, dashed, heads } = drawStrokes(cells);
  const path = (data: string, name?: string): string =>
    data ? `<path${attributes({ class: name, d: data })}/>` : '';
  const lines = path(light) + path(heavy, 'heavy') + path(dashed, 'dashed') + path(heads, 'heads');
  const svg = lines
    ? // Zero by zero until the stylesheet stretches it over the text.
      `<svg aria-hidden="true" width="0" height="0" viewBox="0 0 ${columns} ${rows.length}" preserveAspectRatio="none">${lines}</svg>`
    : '';
  return (
    '<figure class="diagram drawing">' +
    (title ? `<figcaption>${escapeHtml(title)}</figcaption>` : '') +
    `<pre${attributes({ tabindex: 0, role: 'group', 'aria-label': alt || title || localization.text.diagram })}>` +
    `<code>${svg}${text}</code></pre></figure>`
  );
}

function printRow(
  row: string,
  draw: (x: number, character: string) => void,
): { html: string; width: number } {
  let html = '';
  let plain = '';
  let run = '';
  let runKind: RunKind = 'letters';
  let runCells = 0;
  let x = 0;
  const flush = (): void => {
    html += escapeHtml(plain);
    if (run !== '') html += printRun(run, runKind, runCells);
    plain = run = '';
    runCells = 0;
  };
  for (const character of row) {
    if (character === '\t') {
      const width = TAB_CELLS - (x % TAB_CELLS);
      if (run !== '') flush();
      plain += ' '.repeat(width);
      x += width;
      continue;
    }
    const kind = kindOf(character);
    if (kind === 'letters') {
      if (run !== '') flush();
      plain += character;
      if (!/\p{Mn}/u.test(character)) x += 1;
      continue;
    }
    const width = kind === 'glyph' && isWide(character) ? 2 : 1;
    // A glyph is centred in its own box; lines of one kind share one.
    if (run === '' || kind !== runKind || kind === 'glyph' || runCells + width > LONGEST_RUN) flush();
    run += character;
    runKind = kind;
    runCells += width;
    if (kind !== 'glyph') draw(x, character);
    x += width;
  }
  flush();
  return { html, width: x };
}

type RunKind = 'letters' | 'line' | 'arrow' | 'glyph';

// What every monospaced font has at one cell's width: Latin, Greek, Cyrillic, common punctuation.
const SAFE = /[\u0000-\u052f\u2010-\u2027\u2030-\u203a\u20ac\u2122\p{Mn}]/u;

function kindOf(character: string): RunKind {
  if (isBoxDrawing(character)) return 'line';
  if (isDrawn(character)) return 'arrow';
  return SAFE.test(character) ? 'letters' : 'glyph';
}

// East Asian wide characters and emoji take two cells in editors, so authors leave room for two.
function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
    character,
  );
}

function printRun(run: string, kind: RunKind, cells: number): string {
  const name = kind === 'glyph' ? `glyph w${cells}` : `w${cells}`;
  return `<i${attributes({ class: name, 'aria-hidden': kind === 'line' ? 'true' : undefined })}>${escapeHtml(run)}</i>`;
}
