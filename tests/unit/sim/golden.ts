// The trace that stands on record for each model, in golden/<model>.txt: one hash for Node and the browser to agree on.
// It uses the defaults and takes every action once. Pure, so that a page can run it too.
import type { Model } from '../../../src/sim/model.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { traceHash } from '../../../src/sim/trace.ts';

export function goldenTrace(model: Model): string {
  const second = model.paceMsPerSecond;
  const actions = Object.keys(model.actions).map((action, index) => ({
    atMs: (5 + 3 * index) * second,
    action,
  }));
  return traceHash(model, defaultParams(model), 1, 40 * second, actions);
}
