// The rolling update: above, every pod of both versions; below, how many were available over time between the two
// limits. Here are the parts; the chart is in chart.ts, the words are in words.ts.
import {
  model,
  type Pod,
  type RollingUpdateParams,
  type RollingUpdateSnapshot,
} from '../../sim/models/rolling-update.ts';
import { defineFigure, type Scene, type Shape, type Tone } from '../figure.ts';
import { line, rect, sign, text } from '../shapes.ts';
import { drawChart, HEIGHT } from './chart.ts';
import { describeTheory, summarize, tabulate } from './words.ts';

const ROWS = { old: 12, new: 48 };
const POD = { x: 46, pitch: 19.6, width: 16, height: 24 };
/** The most that the limits allow; more are only there while many of a row are ending at once. */
const SLOTS = 18;

export const figure = defineFigure({
  model,
  about:
    'Replicas are replaced by a new version between the limits maxSurge and maxUnavailable. It shows how many are available at every moment, also when the new version does not work.',
  question:
    'Twelve pods get a new version. How many serve at each moment, and what stops a version that is broken?',
  legend: [
    { tone: 'capacity', means: 'old, available' },
    { tone: 'success', sign: 'check', means: 'new, available' },
    { tone: 'waiting', sign: 'clock', means: 'not yet available' },
    { tone: 'failure', sign: 'cross', means: 'answers with errors' },
    { tone: 'soft', means: 'dashed: ending' },
  ],
  scene,
});

function scene(snapshot: RollingUpdateSnapshot, params: RollingUpdateParams): Scene {
  const shapes = [
    ...(['old', 'new'] as const).flatMap((version): Shape[] => [
      text(`${version}-name`, 0, ROWS[version] + 17, version, {
        bold: version === snapshot.target,
      }),
      line(
        `${version}-row`,
        'rule',
        [POD.x, ROWS[version] + POD.height + 4, 400, ROWS[version] + POD.height + 4],
        { look: 'thin' },
      ),
    ]),
    ...snapshot.pods.filter(({ slot }) => slot < SLOTS).flatMap((pod) => drawPod(pod, snapshot.now, params)),
    ...drawChart(snapshot, params),
  ];
  return {
    height: HEIGHT,
    shapes,
    summary: summarize(snapshot, params),
    theory: describeTheory(snapshot, params),
    table: tabulate(snapshot),
  };
}

function drawPod(pod: Pod, now: number, { newVersion }: RollingUpdateParams): Shape[] {
  const x = POD.x + pod.slot * POD.pitch;
  const y = ROWS[pod.version];
  const [middleX, middleY] = [x + POD.width / 2, y + POD.height / 2];
  const key = `pod-${pod.id}`;
  const box = (tone: Tone, look: 'filled' | 'outlined' | 'dashed' | 'washed', part = ''): Shape =>
    rect(`${key}${part}`, tone, x, y, POD.width, POD.height, { look });
  if (pod.phase === 'ending') return [box('soft', 'dashed')];
  if (pod.phase === 'starting') {
    // A start that will not succeed fills up like the others, and begins again.
    const takes = (pod.until ?? pod.since + 15_000) - pod.since;
    const share = Math.min(1, ((now - pod.since) % (takes + 1)) / takes);
    const height = POD.height * share;
    return [
      rect(`${key}-start`, 'waiting', x, y + POD.height - height, POD.width, height, { look: 'washed' }),
      box('waiting', 'outlined'),
      sign(`${key}-sign`, 'waiting', 'clock', middleX, middleY, 14),
    ];
  }
  const faulty = pod.version === 'new' && newVersion === 'errors';
  const tone = faulty ? 'failure' : pod.version === 'new' ? 'success' : 'capacity';
  const mark = faulty ? 'cross' : pod.version === 'new' ? 'check' : null;
  if (pod.phase === 'ready')
    return [
      box(tone, 'washed', '-ready'),
      box('waiting', 'outlined'),
      sign(`${key}-sign`, 'waiting', 'clock', middleX, middleY, 14),
    ];
  return [box(tone, 'filled'), ...(mark ? [sign(`${key}-sign`, 'surface', mark, middleX, middleY, 9)] : [])];
}
