// Converts what the first version stored in localStorage to items of the record: place and sections read (`lectern:place`),
// answers (`lectern:answers`). All sites of an origin shared these keys, so the values are copied and left for the other sites.
// Pure: the stored values are parameters.
import { mergeAttempts } from './merge.ts';
import { emptyRecord, parseItem, readKey, sectionKey, type Item, type LearnerRecord } from './record.ts';

/** Everything in the two values that can be read; `at` is when it moves, as places and sections had no time. */
export function fromFirstVersion(place: unknown, answers: unknown, at: number): LearnerRecord {
  const record = emptyRecord();
  const sections = record.sections as Map<string, Item<'sections'>>;
  const places = record.places as Map<string, Item<'places'>>;
  const attempts = record.answers as Map<string, Item<'answers'>>;
  for (const [course, kept] of entriesOf(fieldOf(place, 'courses'))) {
    const last = parseItem('places', { ...objectOf(fieldOf(kept, 'last')), at });
    if (last) places.set(course, last);
    for (const [chapter, ids] of entriesOf(fieldOf(kept, 'read')))
      for (const section of Array.isArray(ids) ? (ids as unknown[]) : [])
        // No digest was stored, so changes since then cannot be detected.
        if (typeof section === 'string' && section.isWellFormed())
          sections.set(sectionKey({ course, chapter, section }), { at, read: true, digest: '' });
  }
  for (const [key, given] of entriesOf(fieldOf(answers, 'answers'))) {
    const read = readKey(key) && parseItem('answers', given);
    if (read) attempts.set(key, mergeAttempts(read));
  }
  return record;
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function fieldOf(value: unknown, name: string): unknown {
  return new Map(Object.entries(objectOf(value))).get(name);
}

function entriesOf(value: unknown): [string, unknown][] {
  return Object.entries(objectOf(value)).filter(([name]) => name.isWellFormed());
}
