// Where things stand in the picture of the cache layers: a column a layer, a row a reader.
import type { Layer } from '../../sim/models/cache-layers.ts';

export const HEIGHT = 302;
export type Place = `browser-${number}` | 'cdn' | 'app' | 'database';

export const COLUMNS: Readonly<Record<Layer, { readonly x: number; readonly width: number }>> = {
  browser: { x: 0, width: 112 },
  cdn: { x: 140, width: 84 },
  app: { x: 252, width: 84 },
  database: { x: 362, width: 38 },
};
export const LAYERS: readonly { readonly layer: Layer; readonly name: string }[] = [
  { layer: 'browser', name: 'browsers' },
  { layer: 'cdn', name: 'CDN' },
  { layer: 'app', name: 'application' },
  { layer: 'database', name: 'database' },
];

export const TOP = 42;
export const ROW = { pitch: 52, height: 46 };
/** The other places are as tall as all readers together. */
export const TALL = ROW.pitch * 2 + ROW.height;

/** The height at which a reader's messages travel. */
export function rowY(reader: number): number {
  return TOP + ROW.pitch * reader + ROW.height / 2;
}
