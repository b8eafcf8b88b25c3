// A caller of Kiosk for the tests: one database for a test file, emptied and filled again before each test.
// Not a test itself.
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createKiosk, type Kiosk } from '../../../src/labs/kiosk/app.ts';
import type { Services } from '../../../src/labs/kiosk/context.ts';
import { fillDatabase } from '../../../src/labs/kiosk/database.ts';
import { openPGlite } from '../../pglite.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The JSON body; null if there is none. */
  readonly body: Body;
}

/** The members that tests look at; which of them are there depends on the answer. */
interface Body {
  readonly success: boolean;
  readonly data: Data & readonly Data[];
  readonly meta: { readonly next: string | null; readonly total?: number; readonly timestamp?: string };
  readonly type: string;
  readonly status: number;
  readonly instance: string;
  readonly errors: readonly { readonly pointer: string }[];
  readonly left: number;
}

interface Data {
  readonly id: number;
  readonly status: string;
  readonly stock: number;
  readonly name: string;
  readonly price: { readonly cents: number; readonly currency: string };
  readonly priceCents: number;
  readonly userId: number;
  readonly reason: string;
}

export interface Client {
  readonly database: PGlite;
  /** Starts another application on the same data, with other surroundings. */
  restart(given?: Partial<Services>): void;
  /** `line` is a method and a path: 'GET /v2/products/1'. Sent with the clerk's token unless the headers say otherwise. */
  send(line: string, headers?: Record<string, string>, content?: unknown): Promise<Answer>;
}

/** Call at the top of a test file. */
export function kioskClient(): Client {
  let database: PGlite;
  let kiosk: Kiosk;
  beforeAll(async () => {
    database = await openPGlite();
  });
  beforeEach(async () => {
    await fillDatabase(database);
    kiosk = createKiosk({ database });
  });
  afterAll(() => database.close());
  return {
    get database() {
      return database;
    },
    restart(given = {}) {
      kiosk = createKiosk({ database, ...given });
    },
    async send(line, headers = {}, content) {
      const [method = '', path = ''] = line.split(' ');
      const json = content === undefined ? {} : { 'Content-Type': 'application/json' };
      const answer = await kiosk.request(`http://kiosk.example${path}`, {
        method,
        headers: { Authorization: 'Bearer clerk-token', ...json, ...headers },
        ...(content === undefined
          ? {}
          : { body: typeof content === 'string' ? content : JSON.stringify(content) }),
      });
      const text = await answer.text();
      const body = (text === '' ? null : JSON.parse(text)) as Body;
      return { status: answer.status, headers: answer.headers, text, body };
    },
  };
}
