// Every host that the tests can start, each with the recipe that the manual shows for it. Not here: how each is started.
import { apache } from './apache.ts';
import { caddy } from './caddy.ts';
import type { Host } from './host.ts';
import { nginx } from './nginx.ts';
import { namesOnly, preview, sirvPlain, withoutHtml } from './node.ts';
import { python } from './python.ts';
import { recipe } from './recipes.ts';

export const plainHosts: readonly Host[] = [
  nginx('nginx', recipe('nginx')),
  apache('Apache', recipe('Apache')),
  caddy('Caddy', recipe('Caddy')),
  python,
  preview,
];

/** With the manual's recipes for headers. */
export const hostsWithHeaders: readonly Host[] = [
  nginx('nginx with headers', recipe('Headers', 'course.conf')),
  apache('Apache with headers', recipe('Headers', 'public/.htaccess')),
  caddy('Caddy with headers', recipe('Headers', 'Caddyfile')),
];

/** Kinds of hosts that the manual describes without a recipe. */
export const otherHosts: readonly Host[] = [namesOnly, sirvPlain, withoutHtml];

export const everyHost = [...plainHosts, ...hostsWithHeaders, ...otherHosts];
