// Shapes → SVG. No meaning of its own: colours are classes, places are numbers.
import type { JSX } from 'preact';
import { SCENE_WIDTH, type Scene, type Shape } from './figure.ts';

interface Props {
  readonly scene: Scene;
  /** Drawn faintly, each below the shape that has its key now. */
  readonly ghosts: readonly Shape[];
  readonly labelledBy: string;
  readonly describedBy: string;
}

export function Picture({ scene, ghosts, labelledBy, describedBy }: Props): JSX.Element {
  return (
    <svg
      class="figure-picture"
      viewBox={`0 0 ${SCENE_WIDTH} ${scene.height}`}
      width={SCENE_WIDTH}
      height={scene.height}
      role="img"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
    >
      {scene.shapes.flatMap((shape) => {
        const ghost = ghosts.find(({ key }) => key === shape.key);
        return ghost ? [drawGhost(ghost), draw(shape)] : [draw(shape)];
      })}
    </svg>
  );
}

/** Points of a line that is a curve: fewer make an arrow, an axis or a frame. */
const CURVE_POINTS = 6;

/** The curves of a scene that stand for themselves and not for one of many, to be shown as ghosts when a parameter has changed them. */
export function curvesOf({ shapes }: Scene): readonly Shape[] {
  return shapes.filter(
    (shape) =>
      shape.kind === 'line' &&
      shape.look !== 'thin' &&
      !shape.area &&
      !shape.arrow &&
      shape.points.length >= 2 * CURVE_POINTS,
  );
}

function drawGhost(shape: Shape): JSX.Element | null {
  if (shape.kind !== 'line') return null;
  return (
    <path key={`ghost ${shape.key}`} class={`line ghost ${shape.tone}`} d={linePath(shape.points, false)} />
  );
}

function draw(shape: Shape): JSX.Element {
  const { key, tone, opacity } = shape;
  const look = 'look' in shape && shape.look ? ` ${shape.look}` : '';
  const shared = {
    class: `${shape.kind} ${tone}${look}`,
    ...(opacity !== undefined && { opacity: round(opacity) }),
  };
  switch (shape.kind) {
    case 'rect':
      return (
        <rect
          key={key}
          {...shared}
          x={round(shape.x)}
          y={round(shape.y)}
          width={round(Math.max(0, shape.width))}
          height={round(Math.max(0, shape.height))}
          rx={shape.radius ?? 3}
        />
      );
    case 'circle':
      return <circle key={key} {...shared} cx={round(shape.x)} cy={round(shape.y)} r={shape.radius} />;
    case 'line':
      return (
        <path
          key={key}
          {...shared}
          class={`${shared.class}${shape.area ? ' area' : ''}`}
          d={linePath(shape.points, shape.arrow ?? false)}
        />
      );
    case 'text':
      return (
        <text
          key={key}
          {...shared}
          class={`${shared.class} ${shape.size ?? 'small'}${anchorClass(shape.anchor)}${shape.bold ? ' bold' : ''}`}
          x={round(shape.x)}
          y={round(shape.y)}
        >
          {shape.text}
        </text>
      );
    case 'sign':
      return <path key={key} {...shared} d={signPath(shape.sign, shape.x, shape.y, shape.size / 2)} />;
  }
}

/** The beginning is where text starts anyway, and needs no class that a page may use for something else. */
function anchorClass(anchor: 'start' | 'middle' | 'end' | undefined): string {
  return anchor === undefined || anchor === 'start' ? '' : ` ${anchor}`;
}

const SIGNS = {
  check: [[-0.8, 0.05, -0.25, 0.65, 0.8, -0.6]],
  cross: [
    [-0.65, -0.65, 0.65, 0.65],
    [-0.65, 0.65, 0.65, -0.65],
  ],
  clock: [
    [0, -0.75, 0.53, -0.53, 0.75, 0, 0.53, 0.53, 0, 0.75, -0.53, 0.53, -0.75, 0, -0.53, -0.53, 0, -0.75],
    [0, -0.4, 0, 0, 0.35, 0.2],
  ],
  lock: [
    [-0.6, 0, 0.6, 0, 0.6, 0.8, -0.6, 0.8, -0.6, 0],
    [-0.38, 0, -0.38, -0.5, 0, -0.85, 0.38, -0.5, 0.38, 0],
  ],
  down: [
    [0, -0.8, 0, 0.75],
    [-0.5, 0.25, 0, 0.8, 0.5, 0.25],
  ],
  alert: [
    [0, -0.8, 0, 0.3],
    [0, 0.72, 0, 0.78],
  ],
} as const;

/** A sign as strokes, for legends outside the picture too. */
export function signPath(sign: keyof typeof SIGNS, x: number, y: number, half: number): string {
  return SIGNS[sign]
    .map((stroke) =>
      linePath(
        stroke.map((value, at) => value * half + (at % 2 === 0 ? x : y)),
        false,
      ),
    )
    .join('');
}

function linePath(points: readonly number[], arrow: boolean): string {
  let path = '';
  for (let at = 0; at + 1 < points.length; at += 2)
    path += `${at === 0 ? 'M' : 'L'}${round(points[at] ?? 0)} ${round(points[at + 1] ?? 0)}`;
  if (!arrow || points.length < 4) return path;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = points.slice(-4);
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const barb = (turn: number): string =>
    `${round(x2 - 7 * Math.cos(angle + turn))} ${round(y2 - 7 * Math.sin(angle + turn))}`;
  return `${path}M${barb(0.45)}L${round(x2)} ${round(y2)}L${barb(-0.45)}`;
}

/** A tenth of a unit is finer than a pixel and keeps the markup short. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
