// Views, messages and changes of the price: who is asked, who answers from what it has, and who was told too late.
// Whether a stored response may be used is decided in freshness.ts.
import type { Engine, Process } from '../../engine.ts';
import { Messages } from '../../messages.ts';
import type { Moving } from '../../model.ts';
import { Random } from '../../random.ts';
import type {
  CacheLayersAction,
  CacheLayersParams,
  CacheLayersSnapshot,
  CacheMessage,
  Layer,
} from '../cache-layers.ts';
import type { Directives } from './freshness.ts';
import { boundOf, directivesOf, headerValueOf } from './header.ts';
import { HttpCache, type Content } from './http-cache.ts';

const READERS = 3;
/** Long enough to be seen; real ones are in the chapter's table. */
const TRAVEL_MS = 400;
/** When the price was last changed before the run: ten minutes earlier. */
const FIRST_CHANGE_MS = -600_000;

const VIEW = 0;
const CHANGE = 1;
const MESSAGE = 2;

/** A message with what its stations note on it: when each asked, and what a response says. */
interface Letter extends CacheMessage {
  /** When the browser and the CDN sent it on. */
  readonly askedAt: { readonly browser: number; readonly cdn: number };
  /** The browser's own version, for If-None-Match; the CDN answers by it. */
  readonly has: number | null;
  /** The CDN's, for the same; without a copy of its own it asks for the whole response. */
  readonly cdnHas: number | null;
  /** The CDN asks for itself, to refresh its copy. */
  readonly forCdn: boolean;
  readonly content: Content | null;
  readonly by: Layer | null;
  /** How many deletions the application had seen when it asked the database. */
  readonly deletions: number;
}

export class CacheLayers implements Process<CacheLayersSnapshot, CacheLayersAction> {
  readonly #engine: Engine;
  readonly #params: CacheLayersParams;
  readonly #directives: Directives;
  readonly #viewTimes: Random;
  readonly #viewers: Random;
  readonly #changeTimes: Random;
  readonly #messages: Messages<Letter>;
  readonly #cdn = new HttpCache(true);
  readonly #browsers = Array.from({ length: READERS }, () => ({
    cache: new HttpCache(false),
    waiting: false,
    shown: null as CacheLayersSnapshot['browsers'][number]['shown'],
  }));
  #app: { readonly version: number; readonly loadedAt: number } | null = null;
  #deletions = 0;
  /** When each version was written; version 1 is the first. */
  readonly #writtenAt: number[] = [FIRST_CHANGE_MS];
  readonly #by: Record<Layer, number> = { browser: 0, cdn: 0, app: 0, database: 0 };
  #outdated = 0;
  #longestOutdatedMs = 0;

  constructor(engine: Engine, params: CacheLayersParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    this.#directives = directivesOf(params);
    this.#viewTimes = new Random(seed, 'views');
    this.#viewers = new Random(seed, 'viewers');
    this.#changeTimes = new Random(seed, 'changes');
    this.#messages = new Messages(engine, MESSAGE);
    this.#scheduleView();
    this.#scheduleChange();
  }

  handle(kind: number, arg: number): void {
    if (kind === MESSAGE) this.#deliver(this.#messages.receive(arg));
    else if (kind === CHANGE) {
      this.#changePrice();
      this.#scheduleChange();
    } else {
      this.#view(this.#viewers.below(READERS));
      this.#scheduleView();
    }
  }

  act(action: CacheLayersAction): void {
    if (action === 'purge') this.#cdn.purge();
    else this.#changePrice();
  }

  #scheduleView(): void {
    this.#engine.schedule(
      this.#viewTimes.exponential(60_000 / (READERS * this.#params.viewsPerMinute)),
      VIEW,
    );
  }

  #scheduleChange(): void {
    const { changesPerMinute } = this.#params;
    if (changesPerMinute > 0)
      this.#engine.schedule(this.#changeTimes.exponential(60_000 / changesPerMinute), CHANGE);
  }

  #changePrice(): void {
    this.#writtenAt.push(this.#engine.now);
    if (this.#params.onChange === 'nothing') return;
    this.#app = null;
    this.#deletions += 1;
    if (this.#params.onChange === 'purge') this.#cdn.purge();
  }

  /** A reader who is waiting for an answer does not ask again. */
  #view(reader: number): void {
    const browser = this.#browserOf(reader);
    if (browser.waiting) return;
    const { now } = this.#engine;
    const use = browser.cache.use(now);
    if (use === 'fresh' || use === 'grace') this.#show(reader, browser.cache.answer(now).version, 'browser');
    if (use === 'fresh' || (use === 'grace' && browser.cache.refreshing)) return;
    const background = use === 'grace';
    if (background) browser.cache.refreshing = true;
    else browser.waiting = true;
    this.#send(`browser-${reader + 1}`, 'cdn', {
      kind: 'request',
      reader,
      status: null,
      version: browser.cache.version,
      background,
      askedAt: { browser: now, cdn: now },
      has: browser.cache.version,
      cdnHas: null,
      forCdn: false,
      content: null,
      by: null,
      deletions: 0,
    });
  }

  #send(from: string, to: string, letter: Letter): void {
    this.#messages.send(from, to, TRAVEL_MS, letter);
  }

  #deliver(message: Moving & Letter): void {
    const { id: _id, from, to, departAt: _departAt, arriveAt: _arriveAt, ...letter } = message;
    if (letter.kind === 'request') {
      if (to === 'cdn') this.#askCdn(letter);
      else if (to === 'app') this.#askApp(letter);
      else this.#askDatabase(letter);
    } else if (to === 'app') this.#loaded(letter);
    else if (to === 'cdn') this.#reachCdn(letter);
    else this.#reachBrowser(letter, from);
  }

  #askCdn(letter: Letter): void {
    const { now } = this.#engine;
    const use = this.#cdn.use(now);
    if (use === 'fresh' || use === 'grace') this.#answerBrowser(letter, this.#cdn.answer(now), 'cdn');
    if (use === 'fresh' || (use === 'grace' && this.#cdn.refreshing)) return;
    const forCdn = use === 'grace';
    if (forCdn) this.#cdn.refreshing = true;
    this.#send('cdn', 'app', {
      ...letter,
      version: this.#cdn.version,
      cdnHas: this.#cdn.version,
      background: letter.background || forCdn,
      askedAt: { ...letter.askedAt, cdn: now },
      forCdn,
    });
  }

  #askApp(letter: Letter): void {
    const entry = this.#app;
    const fresh = entry !== null && this.#engine.now - entry.loadedAt < this.#params.appTtlSeconds * 1000;
    if (fresh) this.#answerCdn(letter, entry.version, 'app');
    else this.#send('app', 'database', { ...letter, version: null, deletions: this.#deletions });
  }

  #askDatabase(letter: Letter): void {
    this.#send('database', 'app', {
      ...letter,
      kind: 'response',
      status: 200,
      version: this.#writtenAt.length,
    });
  }

  /** A value that was read before a deletion is answered with, but not kept. */
  #loaded(letter: Letter): void {
    const version = letter.version ?? 0;
    if (this.#params.appTtlSeconds > 0 && letter.deletions === this.#deletions)
      this.#app = { version, loadedAt: this.#engine.now };
    this.#answerCdn(letter, version, 'database');
  }

  /** The application makes a new response, whose age begins at 0 however old its entry is. */
  #answerCdn(letter: Letter, version: number, by: Layer): void {
    const content: Content = {
      version,
      dateSeconds: Math.floor(this.#engine.now / 1000),
      lastModifiedSeconds: Math.floor((this.#writtenAt[version - 1] ?? 0) / 1000),
      ageSeconds: 0,
    };
    const status = letter.cdnHas === version ? 304 : 200;
    this.#send('app', 'cdn', { ...letter, kind: 'response', status, version, content, by });
  }

  #reachCdn(letter: Letter): void {
    const { now } = this.#engine;
    const { content, by, askedAt } = letter;
    if (content === null || by === null) throw new Error('a response carries its content');
    this.#cdn.receive(content, { directives: this.#directives, requestedAt: askedAt.cdn, receivedAt: now });
    if (letter.forCdn) this.#cdn.refreshing = false;
    else this.#answerBrowser(letter, this.#cdn.version === null ? content : this.#cdn.answer(now), by);
  }

  #answerBrowser(letter: Letter, content: Content, by: Layer): void {
    const status = letter.has === content.version ? 304 : 200;
    const version = content.version;
    this.#send('cdn', `browser-${letter.reader + 1}`, {
      ...letter,
      kind: 'response',
      status,
      version,
      content,
      by,
    });
  }

  #reachBrowser(letter: Letter, from: string): void {
    const { content, by, reader, askedAt, background } = letter;
    if (content === null || by === null) throw new Error(`a response from ${from} carries its content`);
    const browser = this.#browserOf(reader);
    const receivedAt = this.#engine.now;
    browser.cache.receive(content, {
      directives: this.#directives,
      requestedAt: askedAt.browser,
      receivedAt,
    });
    if (background) {
      browser.cache.refreshing = false;
      return;
    }
    browser.waiting = false;
    this.#show(reader, content.version, by);
  }

  #show(reader: number, version: number, from: Layer): void {
    const { now } = this.#engine;
    this.#browserOf(reader).shown = { version, from, at: now };
    this.#by[from] += 1;
    const supersededAt = this.#writtenAt[version];
    if (supersededAt === undefined) return;
    this.#outdated += 1;
    this.#longestOutdatedMs = Math.max(this.#longestOutdatedMs, now - supersededAt);
  }

  #browserOf(reader: number): {
    readonly cache: HttpCache;
    waiting: boolean;
    shown: CacheLayersSnapshot['browsers'][number]['shown'];
  } {
    const browser = this.#browsers[reader];
    if (browser === undefined) throw new Error(`there is no reader ${reader}`);
    return browser;
  }

  snapshot(): CacheLayersSnapshot {
    const { now } = this.#engine;
    const app = this.#app;
    const ageSeconds = app === null ? 0 : (now - app.loadedAt) / 1000;
    return {
      now,
      headerValue: headerValueOf(this.#params),
      version: this.#writtenAt.length,
      changedAt: this.#writtenAt.at(-1) ?? FIRST_CHANGE_MS,
      browsers: this.#browsers.map(({ cache, waiting, shown }) => ({
        copy: cache.copy(now),
        waiting,
        shown,
      })),
      cdn: this.#cdn.copy(now),
      app:
        app === null
          ? null
          : {
              version: app.version,
              ageSeconds,
              lifetimeSeconds: this.#params.appTtlSeconds,
              fresh: ageSeconds < this.#params.appTtlSeconds,
            },
      moving: this.#messages
        .inFlight()
        .map(({ id, from, to, departAt, arriveAt, kind, reader, status, version, background }) => {
          return { id, from, to, departAt, arriveAt, kind, reader, status, version, background };
        }),
      answers: {
        total: Object.values(this.#by).reduce((sum, count) => sum + count, 0),
        by: { ...this.#by },
        outdated: this.#outdated,
        longestOutdatedMs: this.#longestOutdatedMs,
      },
      bound: boundOf(this.#params),
    };
  }
}
