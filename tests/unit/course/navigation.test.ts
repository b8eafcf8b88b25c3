import { expect, test } from 'vitest';
import { neighbours, topicsOf } from '../../../src/course/navigation.ts';
import type { Chapter, Course, Section, Term } from '../../../src/course/types.ts';

const place = { file: 'a.md', line: 1, column: 1 };
const section = (title: string, depth = 2): Section => ({
  id: title.toLowerCase().replaceAll(' ', '-'),
  title,
  depth,
  line: 1,
});
const chapter = (number: number, title: string, sections: Section[] = []): Chapter => ({
  id: title.toLowerCase(),
  number,
  title,
  description: '',
  lede: '',
  minutes: 1,
  objectives: [],
  prerequisites: [],
  sections,
  sectionTexts: [],
  questions: [],
  anchors: [],
  figures: [],
  answersHtml: '',
  source: place,
});
const term = (name: string, aliases: string[] = []): Term => ({
  id: name.toLowerCase(),
  name,
  aliases,
  definition: '',
  introducedIn: '',
  line: 1,
});
const course = (chapters: Chapter[], terms: Term[] = [], language = 'en'): Course => ({
  id: 'shop',
  title: 'Shop',
  description: '',
  language,
  chapters,
  terms,
  glossaryHtml: '',
  files: [],
  source: place,
});
const names = { chapter: (number: number) => `Chapter ${number}`, glossary: 'Glossary' };
const index = (of: Course): string[] =>
  topicsOf(of, names).map(
    ({ initial, topics }) => `${initial}: ${topics.map(({ name }) => name).join(', ')}`,
  );

test('the first chapter has none before it, the last none after it', () => {
  const chapters = [chapter(1, 'One'), chapter(2, 'Two'), chapter(3, 'Three')];
  const ways = chapters.map((each) => {
    const { previous, next } = neighbours(course(chapters), each);
    return [previous?.id, next?.id];
  });
  expect(ways).toEqual([
    [undefined, 'two'],
    ['one', 'three'],
    ['two', undefined],
  ]);
});

test('topics are chapters, sections, terms and their other names, by letter', () => {
  const of = course(
    [chapter(1, 'Queues', [section('Waiting'), section('Arrivals', 3)])],
    [term('Backlog', ['queue length'])],
  );
  expect(index(of)).toEqual(['A: Arrivals', 'B: Backlog', 'Q: queue length, Queues', 'W: Waiting']);
});

test('one name with several places is one topic, whatever its capitals', () => {
  const of = course(
    [chapter(1, 'One', [section('Cache')]), chapter(2, 'Two', [section('cache')])],
    [term('Cache')],
  );
  const cache = topicsOf(of, names)
    .flatMap(({ topics }) => topics)
    .find(({ name }) => name === 'Cache');
  expect(cache?.places).toEqual([
    { href: 'one.html#cache', label: 'One' },
    { href: 'two.html#cache', label: 'Two' },
    { href: 'glossary.html#cache', label: 'Glossary' },
  ]);
});

test('headings that every chapter has, and those deeper than the fourth rank, are no topics', () => {
  const of = course([
    chapter(1, 'One', [
      section('Summary'),
      section('Exercise: do it'),
      section('Further reading'),
      section('Deep', 5),
    ]),
  ]);
  expect(index(of)).toEqual(['O: One']);
});

test('accents sort with their letter, numbers and signs go together, other alphabets have their own letters', () => {
  const of = course(
    [chapter(1, 'Élan', [section('Echo'), section('3 steps'), section('Очередь')])],
    [],
    'fr',
  );
  expect(index(of)).toEqual(['#: 3 steps', 'E: Echo, Élan', 'О: Очередь']);
});

test('an Arabic name stands under the letter behind its article', () => {
  expect(index(course([chapter(1, 'الطابور')], [], 'ar'))).toEqual(['ط: الطابور']);
});

test('addresses of topics are escaped', () => {
  const of = course([{ ...chapter(1, 'Очередь'), id: 'очередь' }]);
  expect(topicsOf(of, names)[0]?.topics[0]?.places[0]?.href).toBe(
    '%D0%BE%D1%87%D0%B5%D1%80%D0%B5%D0%B4%D1%8C.html',
  );
});

test('an article at the beginning of an English name does not decide where it stands', () => {
  const sections = [
    section('A Saga That Survives Crashes'),
    section('The Outbox'),
    section('Anatomy'),
    section('A'),
  ];
  expect(index(course([chapter(1, 'One', sections)]))).toEqual([
    'A: A, Anatomy',
    'O: One, The Outbox',
    'S: A Saga That Survives Crashes',
  ]);
});
