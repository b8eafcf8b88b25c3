// Short words for making shapes, and the geometry that scenes share. Pure.
import type { Moving } from '../sim/model.ts';
import type { Shape, Tone } from './figure.ts';

type Of<Kind extends Shape['kind']> = Extract<Shape, { kind: Kind }>;
type Rest<Kind extends Shape['kind'], Given extends string> = Partial<
  Omit<Of<Kind>, 'kind' | 'key' | 'tone' | Given>
>;

export function text(
  key: string,
  x: number,
  y: number,
  words: string,
  rest: Rest<'text', 'x' | 'y' | 'text'> & { tone?: Tone } = {},
): Shape {
  return { kind: 'text', key, x, y, text: words, tone: 'ink', ...rest };
}

export function rect(
  key: string,
  tone: Tone,
  x: number,
  y: number,
  width: number,
  height: number,
  rest: Rest<'rect', 'x' | 'y' | 'width' | 'height'> = {},
): Shape {
  return { kind: 'rect', key, tone, x, y, width, height, ...rest };
}

export function circle(
  key: string,
  tone: Tone,
  x: number,
  y: number,
  radius: number,
  rest: Rest<'circle', 'x' | 'y' | 'radius'> = {},
): Shape {
  return { kind: 'circle', key, tone, x, y, radius, ...rest };
}

export function line(
  key: string,
  tone: Tone,
  points: readonly number[],
  rest: Rest<'line', 'points'> = {},
): Shape {
  return { kind: 'line', key, tone, points, ...rest };
}

export function sign(
  key: string,
  tone: Tone,
  name: Of<'sign'>['sign'],
  x: number,
  y: number,
  size: number,
): Shape {
  return { kind: 'sign', key, tone, sign: name, x, y, size };
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where something on its way is at this time; before it departs it is at its beginning, after it arrives at its end. */
export function along({ departAt, arriveAt }: Moving, now: number, from: Point, to: Point): Point {
  const whole = arriveAt - departAt;
  const share = whole <= 0 ? 1 : Math.min(1, Math.max(0, (now - departAt) / whole));
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** The same along a way with corners, at one speed over its whole length. */
export function alongPath(moving: Moving, now: number, corners: readonly Point[]): Point {
  const legs = corners
    .slice(1)
    .map((to, at) => Math.hypot(to.x - (corners[at]?.x ?? 0), to.y - (corners[at]?.y ?? 0)));
  const whole = legs.reduce((sum, leg) => sum + leg, 0);
  const length = along(moving, now, { x: 0, y: 0 }, { x: whole, y: 0 }).x;
  let passed = 0;
  for (const [at, leg] of legs.entries()) {
    const [from, to] = [corners[at], corners[at + 1]];
    if (from && to && (length <= passed + leg || at === legs.length - 1)) {
      const share = leg === 0 ? 1 : Math.min(1, (length - passed) / leg);
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    }
    passed += leg;
  }
  return corners[0] ?? { x: 0, y: 0 };
}

/** Of many things on their way only so many, each standing for the same number of others and staying while it is on its way. */
export function thinOut<Thing extends Moving>(moving: readonly Thing[], most: number): readonly Thing[] {
  let share = 1;
  while (moving.length / share > most) share *= 2;
  return share === 1 ? moving : moving.filter(({ id }) => id % share === 0).slice(0, most);
}

/** 0.8234 → "82%". */
export function percent(share: number, digits = 0): string {
  return `${(share * 100).toFixed(digits)}%`;
}

/** From so many seconds on, a time is told in the unit. Figures run for minutes; longer times are theory's. */
const LONG_UNITS = [
  { from: 2 * 365 * 86_400, seconds: 365 * 86_400, unit: 'years' },
  { from: 2 * 86_400, seconds: 86_400, unit: 'days' },
  { from: 10_000, seconds: 3600, unit: 'hours' },
];
const MANY_YEARS = 1000;

/** 1834 → "1.83 s"; 412 → "412 ms"; three hours' → "3 hours"; null → "–". */
export function duration(ms: number | null): string {
  if (ms === null || !Number.isFinite(ms)) return '–';
  const seconds = ms / 1000;
  const long = LONG_UNITS.find(({ from }) => seconds >= from);
  if (!long) return ms >= 999.5 ? `${seconds.toFixed(2)} s` : `${Math.round(ms)} ms`;
  const number = Math.round(seconds / long.seconds);
  return long.unit === 'years' && number > MANY_YEARS ? 'over 1,000 years' : `${number} ${long.unit}`;
}

/** "1 request", "2 requests". */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
