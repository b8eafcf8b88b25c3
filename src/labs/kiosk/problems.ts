// Errors as problem details (RFC 9457): one class to throw, one function that turns it into a response.
// Not here: who throws what.
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { KioskContext } from './context.ts';

/** Where the problem types are explained. `about:blank` is used where the status code already says everything. */
const TYPE_BASE = 'https://kiosk.example/problems/';

/** One thing wrong with the request's content; `pointer` is a JSON Pointer into it (RFC 6901). */
export interface Fault {
  readonly detail: string;
  readonly pointer: string;
}

export interface ProblemOptions {
  /** The last part of the type's URI; without it the type is `about:blank`. */
  readonly type?: string;
  /** The same for every occurrence of the type; for `about:blank` it is the status code's phrase. */
  readonly title: string;
  /** What is different about this occurrence, for a person. */
  readonly detail?: string;
  /** Extension members, for the program. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown anywhere below a route; the application responds with it. */
export class Problem extends Error {
  readonly status: ContentfulStatusCode;
  readonly options: ProblemOptions;

  constructor(status: ContentfulStatusCode, options: ProblemOptions) {
    super(options.detail ?? options.title);
    this.status = status;
    this.options = options;
  }
}

/** Nothing here, or nothing that the caller may know of. */
export function notFound(detail?: string): Problem {
  return new Problem(404, { title: 'Not Found', ...(detail === undefined ? {} : { detail }) });
}

/** The content was understood and cannot be used; all faults are reported at once. */
export function invalidContent(errors: readonly Fault[]): Problem {
  return new Problem(422, {
    type: 'invalid-content',
    title: 'The content of the request is not valid.',
    members: { errors },
  });
}

/** A parameter of the query that cannot be used. */
export function invalidParameter(parameter: string, detail: string): Problem {
  return new Problem(400, {
    type: 'invalid-parameter',
    title: 'A query parameter cannot be used.',
    detail,
    members: { parameter },
  });
}

/** `success: false` is an extension member, so that clients of the envelope can test one member in both cases. */
export function respondWithProblem(c: KioskContext, problem: Problem): Response {
  const { type, title, detail, members, headers } = problem.options;
  const body = {
    type: type === undefined ? 'about:blank' : TYPE_BASE + type,
    title,
    status: problem.status,
    ...(detail === undefined ? {} : { detail }),
    instance: `/requests/${c.get('requestId')}`,
    ...members,
    success: false,
  };
  return c.body(JSON.stringify(body), problem.status, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...headers,
  });
}
