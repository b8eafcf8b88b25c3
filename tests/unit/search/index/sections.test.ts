import { describe, expect, test } from 'vitest';
import { readSearchPage } from '../../../../src/search/index/sections.ts';
import { recordsOf } from '../../../../src/search/index/records.ts';
import { vocabularyOf } from '../../../../src/search/index/vocabulary.ts';

const page = (body: string) =>
  readSearchPage(
    'course/caching.html',
    `<!doctype html><html lang="en-GB"><body><nav>Contents</nav><article data-search-chapter data-course="course"
     data-course-title="Course" data-chapter-title="Caching" data-chapter-number="5"><h1>Caching</h1>${body}</article></body></html>`,
  );

describe('a built chapter', () => {
  test('is cut at every heading with an id, whatever its rank', () => {
    const read = page(
      '<p>Opening.</p><h2 id="a">A</h2><p>About a.</p><div><h3 id="b">B</h3><ul><li>one</li><li>two</li></ul></div><h2 id="c">C</h2>x',
    );
    expect(read).toMatchObject({
      address: 'course/caching.html',
      language: 'en-GB',
      number: 5,
      title: 'Caching',
    });
    expect(read?.sections.map(({ id, title, above }) => [id, title, above])).toEqual([
      ['', 'Caching', []],
      ['a', 'A', []],
      ['b', 'B', ['A']],
      ['c', 'C', []],
    ]);
    expect(read?.sections[2]?.passages).toEqual([{ kind: 'prose', text: 'one two' }]);
  });

  test('keeps code apart from prose, and of printed results the words', () => {
    const read = page(
      '<p>Run <code>SELECT</code>:</p><pre>SELECT  1</pre><figure class="code-result"><pre> id | 12 \n----+---- \n ERROR: deadlock</pre></figure>',
    );
    expect(read?.sections[0]?.passages).toEqual([
      { kind: 'prose', text: 'Run SELECT:' },
      { kind: 'code', text: 'SELECT 1' },
      { kind: 'code', text: 'id ERROR: deadlock' },
    ]);
  });

  test('leaves out controls, drawings, answers and what is marked to be skipped', () => {
    const read = page(
      '<p>Seen<sup data-footnote-ref>1</sup></p><p data-search-skip>skipped</p><svg><text>drawn</text></svg><button>Copy</button><select><option>one<option>two</select>' +
        '<form><legend>Asked?</legend><label>wrong answer</label><output>why</output></form>',
    );
    expect(read?.sections[0]?.passages).toEqual([{ kind: 'prose', text: 'Seen Asked?' }]);
  });

  test('says of a heading without text what the headings below it are', () => {
    const read = page('<h2 id="a">A</h2><h3 id="b">B</h3><p>b</p><h3 id="c">C</h3><p>c</p><h2 id="d">D</h2>');
    expect(read?.sections[1]?.passages).toEqual([{ kind: 'prose', text: 'B · C' }]);
    expect(read?.sections[4]?.passages).toEqual([{ kind: 'prose', text: 'D' }]);
  });

  test('knows exercises, summaries and everything below them for practice', () => {
    const read = page(
      '<h2 id="a">Exercises</h2><h3 id="b">Size a pool</h3><p>b</p><h2 id="c">Summary</h2><p>c</p><h2 id="d">Pools</h2>d',
    );
    expect(read?.sections.map(({ kind }) => kind)).toEqual([
      'section',
      'practice',
      'practice',
      'practice',
      'section',
    ]);
  });
});

test('a page without the marks is no search page', () => {
  expect(readSearchPage('index.html', '<html><body><h1>Library</h1></body></html>')).toBeUndefined();
});

test('a glossary has a section for each term, found by its aliases, which the text repeats', () => {
  const read = readSearchPage(
    'course/glossary.html',
    '<html lang="en"><article data-search-glossary data-course="course"><h1>Glossary</h1><dl><div><dt id="stampede">Cache stampede</dt>' +
      '<dd class="aliases">thundering herd, dogpile</dd><dd>Many misses at once.</dd></div><dt id="ttl">TTL</dt><dd>A lifetime.</dd></dl></article>',
  );
  expect(read?.sections).toMatchObject([
    {
      kind: 'term',
      id: 'stampede',
      title: 'Cache stampede',
      also: ['thundering herd, dogpile'],
      passages: [{ text: 'Many misses at once.' }, { text: '(thundering herd, dogpile)' }],
    },
    { kind: 'term', id: 'ttl', also: [], passages: [{ text: 'A lifetime.' }] },
  ]);
});

describe('records', () => {
  const read = page(
    Array.from({ length: 9 }, (_, at) => `<h2 id="s${at}">Section ${at}</h2><p>text ${at}</p>`).join(''),
  );
  const pages = read ? [read] : [];

  test('hold one section each on a site of ordinary size', () => {
    expect(recordsOf(pages).map(({ url }) => url)).toEqual([
      'course/caching.html#',
      ...Array.from({ length: 9 }, (_, at) => `course/caching.html#s${at}`),
    ]);
  });

  test('hold several neighbours each where there would be too many', () => {
    const records = recordsOf(pages, 3);
    expect(records).toHaveLength(3);
    const ids = records.flatMap(({ html }) =>
      [...html.matchAll(/<section id="([^"]*)"/g)].map(([, id]) => id),
    );
    expect(ids).toEqual(['top', ...Array.from({ length: 9 }, (_, at) => `s${at}`)]);
  });

  test('carry text that looks like HTML as text', () => {
    const hostile = page('<h2 id="x">&lt;b&gt; "quoted"</h2><p>&lt;script&gt;alert(1)&lt;/script&gt;</p>');
    const html = recordsOf(hostile ? [hostile] : [])[1]?.html ?? '';
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toContain('<script>');
  });
});

test('the vocabulary has words of headings first, and of the text those used most', () => {
  const read = page('<p>replication once</p><h2 id="a">Sharding</h2><p>replication again, sharding</p>');
  expect(vocabularyOf(read ? [read] : [], 3)).toEqual({ headings: 'caching sharding', text: 'replication' });
});

test('of words used equally often, the vocabulary has all or none', () => {
  const read = page('<p>alpha beta gamma again</p><h2 id="a">Sharding</h2><p>again</p>');
  const textOf = (maxWords: number) => vocabularyOf(read ? [read] : [], maxWords).text;
  expect(textOf(4)).toBe('again');
  expect(textOf(6)).toBe('again alpha beta gamma');
});
