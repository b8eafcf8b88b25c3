// Kiosk for one page: its state at a place of the text, and the requests that the reader has sent. Not here: the console
// (console.tsx).
import { Connection } from '../engine/connection.ts';
import type { Phase } from '../sql/chapter-database.ts';
import type { Exchange, HttpRequest } from './message.ts';

/** A request that was sent, with what came back. */
export interface Sent {
  readonly request: HttpRequest;
  readonly exchange: Exchange;
}

export class ChapterKiosk {
  /** The requests in the text. */
  readonly requests: readonly HttpRequest[];
  readonly history: Sent[] = [];
  version = '';
  /** Index of the request in the text before which Kiosk is to be, when the next one is sent. */
  #goTo: number | undefined;
  #isNew = true;
  #onPhase: (phase: Phase) => void = () => undefined;
  readonly #connection = new Connection((loaded) =>
    this.#onPhase(loaded < 1 ? { name: 'loading', loaded } : { name: 'starting' }),
  );

  constructor(requests: readonly HttpRequest[]) {
    this.requests = requests;
  }

  /** With the next request, Kiosk is first brought to its state at this place of the text. */
  goTo(index: number): void {
    this.#goTo = index;
  }

  /** The response, and how many requests of the text were replayed first, if any place was set. */
  async send(
    request: HttpRequest,
    onPhase: (phase: Phase) => void,
  ): Promise<{ exchange: Exchange; replayed: number | undefined }> {
    this.#onPhase = onPhase;
    if (this.#isNew) {
      onPhase({ name: 'starting' });
      this.version = await this.#connection.ask('start', undefined);
      await this.#connection.ask('restartKiosk', undefined);
    }
    const replayed = this.#goTo;
    if (replayed !== undefined) {
      if (replayed > 0) onPhase({ name: 'preparing', count: replayed });
      if (!this.#isNew) await this.#connection.ask('restartKiosk', undefined);
      for (const before of this.requests.slice(0, replayed)) await this.#connection.ask('send', before);
      this.#goTo = undefined;
    }
    this.#isNew = false;
    onPhase({ name: 'running' });
    const exchange = await this.#connection.ask('send', request);
    this.history.push({ request, exchange });
    return { exchange, replayed };
  }

  stop(): void {
    this.#isNew = true;
    this.#connection.stop();
  }

  async reset(): Promise<void> {
    this.#goTo = undefined;
    if (!this.#isNew) await this.#connection.ask('restartKiosk', undefined);
  }
}
