// A migration of a table in use. Here are the words; the pictures are in queue.ts and timeline.ts.
import {
  model,
  type ExpandContractParams,
  type ExpandContractSnapshot,
} from '../../sim/models/expand-contract.ts';
import { defineFigure, type Scene } from '../figure.ts';
import { duration } from '../shapes.ts';
import { drawQueue } from './queue.ts';
import { drawTimeline, TIMELINE_BOTTOM } from './timeline.ts';

export const figure = defineFigure({
  model,
  about:
    'A column is replaced while queries and a long report use its table, by one ALTER TABLE or by expand and contract. It shows who waits in the lock queue, for how long, and what lock_timeout changes.',
  question:
    'A report is still reading when the ALTER TABLE comes. How many queries wait, why do they wait for a statement that has not even begun, and which plan spares them?',
  legend: [
    { tone: 'waiting', means: 'waits' },
    { tone: 'failure', sign: 'lock', means: 'exclusive lock held' },
    { tone: 'success', means: 'not held up' },
    { tone: 'failure', means: 'outlined: no connection left' },
    { tone: 'capacity', means: 'report' },
  ],
  scene,
});

function scene(snapshot: ExpandContractSnapshot, params: ExpandContractParams): Scene {
  return {
    height: TIMELINE_BOTTOM,
    shapes: [...drawQueue(snapshot, params), ...drawTimeline(snapshot)],
    summary: summarize(snapshot),
    theory: describeBlocked(snapshot, params),
    table: tabulate(snapshot),
  };
}

function queries(number: number): string {
  return `${number.toLocaleString('en')} ${number === 1 ? 'query' : 'queries'}`;
}

function summarize(snapshot: ExpandContractSnapshot): string {
  const { blocked, failed, longestWaitMs, arrived } = snapshot;
  const lost =
    failed === 0 ? 'none failed' : `${failed.toLocaleString('en')} failed for want of a connection`;
  const so =
    blocked + failed === 0
      ? `None of ${queries(arrived)} has had to wait.`
      : `Of ${queries(arrived)}, ${blocked.toLocaleString('en')} had to wait, up to ${duration(longestWaitMs)}, and ${lost}.`;
  return `${describeState(snapshot)} ${so}`;
}

function describeState({ migration, waiting, inQueue, runningReports }: ExpandContractSnapshot): string {
  const { status, steps, step, excludes } = migration;
  const name = `“${steps[step] ?? ''}”`;
  const behind = Math.max(0, inQueue - 1 - waiting.findIndex(({ kind }) => kind === 'migration'));
  switch (status) {
    case 'not begun':
      return 'The migration has not begun.';
    case 'waits':
      return `${name} waits for ${runningReports > 0 ? 'the report' : 'queries that are running'}, and ${behind === 0 ? 'nobody waits' : behind === 1 ? 'one waits' : `${behind} wait`} behind it.`;
    case 'works':
      return excludes ? `${name} has the table to itself.` : `${name} goes on and lets queries pass.`;
    case 'pauses':
      return `${name} comes next.`;
    case 'done':
      return 'The migration is done.';
  }
}

function describeBlocked(
  { closedMs, blocked, failed }: ExpandContractSnapshot,
  { queriesPerSecond }: ExpandContractParams,
): string {
  const seconds = closedMs / 1000;
  const rate = Math.round(queriesPerSecond * 10) / 10;
  const shown = seconds.toFixed(seconds > 0 && seconds < 1 ? 2 : 1);
  return `${rate} queries/s × ${shown} s in which the migration waited for its exclusive lock or held it = ${((queriesPerSecond * closedMs) / 1000).toFixed(1)}; counted ${blocked + failed}.`;
}

function tabulate({ migration, now }: ExpandContractSnapshot): Scene['table'] {
  const KINDS = {
    waits: 'waits for its lock',
    works: 'lets queries pass',
    excludes: 'holds the exclusive lock',
  };
  return {
    caption: 'What the migration did',
    columns: ['Step', 'What', 'From', 'For'],
    rows: migration.segments.map(({ step, kind, from, to }) => [
      migration.steps[step] ?? '',
      KINDS[kind],
      `${(from / 1000).toFixed(1)} s`,
      duration((to ?? now) - from),
    ]),
  };
}
