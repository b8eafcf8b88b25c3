// A figure's parameters and seed in the page's address, as `?load-balancer.servers=6&load-balancer.seed=3`, so that a
// state can be linked. Only what differs from the author's figure is written.
import type { Params } from './figure.ts';

/** The given address with this figure's state in it, and its place as the fragment. */
export function addressOf(
  address: string,
  name: string,
  own: Params,
  params: Params,
  seed: number,
  ownSeed: number,
  place: string,
): string {
  const url = new URL(address);
  for (const key of Array.from(url.searchParams.keys()))
    if (key.startsWith(`${name}.`)) url.searchParams.delete(key);
  for (const [param, value] of Object.entries(params)) {
    if (value !== own[param]) url.searchParams.set(`${name}.${param}`, String(value));
  }
  if (seed !== ownSeed) url.searchParams.set(`${name}.seed`, String(seed));
  url.hash = place;
  return url.href;
}

/** What an address says about a figure, as text; the model's own check decides what it is worth. */
export function readAddress(
  address: string,
  name: string,
): { readonly given: Readonly<Record<string, string>>; readonly seed: number | undefined } {
  const given: [string, string][] = [];
  let seed: number | undefined;
  for (const [key, value] of new URL(address).searchParams) {
    if (!key.startsWith(`${name}.`)) continue;
    const param = key.slice(name.length + 1);
    if (param === 'seed') seed = /^\d{1,9}$/.test(value) ? Number(value) : undefined;
    else given.push([param, value]);
  }
  return { given: Object.fromEntries(given), seed };
}

/** What a figure is called in the address: `load-balancer`, or `load-balancer-2` for a second one on the page. */
export function addressKey(id: string): string {
  return id.replace(/^figure-/, '');
}
