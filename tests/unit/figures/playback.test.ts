// The time of a figure: forwards, back over the same moments, and never further than the reader asked.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import type { AnyFigure, Params } from '../../../src/figures/figure.ts';
import { Playback } from '../../../src/figures/playback.ts';
import { figure as isolation } from '../../../src/figures/isolation/figure.ts';
import { figure as queue } from '../../../src/figures/queue/figure.ts';
import { figure as saga } from '../../../src/figures/saga/figure.ts';
import { figure as sharding } from '../../../src/figures/sharding/figure.ts';
import { defaultParams } from '../../../src/sim/params.ts';

const FIGURES: readonly AnyFigure[] = [isolation, queue, saga, sharding];

function start(figure: AnyFigure, seed = 1, params: Params = {}): Playback {
  return new Playback(figure, { ...defaultParams(figure.model), ...params }, seed);
}

describe.each(FIGURES.map((figure) => [figure.model.name, figure] as const))(
  'the playback of %s',
  (_name, figure) => {
    test('steps back through exactly the snapshots that it stepped forward through', () => {
      const playback = start(figure);
      const seen = [playback.snapshot()];
      for (let step = 0; step < 60 && !playback.atEnd; step++) {
        playback.step();
        seen.push(playback.snapshot());
      }
      for (const earlier of seen.toReversed().slice(1)) {
        playback.stepBack();
        expect(playback.snapshot()).toEqual(earlier);
      }
      expect(playback.atStart).toBe(true);
    });

    test('goes on from an earlier moment as it did the first time', () => {
      const playback = start(figure);
      for (let step = 0; step < 12; step++) playback.step();
      const before = { now: playback.now, snapshot: playback.snapshot() };
      for (let step = 0; step < 5; step++) playback.stepBack();
      for (let step = 0; step < 5; step++) playback.step();
      expect({ now: playback.now, snapshot: playback.snapshot() }).toEqual(before);
    });

    test('begins at the moment that teaches with whatever parameters and seed', () => {
      const playback = start(figure, 9);
      playback.goToTeachingMoment();
      expect(playback.now).toBe(figure.model.teachingMoment.atMs);
      expect(playback.seed).toBe(9);
    });
  },
);

describe('the time line', () => {
  test('ends with a run that ends', () => {
    const playback = start(saga);
    const { length } = playback;
    playback.goTo(length);
    expect(playback.atEnd).toBe(true);
    playback.stepBack();
    expect(playback.atEnd).toBe(false);
  });

  test('is longer than what has passed of a run that does not end', () => {
    const playback = start(queue);
    const { length } = playback;
    expect(length).toBeGreaterThan(0);
    playback.goTo(3 * length);
    expect(playback.length).toBeGreaterThan(3 * length);
  });
});

describe('an action', () => {
  test('after going back begins another future: later actions are forgotten', () => {
    const playback = start(sharding);
    playback.goTo(3000);
    playback.act('add-shard');
    playback.goTo(1000);
    playback.act('remove-shard');
    playback.goTo(5000);
    const other = start(sharding);
    other.goTo(1000);
    other.act('remove-shard');
    other.goTo(5000);
    expect(playback.snapshot()).toEqual(other.snapshot());
  });

  test('lasts while the reader steps on, and is undone by stepping back before it', () => {
    const playback = start(sharding);
    playback.goTo(3000);
    playback.stepBack();
    const before = playback.snapshot();
    playback.goTo(3000);
    playback.act('add-shard');
    const after = playback.snapshot();
    playback.step();
    playback.step();
    playback.stepBack();
    playback.stepBack();
    expect(playback.now).toBe(3000);
    expect(playback.snapshot()).toEqual(after);
    playback.stepBack();
    expect(playback.snapshot()).toEqual(before);
    playback.goTo(20_000);
    expect(playback.snapshot()).toMatchObject({ change: null });
  });

  test('at the very beginning is undone too', () => {
    const playback = start(sharding);
    const beginning = playback.snapshot();
    playback.act('add-shard');
    expect(playback.atStart).toBe(false);
    playback.stepBack();
    expect(playback.snapshot()).toEqual(beginning);
    expect(playback.atStart).toBe(true);
  });

  test('is undone by itself where several were taken at one moment', () => {
    const playback = start(isolation);
    const seen = [playback.snapshot()];
    for (const action of ['a', 'b', 'b']) {
      playback.act(action);
      seen.push(playback.snapshot());
    }
    for (const earlier of seen.toReversed().slice(1)) {
      playback.stepBack();
      expect(playback.snapshot()).toEqual(earlier);
    }
    expect(playback.atStart).toBe(true);
  });

  test('is forgotten by a restart and kept by a change of parameters', () => {
    const playback = start(sharding);
    playback.goTo(3000);
    playback.act('add-shard');
    playback.vary({ ...playback.params, strategy: 'ring' });
    expect(playback.snapshot()).toMatchObject({ now: 3000, change: { at: 3000, shard: 'shard-5' } });
    playback.restart();
    playback.goTo(3000);
    expect(playback.snapshot()).toMatchObject({ change: null });
  });
});

describe('a change of parameters', () => {
  test('shows the same moment that a run with them would have come to', () => {
    const playback = start(queue, 4);
    playback.goTo(12_345);
    playback.vary({ ...playback.params, servers: 2 });
    const other = start(queue, 4, { servers: 2 });
    other.goTo(12_345);
    expect(playback.snapshot()).toEqual(other.snapshot());
    playback.vary(playback.params, 5);
    expect(playback.seed).toBe(5);
    expect(playback.now).toBe(12_345);
  });
});

describe('wall time', () => {
  test('becomes model time by pace and speed', () => {
    const playback = start(queue);
    playback.advance(16);
    expect(playback.now).toBeCloseTo((16 / 1000) * queue.model.paceMsPerSecond, 9);
    playback.speed = 4;
    playback.advance(16);
    expect(playback.now).toBeCloseTo(5 * (16 / 1000) * queue.model.paceMsPerSecond, 9);
  });

  test('does not leap after a frame that took long, nor run backwards', () => {
    const [asleep, short] = [start(queue), start(queue)];
    asleep.advance(3_600_000);
    short.advance(100);
    expect(asleep.now).toBe(short.now);
    asleep.advance(-50);
    expect(asleep.now).toBe(short.now);
  });

  test('leads to the same state however it is cut into frames', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 60 }), (frames) => {
        const [played, jumped] = [start(queue), start(queue)];
        for (const frame of frames) played.advance(frame);
        jumped.goTo(played.now);
        expect(played.snapshot()).toEqual(jumped.snapshot());
      }),
      { numRuns: 30 },
    );
  });

  test('stops with the run: past the end nothing changes and no step is left', () => {
    const playback = start(saga);
    for (let step = 0; step < 100; step++) playback.step();
    expect(playback.atEnd).toBe(true);
    const end = playback.now;
    playback.step();
    expect(playback.now).toBe(end);
    expect(playback.snapshot()).toMatchObject({ outcome: 'compensated' });
  });
});
