import { describe, expect, test } from 'vitest';
import { answersTo, closeness, isRelated, rootOf } from '../../../../src/search/engine/inflection.ts';
import { correctWord, distanceOf, nearestWord } from '../../../../src/search/engine/spelling.ts';

describe('forms of one word', () => {
  test.each([
    ['caches', 'caching'],
    ['invalidate', 'invalidation'],
    ['replicate', 'replication'],
    ['query', 'queries'],
    ['optimize', 'optimisation'],
    ['planned', 'planning'],
  ])('%s and %s have one root', (a, b) => {
    expect(rootOf(a)).toBe(rootOf(b));
  });

  test('a word that is being typed is answered by what it may become', () => {
    expect(answersTo('sharding', 'shar')).toBe(true);
    expect(answersTo('shar', 'sharding')).toBe(false);
  });

  test('the word and its plural are closer than what it may become', () => {
    expect(closeness('order', 'order')).toBe(1);
    expect(closeness('orders', 'order')).toBe(1);
    expect(closeness('slowness', 'slo')).toBeLessThan(1);
    expect(closeness('share', 'shar')).toBeLessThan(1);
    expect(closeness('queue', 'order')).toBe(0);
  });

  test('short words are left alone', () => {
    expect(rootOf('bus')).toBe('bus');
    expect(rootOf('state')).not.toBe(rootOf('stay'));
  });

  test('families are wider than forms', () => {
    expect(answersTo('available', 'availability')).toBe(false);
    expect(isRelated('available', 'availability')).toBe(true);
    expect(isRelated('bigint', 'bigon')).toBe(false);
  });
});

describe('the distance between two words', () => {
  test.each([
    ['cache', 'cache', 0],
    ['cahce', 'cache', 1],
    ['databse', 'database', 1],
    ['circiut', 'circuit', 1],
    ['replicaton', 'replication', 1],
    ['indices', 'indexes', 2],
  ])('%s to %s is %i', (a, b, distance) => {
    expect(distanceOf(a, b, 3)).toBe(distance);
    expect(distanceOf(b, a, 3)).toBe(distance);
  });

  test('beyond the limit is the limit and one', () => {
    expect(distanceOf('kubernetes', 'postgres', 2)).toBe(3);
  });
});

describe('the nearest word', () => {
  const words = ['cache', 'database', 'replication', 'kubernetes', 'catch'];

  test('is found for a slip, and for a slip in a word that is still being typed', () => {
    expect(nearestWord('cahce', words)).toBe('cache');
    expect(nearestWord('kubernets', words)).toBe('kubernetes');
    expect(nearestWord('replcat', words)).toBe('replication');
  });

  test('is the more important of two that are equally near', () => {
    expect(nearestWord('cacth', ['catch', 'cacti'])).toBe('catch');
    expect(nearestWord('cacth', ['cacti', 'catch'])).toBe('cacti');
  });

  test('is none for a word that is known, short, or like no other', () => {
    expect(nearestWord('cache', words)).toBeUndefined();
    expect(nearestWord('cca', words)).toBeUndefined();
    expect(nearestWord('xylophone', words)).toBeUndefined();
  });

  test('is not sought for numbers and symbols', () => {
    expect(correctWord('p99', ['p95'])).toBe('p99');
    expect(correctWord('bigon', ['bigint'])).toBe('bigon');
  });
});
