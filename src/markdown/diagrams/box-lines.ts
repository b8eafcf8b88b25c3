// Box-drawing characters and arrows → strokes on a grid of one unit a cell, so that lines meet in every font.
// Not here: the text between the lines (box-drawing.ts).

/** Path data by the way it is drawn. */
export interface Strokes {
  readonly light: string;
  readonly heavy: string;
  readonly dashed: string;
  /** Filled: heads of arrows. */
  readonly heads: string;
}

type Weight = 0 | 1 | 2 | 3;
type Direction = 'up' | 'right' | 'down' | 'left';
type Arms = Readonly<Record<Direction, Weight>>;

// Arms of U+2500 to U+257F from their Unicode names, two hexadecimal digits each: two bits for up, right, down and
// left from the lowest; 1 light, 2 heavy, 3 double.
const ARMS =
  '44881122448811224488112214182428509060a00509060a4181428215191625261a292a519152616292a1a25494589864a468a845854989' +
  '46864a8a55955999566566965aa5699aa9a66aaa44881122cc331c343cd070f00d070fc143c31d373fd173f3dc74fccd47cfdd77ff000000' +
  '00000000400104108002082048218412';
const DASHED = /[┄┅┆┇┈┉┊┋╌╍╎╏]/;
// Curves and diagonals in a cell whose corner is 0,0.
const CURVES: Readonly<Record<string, (x: number, y: number) => string>> = {
  '╭': (x, y) => `M${x + 0.5} ${y + 1}q0-.5 .5-.5`,
  '╮': (x, y) => `M${x + 0.5} ${y + 1}q0-.5-.5-.5`,
  '╯': (x, y) => `M${x + 0.5} ${y}q0 .5-.5 .5`,
  '╰': (x, y) => `M${x + 0.5} ${y}q0 .5 .5 .5`,
  '╱': (x, y) => `M${x + 1} ${y}l-1 1`,
  '╲': (x, y) => `M${x} ${y}l1 1`,
  '╳': (x, y) => `M${x + 1} ${y}l-1 1m0-1l1 1`,
};
const ARROWS: Readonly<Record<string, readonly Direction[]>> = {
  '←': ['left'],
  '◄': ['left'],
  '◀': ['left'],
  '→': ['right'],
  '►': ['right'],
  '▶': ['right'],
  '↑': ['up'],
  '▲': ['up'],
  '↓': ['down'],
  '▼': ['down'],
  '↔': ['left', 'right'],
  '↕': ['up', 'down'],
};
// The head's point touches the cell's edge; 0.5 by 0.36 of a cell are about 4 by 6 pixels at the size of code.
const HEADS: Readonly<Record<Direction, (x: number, y: number) => string>> = {
  left: (x, y) => `M${x} ${y + 0.5}l.55-.17v.34z`,
  right: (x, y) => `M${x + 1} ${y + 0.5}l-.55-.17v.34z`,
  up: (x, y) => `M${x + 0.5} ${y}l-.36.28h.72z`,
  down: (x, y) => `M${x + 0.5} ${y + 1}l-.36-.28h.72z`,
};

/** True for the characters that `drawStrokes` draws. */
export function isDrawn(character: string): boolean {
  return isBoxDrawing(character) || character in ARROWS;
}

/** True for lines, which say nothing to a listener; arrows do. */
export function isBoxDrawing(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code >= 0x2500 && code <= 0x257f;
}

/** Strokes for a drawing; `cellAt` gives the character of a cell. */
export function drawStrokes(
  cells: Iterable<{ readonly x: number; readonly y: number; readonly character: string }>,
): Strokes {
  const light = new Segments();
  const heavy = new Segments();
  const dashed = new Segments();
  let curves = '';
  let heads = '';
  for (const { x, y, character } of cells) {
    const curve = CURVES[character];
    const arrow = ARROWS[character];
    if (curve) curves += curve(x, y);
    else if (arrow) {
      for (const direction of arrow) heads += HEADS[direction](x, y);
      if (arrow.includes('left') || arrow.includes('right')) light.horizontal(x, x + 1, y + 0.5);
      else light.vertical(x + 0.5, y, y + 1);
    } else if (isBoxDrawing(character)) {
      const arms = armsOf(character);
      if (DASHED.test(character)) addArms(dashed, arms, x, y, (weight) => weight > 0);
      else {
        addArms(light, arms, x, y, (weight) => weight === 1);
        addArms(heavy, arms, x, y, (weight) => weight === 2);
        addDouble(light, arms, x, y);
      }
    }
  }
  return { light: light.path() + curves, heavy: heavy.path(), dashed: dashed.path(), heads };
}

function armsOf(character: string): Arms {
  const index = ((character.codePointAt(0) ?? 0x2500) - 0x2500) * 2;
  const bits = Number.parseInt(ARMS.slice(index, index + 2), 16);
  const weight = (shift: number): Weight => ((bits >> shift) & 3) as Weight;
  return { up: weight(0), right: weight(2), down: weight(4), left: weight(6) };
}

function addArms(to: Segments, arms: Arms, x: number, y: number, wanted: (weight: Weight) => boolean): void {
  if (wanted(arms.left)) to.horizontal(x, x + 0.5, y + 0.5);
  if (wanted(arms.right)) to.horizontal(x + 0.5, x + 1, y + 0.5);
  if (wanted(arms.up)) to.vertical(x + 0.5, y, y + 0.5);
  if (wanted(arms.down)) to.vertical(x + 0.5, y + 0.5, y + 1);
}

// Half the distance between the two lines of a double line, across and down a cell about twice as high as wide.
const ACROSS = 0.16;
const DOWN = 0.08;

/** Double arms: each of the two lines stops at the line it meets and runs round the corner where there is none. */
function addDouble(to: Segments, arms: Arms, x: number, y: number): void {
  const isDouble = (direction: Direction): boolean => arms[direction] === 3;
  for (const side of [-1, 1] as const) {
    const line = y + 0.5 + side * DOWN;
    const meets = isDouble(side < 0 ? 'up' : 'down');
    const turns = isDouble(side < 0 ? 'down' : 'up');
    const reach = meets ? -ACROSS : turns ? ACROSS : 0;
    if (isDouble('left')) to.horizontal(x, x + 0.5 + reach, line);
    if (isDouble('right')) to.horizontal(x + 0.5 - reach, x + 1, line);
  }
  for (const side of [-1, 1] as const) {
    const line = x + 0.5 + side * ACROSS;
    const meets = isDouble(side < 0 ? 'left' : 'right');
    const turns = isDouble(side < 0 ? 'right' : 'left');
    const reach = meets ? -DOWN : turns ? DOWN : 0;
    if (isDouble('up')) to.vertical(line, y, y + 0.5 + reach);
    if (isDouble('down')) to.vertical(line, y + 0.5 - reach, y + 1);
  }
}

/** Straight pieces; those that touch become one. */
class Segments {
  private readonly rows = new Map<number, [number, number][]>();
  private readonly columns = new Map<number, [number, number][]>();

  horizontal(from: number, to: number, y: number): void {
    add(this.rows, y, [from, to]);
  }

  vertical(x: number, from: number, to: number): void {
    add(this.columns, x, [from, to]);
  }

  path(): string {
    let path = '';
    for (const [y, pieces] of this.rows)
      for (const [from, to] of joined(pieces)) path += `M${short(from)} ${short(y)}h${short(to - from)}`;
    for (const [x, pieces] of this.columns)
      for (const [from, to] of joined(pieces)) path += `M${short(x)} ${short(from)}v${short(to - from)}`;
    return path;
  }
}

function add(lines: Map<number, [number, number][]>, at: number, piece: [number, number]): void {
  const pieces = lines.get(at);
  if (pieces) pieces.push(piece);
  else lines.set(at, [piece]);
}

function joined(pieces: readonly [number, number][]): [number, number][] {
  const sorted = [...pieces].sort((a, b) => a[0] - b[0]);
  const result: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = result.at(-1);
    if (last && from <= last[1] + 1e-9) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100).replace(/^(-?)0\./, '$1.');
}
