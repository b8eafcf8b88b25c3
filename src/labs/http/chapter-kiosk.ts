// Kiosk for one page: where the text is, and what the reader has sent. Not here: what a reader sees of it (console.tsx).
import { Connection } from '../engine/connection.ts';
import type { Phase } from '../sql/chapter-database.ts';
import type { Exchange, HttpRequest } from './message.ts';

/** A request that was sent, with what came back. */
export interface Sent {
  readonly request: HttpRequest;
  readonly exchange: Exchange;
}

export class ChapterKiosk {
  /** What the text's own requests are. */
  readonly requests: readonly HttpRequest[];
  readonly history: Sent[] = [];
  version = '';
  /** The request of the text that Kiosk is to be brought to before the next one is sent. */
  #goTo: number | undefined;
  #isNew = true;
  #onPhase: (phase: Phase) => void = () => undefined;
  readonly #connection = new Connection((loaded) =>
    this.#onPhase(loaded < 1 ? { name: 'loading', loaded } : { name: 'starting' }),
  );

  constructor(requests: readonly HttpRequest[]) {
    this.requests = requests;
  }

  /** Before the next request is sent, Kiosk becomes as it is at this place of the text. */
  goTo(index: number): void {
    this.#goTo = index;
  }

  /** The answer, and how many requests of the text were sent before, if Kiosk was brought to a place of it. */
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
