// Sharding: which keys a change of the number of shards moves, and how keys and requests are spread. Here are the
// words; the line of keys is in key-line.ts, the shards in shards.ts.
import { model, type ShardingParams, type ShardingSnapshot } from '../../sim/models/sharding.ts';
import { defineFigure, type Scene } from '../figure.ts';
import { count, percent } from '../shapes.ts';
import { drawKeyLine } from './key-line.ts';
import { drawShards, SHARDS_BOTTOM } from './shards.ts';

export const figure = defineFigure({
  model,
  about:
    'Keys are placed on shards. It shows how even the placement is, where the load goes, and how many keys move when a shard is added.',
  question:
    'You add a shard. How many keys must move, and does it help against one key that everybody wants?',
  legend: [
    { tone: 'capacity', means: 'keys' },
    { tone: 'waiting', means: 'keys that must move' },
    { tone: 'request', means: 'requests (the line: expected)' },
    { tone: 'success', means: 'what the new shard takes' },
  ],
  scene,
});

function scene(snapshot: ShardingSnapshot, params: ShardingParams): Scene {
  const shapes = [...drawKeyLine(snapshot, params), ...drawShards(snapshot, params)];
  return {
    height: SHARDS_BOTTOM,
    shapes,
    summary: `${describeKeys(snapshot)} ${describeLoad(snapshot, params)}`,
    theory: describeTheory(snapshot, params),
    table: tabulate(snapshot),
  };
}

function describeKeys({ shards, keys, change }: ShardingSnapshot): string {
  const counts = shards.filter(({ leaving }) => !leaving).map((shard) => shard.keys);
  if (change === null)
    return `${shards.length} shards hold ${keys.length} keys, the fullest ${Math.max(...counts)}, the emptiest ${Math.min(...counts)}.`;
  const number = change.shard.replace('shard-', '');
  const doing = change.action === 'add-shard' ? `Shard ${number} has come` : `Shard ${number} goes`;
  const left = keys.filter(({ movingTo }) => movingTo !== null).length;
  const rest = left === 0 ? 'all have arrived' : `${left} still to arrive`;
  return `${doing}: ${count(change.movedKeys, 'key')} of ${keys.length} must move (${percent(change.movedShare, 1)})${describeWhere(keys, change)}; ${rest}.`;
}

/** Whether the moves are what they must be, or also between shards that the change does not concern. */
function describeWhere(
  keys: ShardingSnapshot['keys'],
  change: NonNullable<ShardingSnapshot['change']>,
): string {
  if (change.action !== 'add-shard' || change.movedKeys === 0) return '';
  const elsewhere = keys.filter(
    ({ moved, shard, movingTo }) => moved && (movingTo ?? shard) !== change.shard,
  ).length;
  return elsewhere === 0 ? ', all to the new shard' : `, ${elsewhere} of these between old shards`;
}

function describeLoad({ shards, keys, requests }: ShardingSnapshot, { traffic }: ShardingParams): string {
  if (requests === 0) return 'No request yet.';
  const busiest = shards.reduce((most, shard) =>
    (shard.requestShare ?? 0) > (most.requestShare ?? 0) ? shard : most,
  );
  const why =
    traffic === 'hot-key' ? '; the hot key is there' : traffic === 'newest' ? '; it has the newest' : '';
  return `Shard ${busiest.id.replace('shard-', '')} gets most requests: ${percent(busiest.requestShare ?? 0)}, with ${percent(busiest.keys / keys.length)} of the keys${why}.`;
}

function describeTheory({ change, shards }: ShardingSnapshot, { strategy }: ShardingParams): string {
  const now = shards.filter(({ leaving }) => !leaving).length;
  if (change === null) {
    const share = strategy === 'modulo' ? now / (now + 1) : strategy === 'ring' ? 1 / (now + 1) : null;
    return share === null
      ? 'One more shard takes half of the largest range.'
      : `Theory: one more shard moves ${percent(share)} of the keys.`;
  }
  if (change.deviation === 0)
    return 'No chance is involved: one range is split in two, or joined to its neighbor, and no other changes.';
  const larger = change.action === 'add-shard' ? now : now + 1;
  const formula = strategy === 'modulo' ? `${larger - 1} of ${larger}` : `1 of ${larger}`;
  return `Theory: ${formula} keys, ${percent(change.expectedShare, 1)} ± ${(change.deviation * 100).toFixed(1)}; measured ${percent(change.movedShare, 1)}.`;
}

function tabulate({ shards }: ShardingSnapshot): Scene['table'] {
  return {
    caption: 'Each shard now',
    columns: ['Shard', 'State', 'Keys', 'Requests so far', 'Of the last 300', 'Expected by its keys'],
    rows: shards.map(({ id, leaving, keys, requests, requestShare, expectedShare }) => [
      id.replace('shard-', ''),
      leaving ? 'leaving' : 'serving',
      keys,
      requests,
      requestShare === null ? '–' : percent(requestShare),
      percent(expectedShare),
    ]),
  };
}
