// What a figure is: a model, a title, and a pure function from the model's state to a picture, a sentence and a table.
// Each folder beside this file has a `figure.ts` that exports one as `figure`; nothing else needs to know of it.
// Not here: drawing (picture.tsx), steering (frame.tsx), time (playback.ts).
import type { Model, ParamSpecs, ParamsOf } from '../sim/model.ts';

/** One meaning each, in every figure; the palette is in tokens.css. The last ones carry no meaning. */
export type Tone =
  | 'request'
  | 'success'
  | 'failure'
  | 'stale'
  | 'waiting'
  | 'capacity'
  | 'ink'
  | 'soft'
  | 'rule'
  | 'surface'
  | 'sunk'
  | 'accent';

interface Common {
  /** Unique in the scene and the same for the same thing from one moment to the next. */
  readonly key: string;
  readonly tone: Tone;
  /** 0 to 1; default 1. */
  readonly opacity?: number;
}

/** Lengths are in units of the scene; a scene is 400 units wide and shown 330 to 560 CSS pixels wide. */
export type Shape =
  | (Common & {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly radius?: number;
      readonly look?: 'filled' | 'outlined' | 'dashed' | 'washed';
    })
  | (Common & {
      readonly kind: 'circle';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly look?: 'filled' | 'outlined' | 'washed';
    })
  | (Common & {
      readonly kind: 'line';
      readonly points: readonly number[];
      readonly look?: 'thin' | 'thick' | 'dashed';
      readonly arrow?: boolean;
      readonly area?: boolean;
    })
  | (Common & {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly anchor?: 'start' | 'middle' | 'end';
      readonly size?: 'small' | 'normal' | 'large';
      readonly bold?: boolean;
    })
  /** A sign beside a colour, so that colour is never the only one; drawn in a square of `size` around (x, y). */
  | (Common & {
      readonly kind: 'sign';
      readonly sign: 'check' | 'cross' | 'clock' | 'lock' | 'down' | 'alert';
      readonly x: number;
      readonly y: number;
      readonly size: number;
    });

export const SCENE_WIDTH = 400;

export interface SceneTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface Scene {
  /** In scene units; the same for all moments of a run, so that nothing moves on the page. */
  readonly height: number;
  readonly shapes: readonly Shape[];
  /** One or two sentences that say what the picture shows now. */
  readonly summary: string;
  /** What theory says next to what was measured; '' where there is no theory for these parameters. */
  readonly theory: string;
  readonly table: SceneTable;
}

export interface Figure<S extends ParamSpecs = ParamSpecs, Snapshot = unknown, A extends string = string> {
  readonly model: Model<S, Snapshot, A>;
  /** What it simulates and what it shows, for authors: the manual's section about it begins with this. */
  readonly about: string;
  /** What the reader is to find out, as a question. */
  readonly question: string;
  /** What colours and signs mean, in the order of importance. */
  readonly legend: readonly {
    readonly tone: Tone;
    readonly sign?: 'check' | 'cross' | 'clock' | 'lock' | 'down' | 'alert';
    readonly means: string;
  }[];
  scene(snapshot: Snapshot, params: ParamsOf<S>): Scene;
}

/** A figure of any model, as the frame handles it. The frame passes a model only what came from it. */
export interface AnyFigure {
  readonly model: Omit<Model, 'start'> & {
    start(
      params: Params,
      seed: number,
      actions?: readonly { readonly atMs: number; readonly action: string }[],
    ): AnyRun;
  };
  readonly about: string;
  readonly question: string;
  readonly legend: Figure['legend'];
  scene(snapshot: unknown, params: Params): Scene;
}

export type Params = Readonly<Record<string, number | string | boolean>>;

export interface AnyRun {
  readonly now: number;
  readonly nextEventAt: number;
  runUntil(timeMs: number): void;
  act(action: string): void;
  snapshot(): unknown;
}

/** Keeps a figure's own types inside it and gives the frame one it can hold. */
export function defineFigure<const S extends ParamSpecs, Snapshot, A extends string>(
  figure: Figure<S, Snapshot, A>,
): AnyFigure {
  return figure as unknown as AnyFigure;
}
