// HTTP fences: a request is sent to Kiosk, the answer that follows is compared with the one that came.
// One application a chapter; what is not shown of an answer (headers, its body, what … stands for) is not compared.
import { isDeepStrictEqual } from 'node:util';
import type { PGlite } from '@electric-sql/pglite';
import { createKiosk } from '../../src/labs/kiosk/app.ts';
import { fillDatabase } from '../../src/labs/kiosk/database.ts';
import type { Fence } from './fences.ts';
import {
  isAnswer,
  layOutJson,
  parseMessage,
  statusLine,
  writeMessage,
  type HttpMessage,
} from './http-message.ts';
import { ExampleFailure, type Outcome } from './outcome.ts';
import { parsePartialJson, showPartOf } from './partial-json.ts';
import { openPGlite } from '../pglite.ts';

/** A chapter's conversation with Kiosk. */
export interface Conversation {
  check(fence: Fence): Promise<Outcome>;
  close(): Promise<void>;
}

interface Came {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

export function openConversation(): Conversation {
  let server: Promise<{ database: PGlite; ask: (request: Request) => Promise<Response> }> | undefined;
  /** The answer to the last request until it is compared; a reason if the request was not sent. */
  let last: Came | { readonly notSent: string } | null = null;

  async function start() {
    const database = await openPGlite();
    await fillDatabase(database);
    const kiosk = createKiosk({ database });
    return { database, ask: async (request: Request) => kiosk.fetch(request) };
  }

  return {
    async check(fence) {
      const norun = fence.attributes['norun'];
      if (isAnswer(fence.code)) {
        const came = last;
        last = null;
        if (norun !== undefined) return { did: 'skipped', reason: norun };
        if (!came) throw new ExampleFailure(fence, 'is an answer with no request before it.');
        if ('notSent' in came) return { did: 'skipped', reason: came.notSent };
        return compareAnswer(fence, came);
      }
      if (norun !== undefined) {
        last = { notSent: norun };
        return { did: 'skipped', reason: norun };
      }
      server ??= start();
      const answer = await (await server).ask(toRequest(fence));
      last = { status: answer.status, headers: answer.headers, body: await answer.text() };
      if (answer.status >= 500)
        throw new ExampleFailure(fence, `Kiosk answers ${String(answer.status)}: ${last.body}`);
      return { did: 'executed' };
    },
    async close() {
      if (server) await (await server).database.close();
    },
  };
}

function toRequest(fence: Fence): Request {
  const { startLine, headers, body } = read(fence);
  const line = /^([A-Z]+) (\/\S*)(?: HTTP\/1\.1)?$/.exec(startLine);
  if (!line)
    throw new ExampleFailure(
      fence,
      `"${startLine}" is not a request line such as "GET /v2/products HTTP/1.1".`,
    );
  const [, method = '', target = ''] = line;
  return new Request(`http://kiosk.example${target}`, {
    method,
    headers: headers
      .filter(([name]) => !/^(host|content-length|connection)$/i.test(name))
      .map(([...pair]) => pair),
    ...(body === null ? {} : { body }),
  });
}

function compareAnswer(fence: Fence, came: Came): Outcome {
  const shown = read(fence);
  const cameLine = statusLine(came.status);
  if (shown.startLine !== 'HTTP/1.1' && shown.startLine !== cameLine) {
    throw new ExampleFailure(fence, `shows "${shown.startLine}"; Kiosk answers "${cameLine}": ${came.body}`);
  }
  const headers = shown.headers.map(([name]) => {
    const value = came.headers.get(name);
    if (value === null)
      throw new ExampleFailure(fence, `shows the header ${name}, which the answer does not have.`);
    return [name, value] as const;
  });
  const shownBody = shown.body === null ? null : parseBody(shown.body);
  const cameBody = shown.body === null ? null : showPartOf(parseBody(came.body), shownBody);
  const wanted = { startLine: cameLine, headers, body: layOutBody(cameBody) };
  const same =
    shown.startLine === cameLine &&
    isDeepStrictEqual(shown.headers, headers) &&
    isDeepStrictEqual(shownBody, cameBody);
  return { did: 'executed', rewrite: same ? undefined : { fence, owner: fence, text: writeMessage(wanted) } };
}

function read(fence: Fence): HttpMessage {
  try {
    return parseMessage(fence.code);
  } catch (error) {
    throw new ExampleFailure(fence, `is not an HTTP message: ${(error as Error).message}`);
  }
}

function layOutBody(value: unknown): string | null {
  if (value === '' || value === null) return null;
  return typeof value === 'string' ? value : layOutJson(value);
}

/** JSON by value, as far as it is shown; what is not JSON is text. */
function parseBody(body: string): unknown {
  try {
    return parsePartialJson(body);
  } catch {
    return body;
  }
}
