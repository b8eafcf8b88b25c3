// Kiosk's console: a request to edit and send, the response, and the requests sent before. It holds the state; its parts are
// components (request-form.tsx, response.tsx, request-lists.tsx). Not here: Kiosk itself (chapter-kiosk.ts).
import { render } from 'preact';
import { translate } from '../../languages/translate.ts';
import { engineWasLoaded, rememberEngine } from '../consent.ts';
import { Stopped } from '../engine/connection.ts';
import { AskToLoad, Busy, phaseWords } from '../loading.tsx';
import type { Phase } from '../sql/chapter-database.ts';
import type { ChapterKiosk, Sent } from './chapter-kiosk.ts';
import { printHeaders, statusLine, toCurl, type HttpRequest } from './message.ts';
import { readDraft, RequestForm, type Draft } from './request-form.tsx';
import { RequestLists } from './request-lists.tsx';
import { ResponseView } from './response.tsx';

export interface ConsoleState {
  readonly kiosk: ChapterKiosk;
  /** Gets the focus back when the console closes. */
  opener: HTMLElement | null;
  fill(request: HttpRequest): void;
  open(): void;
}

export function drawConsole(place: HTMLElement, kiosk: ChapterKiosk): ConsoleState {
  return new Console(place, kiosk);
}

/** Between the response and the console's edge, in CSS pixels. */
const GAP = 8;
/** The line with the title and *Close*, which stays at the console's top. */
const HEADER = 60;

class Console implements ConsoleState {
  readonly kiosk: ChapterKiosk;
  opener: HTMLElement | null = null;
  readonly #place: HTMLElement;
  #draft: Draft = { method: 'GET', target: '/v2/products', headers: '', body: '' };
  #isOpen = false;
  #asks = false;
  #phase: Phase | undefined;
  #shown: Sent | undefined;
  #before: Sent | undefined;
  #note = '';
  #trouble = '';
  #status = '';

  constructor(place: HTMLElement, kiosk: ChapterKiosk) {
    this.#place = place;
    this.kiosk = kiosk;
  }

  fill({ method, target, headers, body }: HttpRequest): void {
    this.#draft = { method, target, headers: printHeaders(headers), body };
    this.#trouble = '';
    this.#draw();
  }

  open(): void {
    // The console takes room from the text, so the page is scrolled to keep the example in place, or uncovered.
    const before = this.opener?.getBoundingClientRect().top ?? 0;
    this.#isOpen = true;
    this.#draw();
    const { top: after, bottom } = this.opener?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    const console = this.#place.firstElementChild?.getBoundingClientRect();
    const isBelow = console !== undefined && console.top > 0;
    const covered = isBelow ? Math.max(0, bottom - (after - before) - console.top + GAP) : 0;
    scrollBy({ top: after - before + covered, behavior: 'instant' });
    this.#place.querySelector<HTMLElement>('.lab-send')?.focus({ preventScroll: true });
  }

  #close(): void {
    const before = this.opener?.getBoundingClientRect().top ?? 0;
    this.#isOpen = false;
    this.#draw();
    const after = this.opener?.getBoundingClientRect().top ?? 0;
    scrollBy({ top: after - before, behavior: 'instant' });
    this.opener?.focus({ preventScroll: true });
  }

  /** The request in the form; undefined, with the reason shown, where it is not valid. */
  #read(): HttpRequest | undefined {
    const read = readDraft(this.#draft);
    this.#trouble = 'trouble' in read ? read.trouble : '';
    if ('request' in read) return read.request;
    this.#status = this.#trouble;
    return undefined;
  }

  #submit(): void {
    if (this.#phase) return;
    const request = this.#read();
    if (request && engineWasLoaded()) void this.#send(request);
    else if (request) this.#asks = true;
    this.#draw();
  }

  async #send(request: HttpRequest): Promise<Sent | undefined> {
    this.#asks = false;
    this.#trouble = this.#note = '';
    try {
      const { exchange, replayed } = await this.kiosk.send(request, (phase) => this.#showPhase(phase));
      rememberEngine();
      this.#before = this.kiosk.history
        .slice(0, -1)
        .findLast((sent) => sent.request.method === request.method && sent.request.target === request.target);
      this.#shown = { request, exchange };
      if (replayed !== undefined)
        this.#note = translate(
          'lab',
          'toPoint',
          {
            one: 'Kiosk is where the text is: {count} request of the chapter has been sent.',
            other: 'Kiosk is where the text is: {count} requests of the chapter have been sent.',
          },
          { count: replayed },
        );
      this.#status = statusLine(exchange.status);
    } catch (error) {
      this.#shown = undefined;
      this.#trouble =
        error instanceof Stopped
          ? translate(
              'lab',
              'stopped',
              'Stopped. The next run brings the database back to this point of the text.',
            )
          : translate(
              'lab',
              'failed',
              'PostgreSQL could not be loaded. Check the connection, then run the example again.',
            );
      this.#status = this.#trouble;
    }
    this.#phase = undefined;
    this.#draw();
    this.#showResponse();
    return this.#shown;
  }

  /** Scrolls the response into view inside the console; the page itself does not move. */
  #showResponse(): void {
    const [console, response] = [this.#place.firstElementChild, this.#place.querySelector('section')];
    if (!console || !response) return;
    const seen = console.getBoundingClientRect();
    const { top, bottom } = response.getBoundingClientRect();
    if (bottom > seen.bottom)
      console.scrollTop += Math.min(top - seen.top - HEADER, bottom - seen.bottom + GAP);
  }

  #showPhase(phase: Phase): void {
    // Most responses arrive at once; a line that appears and vanishes would make the console jump.
    if (this.#phase?.name !== phase.name && phase.name !== 'running') this.#status = phaseWords(phase);
    this.#phase = phase;
    if (phase.name !== 'running') this.#draw();
  }

  async #reset(): Promise<void> {
    await this.kiosk.reset();
    this.#shown = undefined;
    this.#note = this.#status = translate(
      'lab',
      'kioskReset',
      'Kiosk is as it was before the first request.',
    );
    this.#draw();
  }

  /** Places an order as another customer, as if at the same time. */
  async #orderAsOther(): Promise<void> {
    const shown = this.#shown;
    const before = this.#before;
    const sent = await this.#send({
      method: 'POST',
      target: '/v2/orders',
      headers: [
        ['Authorization', 'Bearer dan-token'],
        ['Content-Type', 'application/json'],
        ['Idempotency-Key', `"${crypto.randomUUID()}"`],
      ],
      body: '{ "items": [{ "productId": 3, "quantity": 1 }] }',
    });
    if (!sent) return;
    const number = /"id":(\d+)/.exec(sent.exchange.body)?.[1];
    // The reader's own response stays on display.
    this.#shown = shown;
    this.#before = before;
    this.#note = this.#status =
      number !== undefined && sent.exchange.status === 201
        ? translate('lab', 'otherWrote', 'Another customer has placed order {number}.', { number })
        : translate('lab', 'otherFailed', 'The other customer’s order was refused: {status}', {
            status: statusLine(sent.exchange.status),
          });
    this.#draw();
  }

  #copyCurl(): void {
    const request = this.#read();
    if (request)
      void navigator.clipboard?.writeText(toCurl(request)).then(() => {
        this.#note = this.#status = translate('lab', 'copied', 'Copied');
        this.#draw();
      });
    this.#draw();
  }

  #draw(): void {
    document.documentElement.toggleAttribute('data-console', this.#isOpen);
    render(this.#isOpen ? this.#drawOpen() : null, this.#place);
  }

  #drawOpen() {
    const title = translate('lab', 'console', 'Kiosk’s API');
    return (
      <aside
        class="lab-console"
        aria-label={title}
        onKeyDown={(event) => {
          if (event.key === 'Escape') this.#close();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            this.#submit();
          }
        }}
      >
        <header>
          <h2>{title}</h2>
          <button type="button" onClick={() => this.#close()}>
            {translate('lab', 'close', 'Close')}
          </button>
        </header>
        <RequestForm
          draft={this.#draft}
          isRunning={this.kiosk.version !== ''}
          change={(change) => {
            this.#draft = { ...this.#draft, ...change };
            this.#draw();
          }}
          submit={() => this.#submit()}
          copyCurl={() => this.#copyCurl()}
          orderAsOther={() => void this.#orderAsOther()}
          reset={() => void this.#reset()}
        />
        <p class="visually-hidden" role="status">
          {this.#status}
        </p>
        {this.#asks && (
          <AskToLoad
            forKiosk
            load={() => {
              const request = this.#read();
              this.#place.querySelector<HTMLElement>('.lab-send')?.focus();
              if (request) void this.#send(request);
            }}
            leave={() => {
              this.#asks = false;
              this.#draw();
            }}
          />
        )}
        {this.#phase && this.#phase.name !== 'running' && (
          <Busy phase={this.#phase} stop={() => this.kiosk.stop()} />
        )}
        {this.#trouble && <p class="lab-failed">{this.#trouble}</p>}
        {this.#note && <p class="lab-note">{this.#note}</p>}
        <section aria-label={translate('lab', 'response', 'Response')}>
          {this.#shown ? (
            <ResponseView exchange={this.#shown.exchange} before={this.#before?.exchange} />
          ) : (
            <p class="lab-note">{translate('lab', 'noResponse', 'Nothing has been sent yet.')}</p>
          )}
        </section>
        <RequestLists kiosk={this.kiosk} fill={(request) => this.fill(request)} />
        {this.kiosk.version && (
          <p class="lab-note">
            {translate(
              'lab',
              'aboutKiosk',
              'The application whose exchanges the chapter prints, on PostgreSQL {version}. Its clock starts at nine and moves on a second with each request.',
              { version: this.kiosk.version },
            )}
          </p>
        )}
      </aside>
    );
  }
}
