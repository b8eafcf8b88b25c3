// The last request as a trace: the monolith's modules one behind the other in one bar, each service in a row of its own.
import type {
  MonolithOrServicesParams,
  MonolithOrServicesSnapshot,
  Part,
} from '../../sim/models/monolith-or-services.ts';
import { SCENE_WIDTH, type Shape } from '../figure.ts';
import { line, rect, sign, text } from '../shapes.ts';

/** Both traces and the chart below have one scale, which never changes. */
export const SCALE = { x: 72, mostMs: 120 };
const MONOLITH_Y = 22;
const SERVICES = { y: 46, pitch: 12, height: 9, most: 8 };

export function xOf(ms: number): number {
  return SCALE.x + (Math.min(ms, SCALE.mostMs) / SCALE.mostMs) * (SCENE_WIDTH - SCALE.x);
}

export function drawTrace({ last }: MonolithOrServicesSnapshot, params: MonolithOrServicesParams): Shape[] {
  const title = last === null ? 'no request yet' : `request ${last.number.toLocaleString('en')}`;
  return [
    text('trace-title', SCALE.x, 13, title, { tone: 'soft' }),
    text('monolith-name', 0, MONOLITH_Y + 12, 'monolith', { bold: true }),
    text('services-name', 0, SERVICES.y + 12, 'services', { bold: true }),
    line(
      'trace-edge',
      'rule',
      [SCALE.x, MONOLITH_Y - 3, SCALE.x, SERVICES.y + SERVICES.pitch * SERVICES.most],
      {
        look: 'thin',
      },
    ),
    ...(last === null
      ? []
      : [...drawMonolith(last.parts, last.monolithMs), ...drawServices(last.parts, params)]),
  ];
}

function drawMonolith(parts: readonly Part[], totalMs: number | null): Shape[] {
  if (totalMs === null)
    return [sign('monolith-failed', 'failure', 'cross', SCALE.x + 10, MONOLITH_Y + 8, 12)];
  let at = 0;
  return [
    ...parts.flatMap(({ workMs, slow }, index): Shape[] => {
      const from = xOf(at);
      at += workMs;
      return drawWork(`module-${index}`, from, xOf(at), MONOLITH_Y, 16, slow);
    }),
    beyond('monolith-beyond', at, MONOLITH_Y + 8),
  ].flat();
}

function drawServices(
  parts: readonly Part[],
  { arrangement, callsEach, hopMs }: MonolithOrServicesParams,
): Shape[] {
  const shapes: Shape[] = [];
  let at = 0;
  let longest = 0;
  for (const [index, { workMs, slow, up }] of parts.entries()) {
    const y = SERVICES.y + 4 + index * SERVICES.pitch;
    const start = arrangement === 'in-turn' ? at : 0;
    const hopsMs = callsEach * hopMs;
    if (!up) {
      shapes.push(
        sign(
          `service-${index}-failed`,
          'failure',
          'cross',
          Math.min(xOf(start) + 8, SCENE_WIDTH - 6),
          y + 5,
          10,
        ),
      );
      // In turn, nobody asks the services behind the one that failed.
      if (arrangement === 'in-turn') return shapes;
      continue;
    }
    const middle = start + hopsMs / 2;
    at = start + hopsMs + workMs;
    longest = Math.max(longest, at);
    shapes.push(
      rect(`service-${index}-hop`, 'waiting', xOf(start), y, xOf(at) - xOf(start), SERVICES.height, {
        radius: 1,
      }),
      ...drawWork(`service-${index}`, xOf(middle), xOf(middle + workMs), y, SERVICES.height, slow),
      ...beyond(`service-${index}-beyond`, at, y + SERVICES.height / 2),
    );
  }
  return shapes;
}

/** A piece of work; a hair is left between neighbours, and what is slow has a clock on it. */
function drawWork(key: string, from: number, to: number, y: number, height: number, slow: boolean): Shape[] {
  return [
    rect(`${key}-work`, 'request', from, y, Math.max(0.6, to - from - 1), height, { radius: 1 }),
    ...(slow && to - from > 12
      ? [sign(`${key}-slow`, 'surface', 'clock', (from + to) / 2, y + height / 2, height)]
      : []),
  ];
}

/** What is longer than the scale ends in an arrow. */
function beyond(key: string, endMs: number, y: number): Shape[] {
  if (endMs <= SCALE.mostMs) return [];
  return [line(key, 'ink', [SCENE_WIDTH - 12, y, SCENE_WIDTH + 4, y], { arrow: true })];
}
