// The time of a figure: play, step, step back, restart, speed. Pure: wall time comes in as a number of milliseconds.
// A run is a function of parameters, seed and actions, so going back is starting again and running to an earlier time.
// Not here: frames and buttons (frame.tsx), what a model does (sim/).
import type { AnyFigure, AnyRun, Params } from './figure.ts';

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8] as const;
/** A frame that took longer than this (a sleeping tab, a slow phone) does not make the model leap. */
const LONGEST_FRAME_MS = 100;
/** What the time line shows of a run that has no end, in seconds of watching; more where the resting picture is later. */
const LINE_SECONDS = 20;
/** Times closer than this are the same moment. */
const SAME_MS = 1e-9;

interface TakenAction {
  readonly atMs: number;
  readonly action: string;
}

export class Playback {
  readonly #figure: AnyFigure;
  #run: AnyRun;
  #actions: readonly TakenAction[] = [];
  #length: number | undefined;
  params: Params;
  seed: number;
  speed = 1;

  constructor(figure: AnyFigure, params: Params, seed: number) {
    this.#figure = figure;
    this.params = params;
    this.seed = seed;
    this.#run = figure.model.start(params, seed, []);
  }

  /** Model milliseconds. */
  get now(): number {
    return this.#run.now;
  }

  get atStart(): boolean {
    return this.now <= SAME_MS && this.#actions.length === 0;
  }

  /** True when nothing will happen any more. */
  get atEnd(): boolean {
    return this.#run.nextEventAt === Infinity;
  }

  /** Where the time line ends: with the run, or where the run has none, somewhere after now. */
  get length(): number {
    this.#length ??= this.#measure();
    while (this.now > this.#length && !this.atEnd) this.#length *= 2;
    return this.#length;
  }

  snapshot(): unknown {
    return this.#run.snapshot();
  }

  /** Moves on by as much model time as belongs to this much wall time. */
  advance(wallMs: number): void {
    const wall = Math.min(Math.max(0, wallMs), LONGEST_FRAME_MS);
    this.#run.runUntil(this.now + (wall / 1000) * this.#figure.model.paceMsPerSecond * this.speed);
  }

  /** To the next event; the end of the run is as far as it goes. */
  step(): void {
    if (!this.atEnd) this.#run.runUntil(this.#run.nextEventAt);
  }

  /**
   * To the last event before now, or to the beginning. Actions taken later than that are undone; of several taken at this
   * very moment, the last one only.
   */
  stepBack(): void {
    const taken = this.#actions.filter(({ atMs }) => atMs >= this.now - SAME_MS).length;
    if (taken > 1) {
      this.#actions = this.#actions.slice(0, -1);
      return this.#replayTo(this.now);
    }
    const target = this.#lastEventBefore(this.now);
    this.#actions = this.#actions.filter(({ atMs }) => atMs <= target + SAME_MS && atMs < this.now - SAME_MS);
    this.#length = undefined;
    this.#replayTo(target);
  }

  /** To any time of the run, forwards or back. */
  goTo(timeMs: number): void {
    if (timeMs < this.now) this.#replayTo(timeMs);
    else this.#run.runUntil(timeMs);
  }

  /** Who has gone back and acts there begins another future: later actions are forgotten. */
  act(action: string): void {
    const taken = this.#actions.filter(({ atMs }) => atMs <= this.now + SAME_MS);
    if (taken.length < this.#actions.length) {
      this.#actions = taken;
      this.#replayTo(this.now);
    }
    this.#run.act(action);
    this.#actions = [...taken, { atMs: this.now, action }];
    this.#length = undefined;
  }

  /** The same moment, after the same actions, of a run that differs in parameters or seed alone: what changes is theirs. */
  vary(params: Params, seed: number = this.seed): void {
    this.params = params;
    this.seed = seed;
    this.#length = undefined;
    this.#replayTo(this.now);
  }

  /** From the beginning, with these parameters and this seed; actions are forgotten. */
  restart(params: Params = this.params, seed: number = this.seed): void {
    this.params = params;
    this.seed = seed;
    this.#actions = [];
    this.#length = undefined;
    this.#run = this.#start();
  }

  /** The moment at which the resting figure teaches. */
  goToTeachingMoment(): void {
    const { atMs, actions = [] } = this.#figure.model.teachingMoment;
    this.#actions = actions;
    this.#length = undefined;
    this.#replayTo(atMs);
  }

  #replayTo(timeMs: number): void {
    this.#run = this.#start();
    this.#run.runUntil(timeMs);
  }

  #start(): AnyRun {
    return this.#figure.model.start(this.params, this.seed, this.#actions);
  }

  #measure(): number {
    const { teachingMoment, paceMsPerSecond } = this.#figure.model;
    const enough = Math.max(2 * teachingMoment.atMs, LINE_SECONDS * paceMsPerSecond);
    const run = this.#start();
    run.runUntil(enough);
    return run.nextEventAt === Infinity ? this.#lastEventBefore(Infinity) || enough : enough;
  }

  #lastEventBefore(time: number): number {
    const run = this.#start();
    let last = 0;
    while (run.nextEventAt < time - SAME_MS) {
      last = run.nextEventAt;
      run.runUntil(last);
    }
    return last;
  }
}
