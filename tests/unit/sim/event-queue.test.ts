// The event queue against the obvious model of itself: a sorted list.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import { EventQueue } from '../../../src/sim/event-queue.ts';

function takeAll(queue: EventQueue): { time: number; kind: number; arg: number }[] {
  const taken = [];
  while (queue.take()) taken.push({ time: queue.takenTime, kind: queue.takenKind, arg: queue.takenArg });
  return taken;
}

const event = fc.record({ time: fc.nat(20), kind: fc.nat(3), arg: fc.nat(3) });

describe('the event queue', () => {
  test('gives events back in order of time, equal times in the order they came', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 300 }), (events) => {
        const queue = new EventQueue();
        for (const { time, kind, arg } of events) queue.add(time, kind, arg);
        expect(takeAll(queue)).toEqual(events.toSorted((a, b) => a.time - b.time));
      }),
    );
  });

  test('keeps its order when events are added, taken and removed in between', () => {
    const command = fc.oneof(
      { weight: 3, arbitrary: fc.record({ do: fc.constant('add' as const), event }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('take' as const), event }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), event }) },
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 200 }), (commands) => {
        const queue = new EventQueue();
        let list: { time: number; kind: number; arg: number; order: number }[] = [];
        commands.forEach((step, order) => {
          const { time, kind, arg } = step.event;
          if (step.do === 'add') {
            queue.add(time, kind, arg);
            list.push({ ...step.event, order });
            list.sort((a, b) => a.time - b.time || a.order - b.order);
          } else if (step.do === 'take') {
            const first = list.shift();
            expect(queue.take()).toBe(first !== undefined);
            if (first)
              expect([queue.takenTime, queue.takenKind, queue.takenArg]).toEqual([
                first.time,
                first.kind,
                first.arg,
              ]);
          } else {
            // Which of several equal events goes is not promised, so remove only where there is one at most.
            const matching = list.filter((other) => other.kind === kind && other.arg === arg);
            if (matching.length > 1) return;
            expect(queue.remove(kind, arg)).toBe(matching.length === 1);
            list = list.filter((other) => other !== matching[0]);
          }
          expect(queue.size).toBe(list.length);
          expect(queue.nextTime).toBe(list[0]?.time ?? Infinity);
        });
        expect(takeAll(queue)).toEqual(list.map(({ time, kind, arg }) => ({ time, kind, arg })));
      }),
    );
  });
});
