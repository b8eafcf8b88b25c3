import { describe, expect, test } from 'vitest';
import { readQuery } from '../../../../src/search/engine/query.ts';
import { phraseShare, worthOf, worthsOf } from '../../../../src/search/engine/rank.ts';
import { sectionsOf, type RecordSection } from '../../../../src/search/engine/sections.ts';
import type { PagefindFragment } from '../../../../src/search/engine/pagefind.ts';

function section(title: string, text = '', more: Partial<RecordSection['hit']> = {}): RecordSection {
  const words = text.split(' ');
  const hit: RecordSection['hit'] = {
    address: 'course/chapter.html#id',
    kind: 'section',
    title,
    above: [],
    chapter: { address: 'course/chapter.html', number: 1, title: 'Chapter', course: 'Course' },
    ...more,
  };
  return {
    hit,
    names: [title],
    words,
    matches: words.flatMap((word, at) => (/[A-Z]/.test(word) ? [at] : [])),
  };
}
const worth = (found: RecordSection, typed: string, share = 0.5) => worthOf(found, readQuery(typed), share);

describe('at the same score, the first is', () => {
  test('the heading that says just what was asked', () => {
    expect(worth(section('Sharding'), 'sharding')).toBeGreaterThan(
      worth(section('Queries across shards'), 'sharding'),
    );
  });

  test('the section before the glossary term of the same name, and before exercises and summaries', () => {
    const asked = 'cache stampede';
    const taught = worth(section('Cache Stampede'), asked);
    expect(taught).toBeGreaterThan(worth(section('Cache stampede', '', { kind: 'term' }), asked));
    expect(taught).toBeGreaterThan(
      worth(section('Exercise: a cache stampede', '', { kind: 'practice' }), asked),
    );
  });

  test('the section whose headings hold the words between them', () => {
    const below = section('Time-based', '', { above: ['Cache Invalidation'] });
    expect(worth(below, 'time cache')).toBeGreaterThan(worth(section('Time-based'), 'time cache'));
  });

  test('the short heading below a chapter that answers the rest, before a long one that names all', () => {
    const chapter = { address: 'course/api.html', number: 4, title: 'API Design', course: 'Course' };
    const short = section('Versioning Strategy', '', { chapter });
    const long = section('API design: clear, versioned interfaces', '', { above: ['What to Take Along'] });
    expect(worth(short, 'api versioning')).toBeGreaterThan(worth(long, 'api versioning'));
  });

  test('the heading that answers the same kind of question', () => {
    const asked = 'why is the average so misleading';
    expect(worth(section('Why Averages Lie'), asked)).toBeGreaterThan(worth(section('Averages Lie'), asked));
    expect(worth(section('Why Queues Grow'), asked)).toBe(worth(section('Queues Grow'), asked));
  });

  test('the section whose text asks the same question', () => {
    const asked = 'how many connections should a pool have';
    const asks = section('Sizing', 'how many CONNECTIONS fit a POOL');
    const mentions = section('Sizing', 'one POOL and its CONNECTIONS go down');
    expect(worth(asks, asked)).toBeGreaterThan(worth(mentions, asked));
  });

  test('a section before a term that the query does not name', () => {
    const term = section('Entity tag', 'sent in IF-MATCH', { kind: 'term' });
    expect(worth(section('Changes', 'sent in IF-MATCH'), 'If-Match')).toBeGreaterThan(
      worth(term, 'If-Match'),
    );
  });

  test('the section in whose text the words stand side by side', () => {
    const apart = section('Limits', 'answer 429 MANY of REQUESTS');
    const together = section('Limits', 'answer MANY REQUESTS at once');
    expect(worth(together, 'many requests')).toBeGreaterThan(worth(apart, 'many requests'));
  });
});

test('a decimal fraction is no match for a status code', () => {
  const fraction = { ...section('Rates', '29.0 42.9 61.9'), matches: [1] };
  const status = { ...section('Rates', 'a 503 or 429 says'), matches: [3] };
  expect(worth(status, '429')).toBeGreaterThan(worth(fraction, '429', 0.9));
});

test('the very word comes before longer ones, if some section has it', () => {
  const query = readQuery('SLO');
  const slow = { section: section('How Slowness Spreads'), share: 1 };
  const alias = {
    ...section('Service Level Objective', '', { kind: 'term' }),
    names: ['Service level objective', 'SLO'],
  };
  const [longer = 0, exact = 0] = worthsOf([slow, { section: alias, share: 0.8 }], query);
  expect(exact).toBeGreaterThan(longer);
  const [alone] = worthsOf([slow], query);
  expect(alone).toBe(worthOf(slow.section, query, 1));
});

test('a longer word costs its share of the query', () => {
  const query = readQuery('downtime allow');
  const [some = 0, all = 0] = worthsOf(
    [
      { section: section('Nines', 'DOWNTIME that is ALLOWED'), share: 1 },
      { section: section('Cost', 'ALLOW no DOWNTIME'), share: 0.85 },
    ],
    query,
  );
  expect(some).toBeLessThan(all);
  expect(some).toBeGreaterThan(all * 0.9);
});

test('a phrase may be a compound or an identifier', () => {
  const share = (text: string, typed: string) => phraseShare(section('', text), readQuery(typed));
  expect(share('the Cache-Control: header', 'cache control')).toBe(1);
  expect(share('control the cache', 'cache control')).toBe(0);
  expect(share('const readReplica = 1;', 'read_replica')).toBe(1);
  expect(share('a cache, controlled', 'cache control')).toBe(1);
});

test('a phrase may stand in the text in part, and a single word is none', () => {
  const share = (text: string, typed: string) => phraseShare(section('', text), readQuery(typed));
  expect(share('the two-phase protocol', 'two-phase commit')).toBe(0.5);
  expect(share('a saga', 'saga')).toBe(0);
});

test('a record of several sections is cut where its anchors stand, and each knows the way to it', () => {
  const fragment: PagefindFragment = {
    raw_url: 'course/chapter.html#a',
    url: '/base/course/chapter.html#a',
    content: 'one two three four five',
    meta: {},
    anchors: [
      { element: 'aside', id: 'b c', title: '5 ⁝ Course ⁝ Chapter ⁝ Above ⁝ Below (Under)', location: 2 },
      { element: 'section', id: 'top', title: '5 ⁝ Course ⁝ Chapter', location: 0 },
    ],
  };
  const chapter = { address: 'course/chapter.html', number: 5, title: 'Chapter', course: 'Course' };
  expect(sectionsOf(fragment, [1, 2, 4])).toEqual([
    {
      hit: { address: 'course/chapter.html', kind: 'section', title: 'Chapter', above: [], chapter },
      names: ['Chapter'],
      words: ['one', 'two'],
      matches: [1],
    },
    {
      hit: {
        address: 'course/chapter.html#b%20c',
        kind: 'practice',
        title: 'Below (Under)',
        above: ['Above'],
        chapter,
      },
      names: ['Below (Under)', 'Below', 'Under'],
      words: ['three', 'four', 'five'],
      matches: [0, 2],
    },
  ]);
});
