// The page's connection to a lab's worker: starts it, sends requests, terminates it.
// Not here: the requests (sql/, http/).
import workerAddress from './worker.ts?worker&url';
import type { CallName, Calls, Question, Reply } from './protocol.ts';

/** The worker was ended before it had answered, by the reader or by what it ran. */
export class Stopped extends Error {}

/** The worker's own script could not be loaded. */
export class NotLoaded extends Error {}

interface Waiting {
  resolve(gives: unknown): void;
  reject(reason: Error): void;
}

export class Connection {
  #worker: Worker | undefined;
  #waiting = new Map<number, Waiting>();
  #count = 0;
  readonly #reportLoaded: (loaded: number) => void;

  /** `reportLoaded` is called with the share of the engine that is loaded, from 0 to 1. */
  constructor(reportLoaded: (loaded: number) => void) {
    this.#reportLoaded = reportLoaded;
  }

  ask<Name extends CallName>(call: Name, given: Calls[Name]['given']): Promise<Calls[Name]['gives']> {
    const worker = (this.#worker ??= this.#start());
    const id = (this.#count += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      worker.postMessage({ id, call, given } satisfies Question);
    });
  }

  /** Terminates the worker with all its state; the next request starts another. */
  stop(): void {
    this.#end(new Stopped());
  }

  #start(): Worker {
    const worker = new Worker((policy?.createScriptURL(workerAddress) ?? workerAddress) as string, {
      type: 'module',
    });
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      if ('loaded' in data) return this.#reportLoaded(data.loaded);
      if ('failed' in data && data.isEnded) return this.stop();
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('failed' in data) waiting?.reject(new NotLoaded(data.failed));
      else waiting?.resolve(data.gives);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#end(new NotLoaded(event.message));
    });
    return worker;
  }

  #end(reason: Error): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(reason);
  }
}

/** The Trusted Types policy for worker addresses that the page allows (integrations/security-policy.ts). */
const policy =
  typeof trustedTypes === 'undefined'
    ? undefined
    : trustedTypes.createPolicy('lectern-labs', {
        createScriptURL(address) {
          if (address === workerAddress) return address;
          throw new TypeError('A lab starts its own worker and nothing else.');
        },
      });

interface AddressRules {
  createScriptURL(address: string): string;
}
/** Trusted Types, which TypeScript's DOM types lack; the result of `createScriptURL` is accepted as an address. */
declare const trustedTypes: { createPolicy(name: string, rules: AddressRules): AddressRules } | undefined;
