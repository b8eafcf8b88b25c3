// Which version of the API a request means: named by path, by header, by parameter, or not at all.
// Not here: what differs between the versions (each resource's file).
import type { MiddlewareHandler } from 'hono';
import type { KioskContext, KioskEnv, Version } from './context.ts';
import { Problem } from './problems.ts';

/** A client that names no version dates from before versions existed and gets what there was then. */
const DEFAULT_VERSION: Version = 1;

/** Version 1 is deprecated from 1 March 2026 and ends on 1 March 2027. */
const V1_DEPRECATED = new Date('2026-03-01T00:00:00Z');
const V1_SUNSET = new Date('2027-03-01T00:00:00Z');

/** Sets `version` and `prefix`, refuses contradictions, and announces the end of version 1. */
export function versioning(): MiddlewareHandler<KioskEnv> {
  return async (c, next) => {
    const path = /^\/v(\d+)(?=\/|$)/.exec(c.req.path);
    const named = [
      ...(path ? [['path', path[1] ?? ''] as const] : []),
      ...namedIn('header', c.req.header('api-version')),
      ...namedIn('parameter', c.req.query('version')),
    ];
    const versions = new Set(named.map(([where, text]) => readVersion(where, text)));
    if (versions.size > 1) {
      throw new Problem(400, {
        type: 'version-conflict',
        title: 'The request names two versions.',
        detail: named.map(([where, text]) => `${where}: ${text}`).join(', '),
      });
    }
    const [version = DEFAULT_VERSION] = versions;
    c.set('version', version);
    c.set('prefix', path ? `/v${String(version)}` : '');
    if (!path) c.header('Vary', 'Api-Version', { append: true });
    if (version === 1) announceEnd(c);
    await next();
  };
}

function namedIn(where: string, text: string | undefined): (readonly [string, string])[] {
  return text === undefined ? [] : [[where, text]];
}

function readVersion(where: string, text: string): Version {
  if (text === '1') return 1;
  if (text === '2') return 2;
  const options = { detail: `There is no version "${text}".`, members: { supported: [1, 2] } };
  if (where === 'path') throw new Problem(404, { title: 'Not Found', ...options });
  throw new Problem(400, { type: 'unknown-version', title: 'The version is not known.', ...options });
}

/** Deprecation: RFC 9745. Sunset: RFC 8594. Both Link relations are registered by them. */
function announceEnd(c: KioskContext): void {
  c.header('Deprecation', `@${String(V1_DEPRECATED.getTime() / 1000)}`);
  c.header('Sunset', V1_SUNSET.toUTCString());
  c.header('Link', '<https://kiosk.example/docs/v2>; rel="deprecation"; type="text/html"', { append: true });
}
