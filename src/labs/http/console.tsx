// Kiosk's console: a request to change and send, what came back, what was sent before.
// Not here: Kiosk (chapter-kiosk.ts), how a response looks (response.tsx).
import { render } from 'preact';
import { translate } from '../../languages/translate.ts';
import { engineWasLoaded, rememberEngine } from '../consent.ts';
import { Stopped } from '../engine/connection.ts';
import { AskToLoad, Busy, phaseWords } from '../loading.tsx';
import type { Phase } from '../sql/chapter-database.ts';
import type { ChapterKiosk, Sent } from './chapter-kiosk.ts';
import { METHODS, printHeaders, readHeaders, statusLine, toCurl, type HttpRequest } from './message.ts';
import { ResponseView } from './response.tsx';

export interface ConsoleState {
  readonly kiosk: ChapterKiosk;
  /** What gets the focus back. */
  opener: HTMLElement | null;
  fill(request: HttpRequest): void;
  open(): void;
}

/** What stands in the form. */
interface Draft {
  readonly method: string;
  readonly target: string;
  readonly headers: string;
  readonly body: string;
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
    // Room for the console moves the text; the example stays where it was before the eye, or comes out from under it.
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

  /** The request in the form; undefined, and said, where it is none. */
  #read(): HttpRequest | undefined {
    const { method, target, headers, body } = this.#draft;
    const read = readHeaders(headers);
    this.#trouble = '';
    if (!/^\/[\x21-\x7e]*$/.test(target)) {
      this.#trouble = translate('lab', 'badPath', 'The path begins with a slash, for example /v2/products.');
    } else if ('wrong' in read) {
      this.#trouble = translate('lab', 'badHeader', '“{line}” is not a header; write Name: value.', {
        line: read.wrong,
      });
    } else if (body.trim() !== '' && /^(?:GET|HEAD)$/.test(method)) {
      this.#trouble = translate('lab', 'noBody', 'A {method} request has no body here.', { method });
    } else return { method, target, headers: read.headers, body: body.trim() };
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

  /** The response comes into the console's window; the page itself does not move. */
  #showResponse(): void {
    const [console, response] = [this.#place.firstElementChild, this.#place.querySelector('section')];
    if (!console || !response) return;
    const seen = console.getBoundingClientRect();
    const { top, bottom } = response.getBoundingClientRect();
    if (bottom > seen.bottom)
      console.scrollTop += Math.min(top - seen.top - HEADER, bottom - seen.bottom + GAP);
  }

  #showPhase(phase: Phase): void {
    // Most answers come at once; a line that comes and goes would only make the console jump.
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

  /** Somebody else writes while the reader reads. */
  async #otherWriter(): Promise<void> {
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
    // What the reader looked at stays before their eyes.
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

  #set(change: Partial<Draft>): void {
    this.#draft = { ...this.#draft, ...change };
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
        {this.#drawForm()}
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
        {this.#drawLists()}
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

  #drawForm() {
    const { method, target, headers, body } = this.#draft;
    return (
      <form
        onSubmit={(event) => {
          event.preventDefault();
          this.#submit();
        }}
      >
        <div class="lab-line">
          <select
            aria-label={translate('lab', 'method', 'Method')}
            value={method}
            onChange={({ currentTarget }) => this.#set({ method: currentTarget.value })}
          >
            {METHODS.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
          <input
            type="text"
            dir="ltr"
            aria-label={translate('lab', 'path', 'Path')}
            value={target}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            onInput={({ currentTarget }) => this.#set({ target: currentTarget.value })}
          />
          <button type="submit" class="lab-first lab-send">
            {translate('lab', 'send', 'Send')}
          </button>
        </div>
        <label>
          {translate('lab', 'headers', 'Headers, one on each line')}
          <textarea
            dir="ltr"
            rows={headers.split('\n').length}
            spellcheck={false}
            autocapitalize="none"
            value={headers}
            onInput={({ currentTarget }) => this.#set({ headers: currentTarget.value })}
          />
        </label>
        <label>
          {translate('lab', 'body', 'Body')}
          <textarea
            dir="ltr"
            rows={Math.min(10, body.split('\n').length)}
            spellcheck={false}
            autocapitalize="none"
            value={body}
            onInput={({ currentTarget }) => this.#set({ body: currentTarget.value })}
          />
        </label>
        <p class="lab-buttons">
          <button type="button" onClick={() => this.#copyCurl()}>
            {translate('lab', 'asCurl', 'Copy as curl')}
          </button>
          {this.kiosk.version && (
            <>
              <button type="button" onClick={() => void this.#otherWriter()}>
                {translate('lab', 'otherWriter', 'Let another customer place an order')}
              </button>
              <button type="button" onClick={() => void this.#reset()}>
                {translate('lab', 'resetKiosk', 'Reset Kiosk')}
              </button>
            </>
          )}
        </p>
      </form>
    );
  }

  #drawLists() {
    const { requests, history } = this.kiosk;
    return (
      <>
        <details class="lab-history">
          <summary>{translate('lab', 'requests', 'Requests of this chapter')}</summary>
          <ol>
            {requests.map((request, index) => (
              <li key={index}>
                <button type="button" class="lab-request" onClick={() => this.fill(request)}>
                  {request.method} {request.target}
                </button>
              </li>
            ))}
          </ol>
        </details>
        {history.length > 0 && (
          <details class="lab-history">
            <summary>{translate('lab', 'sent', 'What you have sent')}</summary>
            <ol>
              {history.map(({ request, exchange }, index) => (
                <li key={index}>
                  <button
                    type="button"
                    class="lab-request"
                    title={translate('lab', 'fill', 'Fill in again')}
                    onClick={() => this.fill(request)}
                  >
                    {request.method} {request.target} → {exchange.status}
                  </button>
                </li>
              ))}
            </ol>
          </details>
        )}
      </>
    );
  }
}
