// What a model is: its parameters, its actions, and the run that its figure shows.
// It is not an engine (engine.ts) and knows nothing of pictures, the page or the wall clock.
//
// A run is a pure function of (params, seed, actions taken). A figure therefore steps back by replaying:
// start again with the same three things and run until an earlier time. Times are model milliseconds.

/** One thing the reader can turn. Number ranges include both ends. */
export type ParamSpec =
  | {
      readonly kind: 'number' | 'integer';
      readonly label: string;
      /** Empty when the parameter counts something that the label names. */
      readonly unit: string;
      readonly min: number;
      readonly max: number;
      /** Grain of the control; values between the grains are valid. */
      readonly step: number;
      readonly default: number;
      readonly help: string;
    }
  | {
      readonly kind: 'choice';
      readonly label: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly default: string;
      readonly help: string;
    }
  | { readonly kind: 'switch'; readonly label: string; readonly default: boolean; readonly help: string };

/** The parameters of a model by name, in the order in which their controls stand. */
export type ParamSpecs = Readonly<Record<string, ParamSpec>>;

type ValueOf<P extends ParamSpec> = P extends {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: infer V extends string }[];
}
  ? V
  : P extends { readonly kind: 'switch' }
    ? boolean
    : number;

/** One value per parameter: a number, one of the choice's values, or a boolean. */
export type ParamsOf<S extends ParamSpecs> = { readonly [K in keyof S]: ValueOf<S[K]> };

/** Something the reader may do in the middle of a run: cut a link, crash a server. */
export interface ActionSpec<Snapshot> {
  readonly label: string;
  readonly help: string;
  /** Whether the action would do anything in this state; a figure disables its button when not. */
  possible(snapshot: Snapshot): boolean;
}

/** An action and when it was taken. At its time it comes after everything the model does at that time. */
export interface TakenAction<A extends string = string> {
  readonly atMs: number;
  readonly action: A;
}

/** A model set in motion. Two runs with the same beginning agree, however their time was cut into pieces. */
export interface Run<Snapshot, A extends string = string> {
  /** Model time, in milliseconds: everything up to and including it has happened. */
  readonly now: number;
  /** Time of the next event (always later than `now`), Infinity when there is none. One step runs until here. */
  readonly nextEventAt: number;
  /** Advances to `timeMs`; an earlier time than `now` is an error. */
  runUntil(timeMs: number): void;
  /** Takes an action now: the same run as one started with `{ atMs: now, action }` at the end of its list. */
  act(action: A): void;
  /** The state now, as plain serialisable data of bounded size that later events do not change. */
  snapshot(): Snapshot;
}

/** The state at which a resting figure (before any script, in print) already teaches. */
export interface TeachingMoment<S extends ParamSpecs, A extends string = string> {
  readonly atMs: number;
  readonly seed: number;
  readonly params?: Partial<ParamsOf<S>>;
  readonly actions?: readonly TakenAction<A>[];
}

/** Each file directly in `models/` exports one of these as `model`. */
export interface Model<S extends ParamSpecs = ParamSpecs, Snapshot = unknown, A extends string = string> {
  /** The file's name without extension; the `name:` of its figure. */
  readonly name: string;
  readonly title: string;
  readonly params: S;
  readonly actions: Readonly<Record<A, ActionSpec<Snapshot>>>;
  /** What one step shows, to complete the sentence "Step to …": "the next arrival or departure". */
  readonly step: string;
  /** Model milliseconds shown per second of wall time at speed 1. */
  readonly paceMsPerSecond: number;
  /**
   * For a model that knows an order but no time: how long one step is. Its events come at whole multiples, and
   * the figure's clock counts steps instead of seconds.
   */
  readonly stepMs?: number;
  /** False when nothing is drawn at random: every seed gives the same run, and the figure offers none. */
  readonly hasChance?: false;
  readonly teachingMoment: TeachingMoment<S, A>;
  /** Params must be complete and in range (see readParams); seed is any integer. */
  start(params: ParamsOf<S>, seed: number, actions?: readonly TakenAction<A>[]): Run<Snapshot, A>;
}

/**
 * Something on its way between two places of the picture. Its position at time t is the share
 * (t − departAt) / (arriveAt − departAt) of the way. Ids never repeat in a run, so a picture can follow one.
 */
export interface Moving {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly departAt: number;
  readonly arriveAt: number;
}

/** A small chart's line: values[i] belongs to the time firstAt + i × everyMs. Only the latest are kept. */
export interface History {
  readonly firstAt: number;
  readonly everyMs: number;
  readonly values: readonly number[];
}
