// One resource, its methods, and what it returns for all others: 405 with Allow, and 204 for OPTIONS.
import type { KioskContext, Routes } from './context.ts';
import { Problem, notFound } from './problems.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Handler = (c: KioskContext) => Promise<Response>;

/** Registers a resource. GET also answers HEAD. */
export function resource(routes: Routes, path: string, handlers: Partial<Record<Method, Handler>>): void {
  for (const [method, handler] of Object.entries(handlers)) routes.on(method, path, handler);
  const allow = [
    ...Object.keys(handlers).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])),
    'OPTIONS',
  ].join(', ');
  routes.all(path, (c) => {
    if (c.req.method === 'OPTIONS') return c.body(null, 204, { Allow: allow });
    throw new Problem(405, {
      title: 'Method Not Allowed',
      detail: `${c.req.method} is not for this resource.`,
      headers: { Allow: allow },
    });
  });
}

/** The id in the path; 404 for anything else. */
export function pathId(c: KioskContext): number {
  const text = c.req.param('id') ?? '';
  if (!/^[1-9]\d{0,14}$/.test(text)) throw notFound(`"${text}" is not an id.`);
  return Number(text);
}
