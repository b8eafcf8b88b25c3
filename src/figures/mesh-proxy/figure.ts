// The mesh proxy: calls pass a switch on their way to a service that gets into trouble, and below it stands what was
// asked for and what arrived.
import {
  model,
  type HopState,
  type MeshProxyParams,
  type MeshProxySnapshot,
} from '../../sim/models/mesh-proxy.ts';
import { defineFigure, type Scene, type Shape } from '../figure.ts';
import { circle, duration, line, rect, sign, text, thinOut } from '../shapes.ts';
import { drawRates } from './chart.ts';
import * as at from './layout.ts';
import { describeTheory, summarise, tabulate } from './summary.ts';

/** Tries at work in the last service that are drawn one by one; more are counted. */
const SHOWN_WORK = 4;
/** The same for calls that pause before their next try. */
const SHOWN_PAUSING = 8;
/** Tries and answers on their way that are drawn. */
const SHOWN_MESSAGES = 100;

export const figure = defineFigure({
  model,
  about:
    'Services call each other through proxies that retry and break circuits. It shows what retries do to a service that fails.',
  question: 'The service begins to fail. What do retries do to its load, and what does the breaker change?',
  legend: [
    { tone: 'request', means: 'try; hollow: a retry' },
    { tone: 'success', sign: 'check', means: 'answered' },
    { tone: 'failure', sign: 'cross', means: 'failed' },
    { tone: 'waiting', means: 'pauses before a retry' },
  ],
  scene,
});

function scene(snapshot: MeshProxySnapshot, params: MeshProxyParams): Scene {
  const { hops, now } = snapshot;
  const shapes: Shape[] = [
    ...drawBox('caller', 0, 'caller', [], false),
    ...hops.flatMap((hop, index) => drawHop(hop, at.hopOf(index, hops.length), params, now)),
    ...hops.flatMap((hop, index) => drawService(hop, index, snapshot)),
    sign('succeeded-sign', 'success', 'check', 7, 119, 12),
    text('succeeded', 17, 124, String(snapshot.succeeded)),
    sign('failed-sign', 'failure', 'cross', 7, 136, 12),
    text('failed', 17, 141, String(snapshot.failed)),
    ...thinOut(snapshot.moving, SHOWN_MESSAGES).map((message): Shape => {
      const { x, y } = at.placeOf(message, snapshot);
      const key = `moving-${message.id}`;
      const opacity = message.abandoned ? 0.45 : 1;
      if (message.kind === 'response') {
        return {
          ...sign(
            key,
            message.ok === true ? 'success' : 'failure',
            message.ok === true ? 'check' : 'cross',
            x,
            y,
            12,
          ),
          opacity,
        };
      }
      return circle(key, 'request', x, y, message.attempt === 1 ? 5 : 4.5, {
        look: message.attempt === 1 ? 'filled' : 'outlined',
        opacity,
      });
    }),
    ...drawRates(snapshot, params),
  ];
  return {
    height: at.HEIGHT,
    shapes,
    summary: summarise(snapshot, params),
    theory: describeTheory(snapshot),
    table: tabulate(snapshot),
  };
}

function drawBox(key: string, x: number, name: string, more: readonly Shape[], failing: boolean): Shape[] {
  const { width, height } = at.BOX;
  return [
    rect(`${key}-box`, 'sunk', x, at.BOX_TOP, width, height),
    ...(failing ? [rect(`${key}-failing`, 'failure', x, at.BOX_TOP, width, height, { look: 'washed' })] : []),
    rect(`${key}-edge`, failing ? 'failure' : 'ink', x, at.BOX_TOP, width, height, {
      look: failing ? 'dashed' : 'outlined',
    }),
    text(`${key}-name`, x + width / 2, more.length > 0 ? at.BOX_TOP + 18 : at.WIRE_Y + 5, name, {
      anchor: 'middle',
      bold: true,
    }),
    ...more,
  ];
}

/** The last service says how it is and shows the tries that it works on; hollow are those nobody waits for. */
function drawService(
  { to }: HopState,
  index: number,
  { hops, trouble, inLastService, abandonedInLastService }: MeshProxySnapshot,
): Shape[] {
  const { box } = at.hopOf(index, hops.length);
  const name = hops.length === 1 ? 'service' : `serv. ${index + 1}`;
  if (index < hops.length - 1) return drawBox(to, box, name, [], false);
  const waitedFor = inLastService - abandonedInLastService;
  const shown = Math.min(inLastService, SHOWN_WORK);
  const hidden = inLastService - shown;
  const work = Array.from({ length: shown }, (_, place) => {
    return circle(`${to}-work-${place}`, 'request', box + 10 + place * 9, at.BOX_TOP + 46, 3.2, {
      look: place < waitedFor ? 'filled' : 'outlined',
    });
  });
  return drawBox(
    to,
    box,
    name,
    [
      text(`${to}-state`, box + at.BOX.width / 2, at.BOX_TOP + 34, trouble ? 'fails' : 'works', {
        anchor: 'middle',
        tone: trouble ? 'failure' : 'success',
      }),
      ...work,
      ...(hidden > 0
        ? [
            text(`${to}-hidden`, box + at.BOX.width - 3, at.BOX_TOP + 51, `+${hidden}`, {
              anchor: 'end',
              tone: 'request',
            }),
          ]
        : []),
    ],
    trouble,
  );
}

function drawHop(
  hop: HopState,
  { from, to }: at.Hop,
  { breakerFailures, probes }: MeshProxyParams,
  now: number,
): Shape[] {
  const { proxy, calls, attempts, breaker, budget, pausing, rejected } = hop;
  const state = breaker?.state ?? 'closed';
  const y = at.WIRE_Y;
  const tip = { closed: y, 'half-open': y - 7, open: y - 13 }[state];
  const tone = state === 'open' ? 'failure' : state === 'half-open' ? 'waiting' : 'ink';
  return [
    text(`${proxy}-calls`, from + 4, 14, `${calls} calls`, { tone: 'soft' }),
    text(`${proxy}-tries`, from + 4, 31, `${attempts} tries`, { bold: true }),
    line(`${proxy}-wire`, 'rule', [from + at.LEVER + 4, y, to, y], { arrow: true }),
    line(
      `${proxy}-lever`,
      tone,
      [from + 4, y, from + 4 + (state === 'closed' ? at.LEVER : at.LEVER - 3), tip],
      { look: 'thick' },
    ),
    circle(`${proxy}-pivot`, tone, from + 4, y, 3),
    circle(`${proxy}-contact`, tone, from + 4 + at.LEVER, y, 3, {
      look: state === 'closed' ? 'filled' : 'outlined',
    }),
    ...(breaker
      ? [
          text(`${proxy}-breaker`, from + 4, 124, describeBreaker(breaker, breakerFailures, probes, now), {
            tone,
            bold: state !== 'closed',
          }),
        ]
      : [text(`${proxy}-breaker`, from + 4, 124, 'no breaker', { tone: 'soft' })]),
    ...(rejected > 0
      ? [text(`${proxy}-rejected`, from + 4, 141, `${rejected} refused`, { tone: 'failure' })]
      : []),
    ...(budget === null
      ? []
      : [text(`${proxy}-budget`, from + 4, 158, `budget ${budget}`, { tone: 'soft' })]),
    ...pausing
      .slice(0, SHOWN_PAUSING)
      .map(({ call }, place) =>
        circle(`${proxy}-pausing-${call}`, 'waiting', from + 8 + place * 9, y + 36, 3.5),
      ),
    ...(pausing.length > SHOWN_PAUSING
      ? [
          text(
            `${proxy}-pausing-more`,
            from + 8 + SHOWN_PAUSING * 9,
            y + 41,
            `+${pausing.length - SHOWN_PAUSING}`,
            { tone: 'waiting' },
          ),
        ]
      : []),
  ];
}

function describeBreaker(
  { state, failuresInRow, probesFrom, goodProbes }: NonNullable<HopState['breaker']>,
  failures: number,
  probes: number,
  now: number,
): string {
  if (state === 'open') return `open, ${duration((probesFrom ?? now) - now)}`;
  if (state === 'half-open') return `probing ${goodProbes}/${probes}`;
  return `closed ${failuresInRow}/${failures}`;
}
