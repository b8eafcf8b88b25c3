// The picture of two transactions: who waits until when, what was lost, and that every answer has its words.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/isolation/figure.ts';
import type { IsolationSnapshot } from '../../../src/sim/models/isolation.ts';
import { SCENARIOS } from '../../../src/sim/models/isolation/scenarios.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

const OVER = 10_000;

function rectOf(scene: ReturnType<typeof sceneAt>, key: string): { y: number; height: number } | null {
  const shape = scene.shapes.find((one) => one.key === key);
  return shape?.kind === 'rect' ? { y: shape.y, height: shape.height } : null;
}

describe('the picture of two transactions', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure, 80);
  });

  test('at rest shows the lost update, and how many orders of the statements lose one', () => {
    const { summary, theory, shapes } = teachingScene(figure);
    expect(summary).toBe(
      'B commits. Both have committed and the stock is 9; one after the other they would have left 8: a lost update.',
    );
    expect(theory).toMatch(
      /^Recorded on PostgreSQL \d+\.\d+: of 14 possible orders at read committed, 12 end in an anomaly\.$/,
    );
    expect(shapes.find(({ key }) => key === 'verdict')).toMatchObject({
      text: 'Lost update: stock 9 instead of 8',
      tone: 'failure',
    });
  });

  test('a waiting statement is a box that reaches down to the commit it waited for', () => {
    const waiting = sceneAt(figure, 4000);
    expect(waiting.summary).toBe('B waits: A has locked the row and is not over yet.');
    const before = rectOf(waiting, 'step-3-edge');
    const after = rectOf(sceneAt(figure, 5000), 'step-3-edge');
    const commit = rectOf(sceneAt(figure, 5000), 'step-4-edge');
    expect(before?.y).toBe(after?.y);
    expect((after?.y ?? 0) + (after?.height ?? 0)).toBe((commit?.y ?? 0) + (commit?.height ?? 0));
    expect(after?.height).toBeGreaterThan(before?.height ?? 0);
  });

  test('at repeatable read the second writer fails with 40001, and nothing is wrong', () => {
    expect(sceneAt(figure, OVER, { level: 'repeatable-read' }).summary).toBe(
      'A commits. B had waited for that and fails with 40001: what it has seen no longer holds. Nothing is wrong; B must run again from the start.',
    );
  });

  test('a deadlock is named, and the survivor commits', () => {
    expect(sceneAt(figure, 4000, { scenario: 'deadlock' }).summary).toBe(
      'B fails with 40P01: each waited for the other, a deadlock. A had waited for that and now changes 1 row.',
    );
    expect(sceneAt(figure, OVER, { scenario: 'deadlock' }).summary).toContain(
      'B must run again from the start',
    );
  });

  test('a price read three times shows no dirty read and one that is not repeatable', () => {
    const { table, summary } = sceneAt(figure, OVER, { scenario: 'read-again' });
    expect(table.rows.filter((row) => row[2] === 'SELECT price').map((row) => row[3])).toEqual([
      '759',
      '759',
      '799',
    ]);
    expect(summary).toContain('a non-repeatable read');
  });

  test('says what each side may send next, as long as it may', () => {
    const { shapes } = sceneAt(figure, 2000);
    expect(
      shapes
        .filter(({ key }) => /^next-.-words$/.test(key))
        .map((shape) => ('text' in shape ? shape.text : '')),
    ).toEqual(['UPDATE stock = 9', 'UPDATE stock = 9']);
    expect(sceneAt(figure, OVER).shapes.some(({ key }) => key.startsWith('next-'))).toBe(false);
  });

  test.each(SCENARIOS.map(({ id }) => id))(
    '%s has one row a statement in the table, as in the snapshot',
    (scenario) => {
      const { scene, snapshot } = look<IsolationSnapshot>(figure, OVER, { scenario });
      expect(scene.table.rows.map((row) => [row[1], row[2], row[4]])).toEqual(
        snapshot.steps.map(({ side, label, state }) => [side, label, state]),
      );
    },
  );
});
