// How many events a second the simulation core does, on one core: `node tests/bench/sim.ts`. A figure to read,
// not a test; the goal is 2 million on the class of machine that builds the course.
import { model } from '../../src/sim/models/queue.ts';
import { defaultParams } from '../../src/sim/params.ts';

const GOAL = 2_000_000;
const MODEL_MS = 200_000_000;

const settings = [
  { title: 'one server', servers: 1, arrivalsPerSecond: 8 },
  { title: 'eight servers', servers: 8, arrivalsPerSecond: 40, servicesPerSecond: 6 },
];

let reached = true;
for (const { title, ...chosen } of settings) {
  const params = { ...defaultParams(model), ...chosen };
  model.start(params, 1).runUntil(MODEL_MS / 20); // lets the compiler see the code before it is measured
  const run = model.start(params, 2);
  const startedAt = performance.now();
  run.runUntil(MODEL_MS);
  const seconds = (performance.now() - startedAt) / 1000;
  const { arrived, departed } = run.snapshot();
  const perSecond = (arrived + departed) / seconds;
  reached &&= perSecond >= GOAL;
  console.log(
    `queue, ${title}: ${millions(arrived + departed)} events in ${seconds.toFixed(2)} s = ${millions(perSecond)} a second`,
  );
}
console.log(reached ? `goal of ${millions(GOAL)} reached` : `below the goal of ${millions(GOAL)}`);

function millions(count: number): string {
  return `${(count / 1e6).toFixed(2)} M`;
}
