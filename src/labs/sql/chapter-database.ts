// One database of a page, shared by its examples. Not here: what a reader sees of it (panel.tsx).
import { Connection } from '../engine/connection.ts';
import type { ScriptAnswer } from './answer.ts';
import { checkTask, type Checked, type TaskCheck } from './task.ts';
import { orderFor, withStep, type Step } from './run-order.ts';

export type Phase =
  | { readonly name: 'loading'; readonly loaded: number }
  | { readonly name: 'starting' }
  | { readonly name: 'preparing'; readonly count: number }
  | { readonly name: 'running' };

/** Something that the reader has run. */
export interface Run {
  readonly at: number;
  readonly script: string;
}

export class ChapterDatabase {
  /** What the text's own examples say, those that prepare the database first. */
  readonly scripts: readonly string[];
  /** What the reader has run, in the order in which they did. */
  readonly history: Run[] = [];
  version = '';
  #done: readonly Step[] = [];
  #isAlive = false;
  /** Runs wait for each other: each relies on what the one before has left. */
  #last: Promise<unknown> = Promise.resolve();
  readonly #versions = new Map<number, string>();
  #onPhase: (phase: Phase) => void = () => undefined;
  readonly #connection = new Connection((loaded) =>
    this.#onPhase(loaded < 1 ? { name: 'loading', loaded } : { name: 'starting' }),
  );

  constructor(scripts: readonly string[]) {
    this.scripts = scripts;
  }

  /** Runs a script in the place of the example `at`, after all examples before it. */
  run(at: number, script: string, onPhase: (phase: Phase) => void): Promise<ScriptAnswer> {
    const answer = this.#last.then(() => this.#runNow(at, script, onPhase)).catch(this.#startAnew);
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  async #runNow(at: number, script: string, onPhase: (phase: Phase) => void): Promise<ScriptAnswer> {
    await this.#prepareUpTo(at, onPhase);
    onPhase({ name: 'running' });
    this.history.push({ at, script });
    const answer = await this.#runStep(at, script);
    if (script === this.scripts[at]) this.#versions.delete(at);
    else this.#versions.set(at, script);
    return answer;
  }

  /** Brings the database to the place of the example `at`. */
  async #prepareUpTo(at: number, onPhase: (phase: Phase) => void): Promise<void> {
    this.#onPhase = onPhase;
    if (!this.#isAlive) {
      onPhase({ name: 'starting' });
      this.version = await this.#connection.ask('start', undefined);
      this.#isAlive = true;
    }
    const { startsAnew, before } = orderFor(at, this.#done, this.scripts, this.#versions);
    if (startsAnew) {
      await this.#connection.ask('empty', undefined);
      this.#done = [];
    }
    if (before.length > 0) onPhase({ name: 'preparing', count: before.length });
    for (const step of before) await this.#runStep(step.at, step.script);
  }

  /** Later examples meet what the text's own version of this one leaves. */
  forget(at: number): void {
    if (this.#versions.delete(at))
      this.#done = this.#done.map((step) => (step.at === at ? { ...step, changed: true } : step));
  }

  /** Runs what a reader wrote for a task that stands before the example `at`, and leaves nothing of it to the examples. */
  runTask(at: number, script: string, check: TaskCheck, onPhase: (phase: Phase) => void): Promise<Checked> {
    const checked = this.#last
      .then(async () => {
        await this.#prepareUpTo(at, onPhase);
        onPhase({ name: 'running' });
        const run = (sql: string): Promise<ScriptAnswer> => this.#connection.ask('run', { script: sql });
        this.#done = [...this.#done, { at: Infinity, changed: true }];
        return checkTask(script, check, run);
      })
      .catch(this.#startAnew);
    this.#last = checked.catch(() => undefined);
    return checked;
  }

  async #runStep(at: number, script: string): Promise<ScriptAnswer> {
    const answer = await this.#connection.ask('run', { script });
    this.#done = withStep(this.#done, { at, changed: answer.changed });
    return answer;
  }

  /** What was ended by a statement, or never came, is started by the next run. */
  readonly #startAnew = (error: unknown): never => {
    this.stop();
    throw error;
  };

  /** Ends whatever runs; the next run brings the database back. */
  stop(): void {
    this.#isAlive = false;
    this.#done = [];
    this.#connection.stop();
  }

  /** Forgets everything that the reader has changed. */
  reset(): void {
    this.stop();
    this.#versions.clear();
  }

  async tables(): Promise<Record<string, readonly string[]>> {
    return this.#isAlive ? this.#connection.ask('tables', undefined) : {};
  }
}
