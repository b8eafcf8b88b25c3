// Wakes the figures of a page: each when it comes near the screen, and only then is anything of it loaded.
import { hydrate, render, type JSX } from 'preact';
import { readParams } from '../sim/params.ts';
import { addressKey, readAddress } from './address.ts';
import type { AnyFigure, Params } from './figure.ts';
import { LiveFigure } from './live-figure.tsx';
import { Playback } from './playback.ts';

const figures = import.meta.glob<{ figure: AnyFigure }>('./*/figure.ts');

/** The host holds the resting figure; `data-figure`, `data-params` and `data-seed` say what it is. */
export async function wakeFigure(host: HTMLElement): Promise<void> {
  const { figure: name = '', params = '{}', seed = '1' } = host.dataset;
  const load = figures[`./${name}/figure.ts`];
  if (!load) throw new Error(`There is no figure "${name}".`);
  const { figure } = await load();
  const own = JSON.parse(params) as Params;
  const ownSeed = Number(seed);
  const asked = readAddress(location.href, addressKey(host.id));
  const reading = readParams(figure.model, { ...own, ...asked.given });
  const changed = reading.ok && Object.entries(reading.params).some(([param, value]) => value !== own[param]);
  const seedAsked = asked.seed ?? ownSeed;
  const playback = new Playback(figure, changed ? (reading.params as Params) : own, seedAsked);
  // The live figure begins where the resting one stands, so that waking up changes nothing but what the address asks for.
  playback.goToTeachingMoment();
  // To run there, to take over the picture and to make the controls takes a task each: the page answers its reader in
  // between.
  await nextTask();
  const live = (resting: boolean): JSX.Element => (
    <LiveFigure {...{ id: host.id, figure, own, ownSeed, playback, host, resting }} />
  );
  if (changed || seedAsked !== ownSeed) {
    // Hydration takes the attributes that it finds for true; those of another state are not.
    host.replaceChildren();
  } else {
    hydrate(live(true), host);
    await nextTask();
  }
  render(live(false), host);
  host.dataset['awake'] = '';
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
