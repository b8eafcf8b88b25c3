// What every scene owes to the frame, asserted on runs with any parameters, seeds and actions: shapes that can be drawn,
// texts that can be read, a height that stays. Each figure's own test asserts what its picture must tell.
import fc from '../../property.ts';
import { expect } from 'vitest';
import {
  SCENE_WIDTH,
  type AnyFigure,
  type Params,
  type Scene,
  type Shape,
} from '../../../src/figures/figure.ts';
import type { ParamSpec } from '../../../src/sim/model.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { anyNumber } from '../sim/any-number.ts';

const WATCHED_SECONDS = 60;
const LOOKS = 6;
const MOST_SHAPES = 250;
/** Letters for which the frame keeps room below the picture. */
const LONGEST = { summary: 240, theory: 150 };
/** Strokes and signs at the edge may stand out by this much. */
const MARGIN = 12;
const TEXT_SIZES = { small: 13.5, normal: 16, large: 22 } as const;
/** Mean width of a letter in ems, in the system's interface faces. */
const LETTER = { regular: 0.5, bold: 0.54 };

/** The scene at a time; parameters that are not given are the figure's own. */
export function sceneAt(
  figure: AnyFigure,
  atMs: number,
  params: Params = {},
  actions: readonly Taken[] = [],
  seed = 1,
): Scene {
  return look(figure, atMs, params, actions, seed).scene;
}

/** The same with the snapshot that it shows. */
export function look<Snapshot>(
  figure: AnyFigure,
  atMs: number,
  params: Params = {},
  actions: readonly Taken[] = [],
  seed = 1,
): { scene: Scene; snapshot: Snapshot } {
  const all: Params = { ...defaultParams(figure.model), ...params };
  const run = figure.model.start(all, seed, actions);
  run.runUntil(atMs);
  const snapshot = run.snapshot();
  return { scene: figure.scene(snapshot, all), snapshot: snapshot as Snapshot };
}

/** The scene of the resting figure. */
export function teachingScene(figure: AnyFigure): Scene {
  const { atMs, params = {}, actions = [], seed } = figure.model.teachingMoment;
  return sceneAt(figure, atMs, params as Params, actions, seed);
}

interface Taken {
  readonly atMs: number;
  readonly action: string;
}

/** Looks at runs with any parameters, seeds and actions. */
export function expectGoodScenes(figure: AnyFigure, runs = 40): void {
  const { height } = teachingScene(figure);
  fc.assert(
    fc.property(anyUse(figure), ({ params, seed, actions, untilMs }) => {
      const run = figure.model.start(params, seed, actions);
      for (let nth = 0; nth <= LOOKS; nth++) {
        run.runUntil((untilMs * nth) / LOOKS);
        const snapshot = run.snapshot();
        const scene = figure.scene(snapshot, params);
        expectGoodScene(scene, height);
        expect(
          figure.scene(JSON.parse(JSON.stringify(snapshot)), params),
          'a scene is a function of plain data',
        ).toEqual(scene);
      }
    }),
    { numRuns: runs },
  );
}

export function expectGoodScene(scene: Scene, height: number): void {
  const { shapes, summary, theory, table } = scene;
  expect(scene.height, 'the height is that of the resting figure').toBe(height);
  expect(JSON.parse(JSON.stringify(scene)), 'a scene is plain data').toEqual(scene);
  expect(duplicates(shapes.map(({ key }) => key))).toEqual([]);
  expect(shapes.length).toBeLessThan(MOST_SHAPES);
  expect(shapes.filter((shape) => !isInside(shape, height))).toEqual([]);
  expect(overlaps(shapes)).toEqual([]);
  expect(summary.length, summary).toBeLessThan(LONGEST.summary);
  expect(theory.length, theory).toBeLessThan(LONGEST.theory);
  expect(summary).toMatch(/^\S[\s\S]*[.?!]$/);
  for (const words of [summary, theory, ...table.rows.flat().map(String)])
    expect(words).not.toMatch(/NaN|Infinity|undefined|null/);
  for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
}

function anyUse(figure: AnyFigure) {
  const { params, actions, paceMsPerSecond } = figure.model;
  const untilMs = WATCHED_SECONDS * paceMsPerSecond;
  const names = Object.keys(actions);
  const taken = (): fc.Arbitrary<Taken> =>
    fc.record({ atMs: anyNumber(0, untilMs), action: fc.constantFrom(...names) });
  return fc.record({
    params: fc.record(
      Object.fromEntries(Object.entries(params).map(([name, spec]) => [name, anyValue(spec)])),
    ) as fc.Arbitrary<Params>,
    seed: fc.nat(),
    actions: names.length === 0 ? fc.constant([]) : fc.array(taken(), { maxLength: 6 }),
    untilMs: fc.constant(untilMs),
  });
}

/** Extremes often: they are where a picture breaks. */
function anyValue(spec: ParamSpec): fc.Arbitrary<number | string | boolean> {
  if (spec.kind === 'switch') return fc.boolean();
  if (spec.kind === 'choice') return fc.constantFrom(...spec.options.map(({ value }) => value));
  const within =
    spec.kind === 'integer' ? fc.integer({ min: spec.min, max: spec.max }) : anyNumber(spec.min, spec.max);
  return fc.oneof(within, fc.constantFrom(spec.min, spec.max, spec.default));
}

function duplicates(keys: readonly string[]): string[] {
  return keys.filter((key, at) => keys.indexOf(key) !== at);
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function isInside(shape: Shape, height: number): boolean {
  const { left, right, top, bottom } = boxOf(shape);
  if (shape.kind === 'line' && shape.points.length === 0) return true;
  return left >= -MARGIN && right <= SCENE_WIDTH + MARGIN && top >= -MARGIN && bottom <= height + MARGIN;
}

function boxOf(shape: Shape): Box {
  switch (shape.kind) {
    case 'rect':
      return { left: shape.x, right: shape.x + shape.width, top: shape.y, bottom: shape.y + shape.height };
    case 'circle':
    case 'sign': {
      const half = shape.kind === 'circle' ? shape.radius : shape.size / 2;
      return { left: shape.x - half, right: shape.x + half, top: shape.y - half, bottom: shape.y + half };
    }
    case 'line': {
      const xs = shape.points.filter((_, at) => at % 2 === 0);
      const ys = shape.points.filter((_, at) => at % 2 === 1);
      return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
    }
    case 'text': {
      const size = TEXT_SIZES[shape.size ?? 'small'];
      const width = shape.text.length * size * (shape.bold ? LETTER.bold : LETTER.regular);
      const left = shape.x - { start: 0, middle: width / 2, end: width }[shape.anchor ?? 'start'];
      return { left, right: left + width, top: shape.y - size * 0.72, bottom: shape.y };
    }
  }
}

/** Pairs of texts that lie on each other. */
function overlaps(shapes: readonly Shape[]): string[] {
  const texts = shapes.flatMap((shape) =>
    shape.kind === 'text' && shape.text !== '' ? [{ words: shape.text, box: boxOf(shape) }] : [],
  );
  return texts.flatMap(({ words, box: a }, at) =>
    texts
      .slice(at + 1)
      .filter(({ box: b }) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((other) => `"${words}" and "${other.words}"`),
  );
}
