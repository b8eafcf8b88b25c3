// The saga's picture: the way down the steps and up again, what a crash leaves to be sent again, and whose money it is.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/saga/figure.ts';
import type { Scene } from '../../../src/figures/figure.ts';
import type { SagaSnapshot } from '../../../src/sim/models/saga.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

const AT_REST = figure.model.teachingMoment.atMs;
const CRASH = [{ atMs: AT_REST, action: 'crash' }];
const OVER = 60_000;

/** Heights of the log's entries in order: the path that the saga took. */
function pathOf({ shapes }: Scene): number[] {
  const path = shapes.find(({ key }) => key === 'log-path');
  return path?.kind === 'line' ? path.points.filter((_, at) => at % 2 === 1) : [];
}

describe('the saga’s picture', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows the refund on its way after the courier refused', () => {
    const { summary, shapes } = teachingScene(figure);
    expect(summary).toBe(
      'Courier refused. The orchestrator undoes what was done, in reverse: it has told payment to refund. Then stock.',
    );
    expect(
      shapes.filter((shape) => shape.kind === 'text' && shape.text === 'refund').map(({ key }) => key),
    ).toContain('orchestrator-detail');
    expect(shapes.some(({ key, kind }) => kind === 'circle' && key.startsWith('message-'))).toBe(true);
    expect(shapes.find(({ key }) => key === 'payment-holding')).toMatchObject({ text: 'shop has €35' });
  });

  test.each(['stock', 'payment', 'shipping', 'confirm'])(
    'goes up the way it came down when %s refuses',
    (failAt) => {
      const path = pathOf(sceneAt(figure, OVER, { failAt }));
      const turn = path.indexOf(Math.max(...path));
      const down = [...new Set(path.slice(0, turn))];
      const up = [...new Set(path.slice(turn).filter((y) => y !== path[turn]))];
      expect(up).toEqual(down.toReversed());
    },
  );

  test('says during a crash which command it will send again, and sends that', () => {
    const down = sceneAt(figure, AT_REST + 500, {}, CRASH);
    expect(down.summary).toMatch(
      /^The orchestrator has crashed and is back in 1\.5 s\. Its log ends with the command “payment to refund” and no result: it will send that again\.$/,
    );
    expect(down.shapes.find(({ key }) => key === 'orchestrator-edge')).toMatchObject({
      tone: 'failure',
      look: 'dashed',
    });
    const back = sceneAt(figure, AT_REST + 2100, {}, CRASH);
    expect(back.shapes.some((shape) => shape.kind === 'text' && shape.text === 'refund, again')).toBe(true);
    expect(back.shapes.some(({ key }) => key === 'crash-0')).toBe(true);
  });

  test('shows a reply that nobody takes as lost', () => {
    const { scene, snapshot } = look<SagaSnapshot>(figure, AT_REST + 800, {}, CRASH);
    expect(snapshot.moving.map(({ kind }) => kind)).toEqual(['reply']);
    expect(scene.shapes.some((shape) => shape.kind === 'text' && shape.text === 'refunded, lost')).toBe(true);
  });

  test('ends well after the crash where services recognise a repeated command', () => {
    expect(sceneAt(figure, OVER, {}, CRASH).summary).toBe(
      'Courier refused. Everything that was done has been undone, in reverse: nobody has paid and nothing is reserved.',
    );
  });

  test('shows the shop poorer by a second refund where they do not', () => {
    const { summary, shapes, theory } = sceneAt(figure, OVER, { idempotent: false }, CRASH);
    expect(summary).toContain('a repeated command was carried out twice at payment: the shop has −€35.');
    expect(shapes.find(({ key }) => key === 'payment-holding')).toMatchObject({
      text: 'shop has −€35',
      tone: 'failure',
    });
    expect(shapes.some(({ key }) => key === 'payment-wrong')).toBe(true);
    expect(theory).toContain('customer €135 and shop −€35 together €100');
  });

  test('says that an undo which failed will be tried again', () => {
    const summaries = Array.from(
      { length: 40 },
      (_, at) => sceneAt(figure, at * 200, { compensationFailures: 2 }).summary,
    );
    expect(
      summaries.some((summary) =>
        summary.includes('that failed, and it will soon tell payment to refund again'),
      ),
    ).toBe(true);
  });

  test('has one row a service in the table, which agrees with the snapshot', () => {
    const { scene, snapshot } = look<SagaSnapshot>(figure, OVER, { failAt: 'confirm' });
    expect(scene.table.rows.map((row) => [row[1], row[3], row[4]])).toEqual(
      snapshot.steps.map(({ status, made, undone }) => [status, `${made} ×`, `${undone} ×`]),
    );
  });
});
