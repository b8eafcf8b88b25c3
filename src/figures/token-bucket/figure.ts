// A rate limiter: requests on their way, the tokens that are left, what was decided lately, and beside it the promise: the
// most accepted in any window against burst + rate × length. Here are the words; the picture is in limiter.ts and charts.ts.
import { model, type TokenBucketParams, type TokenBucketSnapshot } from '../../sim/models/token-bucket.ts';
import { defineFigure, type Scene } from '../figure.ts';
import { count } from '../shapes.ts';
import { CHARTS_BOTTOM, drawDecisions, drawPromise } from './charts.ts';
import { drawLimiter } from './limiter.ts';

export const figure = defineFigure({
  model,
  about:
    'A client’s requests pass a token bucket, or a counter for each window of the clock. It shows which are refused, and how many pass in any window of time.',
  question:
    'A client sends 12 requests at once. How many pass, how soon may it do that again, and what would a counter per window let through?',
  legend: [
    { tone: 'request', means: 'request' },
    { tone: 'capacity', means: 'token left' },
    { tone: 'success', sign: 'check', means: 'accepted' },
    { tone: 'failure', sign: 'cross', means: 'refused, 429' },
  ],
  scene,
});

function scene(snapshot: TokenBucketSnapshot, params: TokenBucketParams): Scene {
  return {
    height: CHARTS_BOTTOM,
    shapes: [...drawLimiter(snapshot, params), ...drawDecisions(snapshot), ...drawPromise(snapshot, params)],
    summary: summarize(snapshot, params),
    theory: describePromise(snapshot, params),
    table: tabulate(snapshot),
  };
}

function summarize(
  { now, left, windowEndsAt, accepted, refused }: TokenBucketSnapshot,
  params: TokenBucketParams,
): string {
  const decided = accepted + refused;
  const sofar =
    decided === 0
      ? 'No request has come yet.'
      : `${refused === 0 ? 'All' : accepted.toLocaleString('en')} of ${count(decided, 'request')} ${refused === 0 ? 'passed' : accepted === 1 ? 'has passed' : 'have passed'}${refused === 0 ? '' : `, ${refused.toLocaleString('en')} ${refused === 1 ? 'was' : 'were'} refused with 429`}.`;
  if (windowEndsAt !== null) {
    const next = ((windowEndsAt - now) / 1000).toFixed(1);
    return `${left} of ${count(params.burst, 'request')} ${left === 1 ? 'is' : 'are'} left in this window; the next begins in ${next} s. ${sofar}`;
  }
  const tokens = `The bucket holds ${left} of ${count(params.burst, 'token')}`;
  const refill = left === params.burst ? 'is full' : `gains ${perSecond(params.ratePerSecond)}`;
  return `${tokens} and ${refill}. ${sofar}`;
}

function perSecond(rate: number): string {
  const tokens = Math.round(rate * 10) / 10;
  return `${tokens} ${tokens === 1 ? 'token' : 'tokens'} a second`;
}

function describePromise(
  { most }: TokenBucketSnapshot,
  { limiter, burst, ratePerSecond }: TokenBucketParams,
): string {
  const worst = most.reduce((a, b) => (b.accepted - b.bound > a.accepted - a.bound ? b : a));
  if (limiter === 'counter' && worst.accepted > worst.bound) {
    const within = worst.lengthMs === 0 ? 'at one moment' : `within ${worst.lengthMs / 1000} s`;
    return `Across the border of two windows ${worst.accepted} passed ${within}; a bucket would have let through ${Math.floor(worst.bound)} at most.`;
  }
  const second = most.find(({ lengthMs }) => lengthMs === 1000);
  if (!second) return '';
  const rate = Math.round(ratePerSecond * 10) / 10;
  const who = limiter === 'counter' ? 'A bucket lets' : 'The bucket lets';
  return `${who} at most ${burst} + ${rate} × t through in any t seconds: ${Math.floor(second.bound)} in one second; measured ${second.accepted}.`;
}

function tabulate({ most }: TokenBucketSnapshot): Scene['table'] {
  return {
    caption: 'The most accepted in any window since the start',
    columns: ['Window', 'Accepted at most', 'Bound of a bucket'],
    rows: most.map(({ lengthMs, accepted, bound }) => [
      `${lengthMs / 1000} s`,
      accepted,
      (Math.round(bound * 10) / 10).toLocaleString('en'),
    ]),
  };
}
