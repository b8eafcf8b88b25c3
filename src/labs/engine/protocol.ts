// The messages between page and worker. Not here: sending them (connection.ts), handling them (worker.ts).
import type { ScriptAnswer } from '../sql/answer.ts';
import type { Exchange, HttpRequest } from '../http/message.ts';

/** The requests, each with its result. */
export interface Calls {
  /** Loads and starts the engine; gives PostgreSQL's version. */
  start: { given: undefined; gives: string };
  run: { given: { readonly script: string }; gives: ScriptAnswer };
  /** Makes the database as it was at the start. */
  empty: { given: undefined; gives: undefined };
  tables: { given: undefined; gives: Record<string, readonly string[]> };
  send: { given: HttpRequest; gives: Exchange };
  /** Kiosk's database, clock and rate limits as at the start. */
  restartKiosk: { given: undefined; gives: undefined };
  /** Bytes that the engine's memory takes. */
  memory: { given: undefined; gives: number };
}

export type CallName = keyof Calls;

export interface Question {
  readonly id: number;
  readonly call: CallName;
  readonly given: unknown;
}

export type Reply =
  | { readonly id: number; readonly gives: unknown }
  /** `isEnded` where the engine was there, and is no more. */
  | { readonly id: number; readonly failed: string; readonly isEnded: boolean }
  /** How much of the engine is there, from 0 to 1. */
  | { readonly loaded: number };
