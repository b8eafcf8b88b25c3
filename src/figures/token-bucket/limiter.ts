// The client, the limiter with its tokens, the API, and the requests between them.
import type { TokenBucketParams, TokenBucketSnapshot } from '../../sim/models/token-bucket.ts';
import type { Shape } from '../figure.ts';
import { along, circle, line, rect, sign, text, thinOut } from '../shapes.ts';

const LANE_Y = 62;
const BACK_Y = 92;
const CLIENT = { x: 0, width: 58 };
const BUCKET = { x: 168, width: 64, top: 10, bottom: 108 };
const API = { x: 342, width: 58 };
const COLUMNS = 5;
const PITCH = 11.2;
const TOKEN_RADIUS = 4;
const PADDING = 4.2;
/** Of a bunch so many are drawn; each then stands for two or four. */
const MOST_DRAWN = 40;

export function drawLimiter(snapshot: TokenBucketSnapshot, params: TokenBucketParams): Shape[] {
  return [
    line('lane-in', 'rule', [CLIENT.width, LANE_Y, BUCKET.x, LANE_Y], { look: 'thin' }),
    line('lane-out', 'rule', [BUCKET.x + BUCKET.width, LANE_Y, API.x, LANE_Y], { look: 'thin' }),
    line('lane-back', 'rule', [BUCKET.x, BACK_Y, CLIENT.width, BACK_Y], { look: 'thin', arrow: true }),
    text('back-words', (CLIENT.width + BUCKET.x) / 2, BACK_Y + 18, '429', { anchor: 'middle', tone: 'soft' }),
    ...drawEnd('client', CLIENT),
    ...drawEnd('API', API),
    ...drawBucket(snapshot, params),
    ...thinOut(snapshot.moving, MOST_DRAWN).map((request) => drawRequest(request, snapshot.now)),
  ];
}

function drawEnd(name: string, { x, width }: typeof CLIENT): Shape[] {
  return [
    rect(`${name}-fill`, 'surface', x, LANE_Y - 20, width, 56),
    rect(`${name}-edge`, 'ink', x, LANE_Y - 20, width, 56, { look: 'outlined' }),
    text(`${name}-name`, x + width / 2, LANE_Y + 13, name, { anchor: 'middle' }),
  ];
}

/** As tall as it can hold, so that a larger burst is seen as a larger bucket. */
function drawBucket(
  { left, level, windowEndsAt }: TokenBucketSnapshot,
  { burst, limiter }: TokenBucketParams,
): Shape[] {
  const rows = Math.ceil(burst / COLUMNS);
  const height = rows * PITCH + 2 * PADDING;
  const top = BUCKET.bottom - height;
  const name = limiter === 'bucket' ? (burst === 1 ? 'token' : 'tokens') : 'left in window';
  return [
    rect('limiter-fill', 'sunk', BUCKET.x, BUCKET.top, BUCKET.width, BUCKET.bottom - BUCKET.top),
    rect('bucket-fill', 'surface', BUCKET.x, top, BUCKET.width, height),
    rect('bucket-edge', left === 0 ? 'failure' : 'ink', BUCKET.x, top, BUCKET.width, height, {
      look: windowEndsAt === null ? 'outlined' : 'dashed',
    }),
    ...Array.from({ length: burst }, (_, place): Shape => {
      const x = BUCKET.x + PADDING + (place % COLUMNS) * PITCH + PITCH / 2;
      const y = BUCKET.bottom - PADDING - Math.floor(place / COLUMNS) * PITCH - PITCH / 2;
      if (place < left) return circle(`token-${place}`, 'capacity', x, y, TOKEN_RADIUS);
      // The next token grows until it counts.
      const grown = place === left ? Math.max(0, level - left) : 0;
      return grown > 0
        ? circle(`token-${place}`, 'capacity', x, y, TOKEN_RADIUS * grown, { look: 'washed' })
        : circle(`token-${place}`, 'rule', x, y, TOKEN_RADIUS, { look: 'outlined', opacity: 0.5 });
    }),
    text('bucket-count', API.x + API.width, 13, `${left} of ${burst} ${name}`, {
      anchor: 'end',
      bold: true,
      tone: left === 0 ? 'failure' : 'ink',
    }),
    text('bucket-name', 0, 13, limiter === 'bucket' ? 'Token bucket' : 'Counter per window', {
      tone: 'soft',
    }),
  ];
}

function drawRequest(request: TokenBucketSnapshot['moving'][number], now: number): Shape {
  const key = `request-${request.id}`;
  const middle = BUCKET.x + BUCKET.width / 2;
  if (request.kind === 'refused') {
    const { x, y } = along(request, now, { x: BUCKET.x, y: BACK_Y }, { x: CLIENT.width, y: BACK_Y });
    return sign(key, 'failure', 'cross', x, y, 11);
  }
  const from = request.kind === 'request' ? { x: CLIENT.width, y: LANE_Y } : { x: middle + 34, y: LANE_Y };
  const to = request.kind === 'request' ? { x: BUCKET.x - 5, y: LANE_Y } : { x: API.x, y: LANE_Y };
  const { x, y } = along(request, now, from, to);
  return request.kind === 'request'
    ? circle(key, 'request', x, y, 5)
    : sign(key, 'success', 'check', x, y, 11);
}
