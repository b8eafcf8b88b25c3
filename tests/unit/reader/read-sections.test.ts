// When a section counts as read.
import { describe, expect, test } from 'vitest';
import { ReadSections, type SectionInView } from '../../../src/reader/read-sections.ts';

const section = (id: string, parts: Partial<SectionInView> = {}): SectionInView => ({
  id,
  startShown: false,
  endShown: false,
  shown: false,
  ...parts,
});
const whole = (id: string): SectionInView => section(id, { startShown: true, endShown: true, shown: true });

/** Looks each second from one time to another, with a sign of the reader each time; gives back what is read then. */
function watch(
  reading: ReadSections,
  fromSeconds: number,
  toSeconds: number,
  sections: readonly SectionInView[],
  hasSign = true,
): string[] {
  const read: string[] = [];
  for (let second = fromSeconds; second <= toSeconds; second += 1) {
    if (hasSign) reading.sign(second * 1000);
    read.push(...reading.look(second * 1000, sections));
  }
  return read;
}

describe('a section of 230 words, which takes a minute,', () => {
  const fresh = (): ReadSections => new ReadSections(() => 230, 0);

  test('is read after half a minute, when both ends were seen', () => {
    const reading = fresh();
    const read: string[] = [];
    read.push(...watch(reading, 0, 10, [section('a', { startShown: true, shown: true })]));
    read.push(...watch(reading, 11, 29, [section('a', { shown: true })]));
    read.push(...watch(reading, 30, 30, [section('a', { endShown: true, shown: true })]));
    expect(read).toEqual(['a']);
  });

  test('is not read before that', () => {
    const reading = fresh();
    const read: string[] = [];
    read.push(...watch(reading, 0, 29, [whole('a')]));
    expect(read).toEqual([]);
  });

  test('is not read while its end was not seen, nor if its beginning never was', () => {
    const reading = fresh();
    const read: string[] = [];
    read.push(...watch(reading, 0, 100, [section('a', { startShown: true, shown: true })]));
    read.push(...watch(reading, 101, 200, [section('b', { endShown: true, shown: true })]));
    expect(read).toEqual([]);
  });

  test('is not read by a jump over it', () => {
    const reading = fresh();
    const read: string[] = [];
    read.push(
      ...watch(reading, 0, 3, [section('a', { startShown: true, shown: true }), section('b'), section('c')]),
    );
    read.push(...watch(reading, 4, 100, [section('a'), section('b'), whole('c')]));
    expect(read).toEqual(['c']);
  });

  test('is not read while the page is hidden, or the machine asleep', () => {
    const reading = fresh();
    const read: string[] = [];
    read.push(...watch(reading, 0, 5, [whole('a')]));
    reading.pause();
    read.push(...watch(reading, 300, 305, [whole('a')]));
    read.push(...watch(reading, 1000, 1000, [whole('a')]));
    expect(read).toEqual([]);
  });

  test('is not read while the reader gives no sign for a minute', () => {
    const reading = new ReadSections(() => 2300, 0);
    const read: string[] = [];
    read.push(...watch(reading, 0, 10_000, [whole('a')], false));
    expect(read).toEqual([]);
    expect(reading.activeMs).toBeLessThan(61_000);
  });
});

test('a section of a line needs two seconds', () => {
  const reading = new ReadSections(() => 3, 0);
  const read: string[] = [];
  read.push(...watch(reading, 0, 1, [whole('a')]));
  expect(read).toEqual([]);
  read.push(...watch(reading, 2, 2, [whole('a')]));
  expect(read).toEqual(['a']);
});

test('what was read before need not be read again, unless it has changed since', () => {
  const reading = new ReadSections(() => 3, 0);
  reading.know(['a']);
  expect(watch(reading, 0, 4, [whole('a'), whole('b')])).toEqual(['b']);
  reading.know([]);
  expect(watch(reading, 5, 9, [whole('a')])).toEqual(['a']);
});
