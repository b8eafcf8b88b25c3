// The layer cache: above, the Dockerfile with what is reused and what runs again; below, how long the latest builds
// took. Here are the parts and the words; the bars are in chart.ts.
import { model, type BuildStep, type Change, type LayerCacheSnapshot } from '../../sim/models/layer-cache.ts';
import { defineFigure, type Scene, type Shape } from '../figure.ts';
import { count, line, rect, sign, text } from '../shapes.ts';
import { drawBuilds, HEIGHT } from './chart.ts';

const ROWS = { top: 24, pitch: 25, height: 21 };
/** The bar of a step, as long as its time. */
const BAR = { x: 192, width: 128, mostSeconds: 90 };

const CHANGE_WORDS: Readonly<Record<Change, string>> = {
  source: 'the source',
  dependencies: 'a dependency',
  docs: 'the README',
  base: 'the base image',
};

export const figure = defineFigure({
  model,
  about:
    'An image is built again after a change. It shows which steps come from the layer cache and which run again, by the order of the instructions.',
  question: 'A commit changes one line of the source. Which steps of the build run again?',
  legend: [
    { tone: 'success', sign: 'check', means: 'reused' },
    { tone: 'request', means: 'runs again' },
    { tone: 'stale', sign: 'alert', means: 'sees the change' },
  ],
  scene,
});

function scene(snapshot: LayerCacheSnapshot): Scene {
  return {
    height: HEIGHT,
    shapes: [...drawSteps(snapshot), ...drawBuilds(snapshot)],
    summary: summarize(snapshot),
    theory: describeTheory(snapshot),
    table: tabulate(snapshot),
  };
}

function drawSteps({ steps, build, waiting, now }: LayerCacheSnapshot): Shape[] {
  const title =
    build === null ? 'no commit yet' : `build ${build.number}: ${CHANGE_WORDS[build.change]} changed`;
  const first = steps.findIndex(({ changed }) => changed);
  return [
    text('title', 0, 13, title, { bold: true }),
    text(
      'elapsed',
      400,
      13,
      build === null ? '' : `${waiting === null ? '' : 'next waits, '}${seconds(build.elapsedSeconds)}`,
      {
        anchor: 'end',
        bold: true,
      },
    ),
    ...steps.flatMap((step, at) =>
      drawStep(step, at, build?.stepSince == null ? 0 : now - build.stepSince, at === first),
    ),
  ];
}

function drawStep(step: BuildStep, at: number, runsForMs: number, sees: boolean): Shape[] {
  const y = ROWS.top + at * ROWS.pitch;
  const key = `step-${at}`;
  const share = step.state === 'rebuilt' ? 1 : step.state === 'running' ? runsForMs / 1000 / step.seconds : 0;
  const width = (step.seconds / BAR.mostSeconds) * BAR.width;
  const words = { waiting: 'waits', reused: 'reused', running: 'runs', rebuilt: seconds(step.seconds) }[
    step.state
  ];
  const runs = step.state === 'running' || step.state === 'rebuilt';
  return [
    text(`${key}-words`, 18, y + 15, step.instruction, { bold: sees }),
    ...(sees
      ? [sign(`${key}-changed`, 'stale', 'alert', 7, y + 10, 15)]
      : runs
        ? [line(`${key}-after`, 'request', [7, y, 7, y + ROWS.height - 3], { arrow: true })]
        : []),
    ...(step.state === 'rebuilt'
      ? []
      : [
          rect(
            `${key}-whole`,
            step.state === 'reused' ? 'success' : 'rule',
            BAR.x,
            y + 3,
            width,
            ROWS.height - 7,
            { look: step.state === 'reused' ? 'outlined' : 'dashed', radius: 2 },
          ),
        ]),
    rect(`${key}-work`, 'request', BAR.x, y + 3, width * Math.min(1, share), ROWS.height - 7, { radius: 2 }),
    text(`${key}-state`, 400, y + 15, words, {
      anchor: 'end',
      tone: step.state === 'reused' ? 'success' : runs ? 'request' : 'soft',
    }),
    ...(step.state === 'reused' ? [sign(`${key}-reused`, 'success', 'check', 342, y + 10, 12)] : []),
  ];
}

/** "0.5 s", "48 s", "21.5 s". */
function seconds(number: number): string {
  return `${Number(number.toFixed(1))} s`;
}

function summarize(snapshot: LayerCacheSnapshot): string {
  const { build, steps, finished, meanSeconds, fullSeconds } = snapshot;
  if (build === null)
    return `The first build was complete and took ${seconds(fullSeconds)}. Nothing has been committed since.`;
  const first = steps.find(({ changed }) => changed);
  const again = steps.filter(({ state }) => state !== 'reused').length;
  const change = `Build ${build.number}: ${CHANGE_WORDS[build.change]} changed.`;
  const what =
    first === undefined
      ? 'No step sees it, so all layers are reused.'
      : again === steps.length
        ? `The first step, ${first.instruction}, sees it: nothing is reused.`
        : `The first step that sees it is ${first.instruction}: ${count(again, 'step')} ${again === 1 ? 'runs' : 'run'} again, ${steps.length - again} ${steps.length - again === 1 ? 'is' : 'are'} reused.`;
  const time = build.running
    ? `It will take ${seconds(build.seconds)}.`
    : `It took ${seconds(build.seconds)} of ${seconds(fullSeconds)}.`;
  const mean =
    meanSeconds === null ? '' : ` ${count(finished, 'build')} took ${seconds(meanSeconds)} on average.`;
  return `${change} ${what} ${time}${mean}`;
}

function describeTheory({ expectedSeconds, secondsByChange, fullSeconds }: LayerCacheSnapshot): string {
  const saved = fullSeconds === 0 ? 0 : Math.round((1 - expectedSeconds / fullSeconds) * 100);
  return `By the shares of the commits: ${seconds(expectedSeconds)} on average, ${saved}% less than without a cache; a change of the source costs ${seconds(secondsByChange.source)}.`;
}

function tabulate({ steps, build }: LayerCacheSnapshot): Scene['table'] {
  return {
    caption:
      build === null
        ? 'The steps, before the first commit'
        : `The steps of build ${build.number}, after a change of ${CHANGE_WORDS[build.change]}`,
    columns: ['Step', 'Time if it runs', 'Sees the change', 'State'],
    rows: steps.map(({ instruction, seconds: takes, changed, state }) => [
      instruction,
      seconds(takes),
      changed ? 'yes' : 'no',
      state,
    ]),
  };
}
