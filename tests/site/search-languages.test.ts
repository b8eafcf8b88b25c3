// Whether readers of Chinese, Japanese, Arabic and German find what they look for: four small courses in one library,
// built by the command itself, asked from their own pages and from the site's search page.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { searchIn } from '../unit/search/index-files.ts';

const content = 'tests/search/languages';
const site = '.lectern/test/languages/site';
/** Of each language's queries. */
const PASS_MARK = 0.9;
const COURSES: Readonly<Record<string, string>> = {
  de: 'Wasser und Brot',
  zh: '架构与茶',
  ja: '設計とコーヒー',
  ar: 'الأنظمة والقهوة',
};

interface Query {
  readonly ask: string;
  /** The heading of the section. */
  readonly want: string;
}
const queries = parse(readFileSync(`${content}/queries.yaml`, 'utf8')) as Readonly<
  Record<string, readonly Query[]>
>;

beforeAll(() => {
  const env = { ...process.env, CONTENT_DIR: content, OUT_DIR: site };
  execFileSync(process.execPath, ['src/cli/build.ts'], { env, stdio: 'pipe' });
}, 600_000);
afterAll(() => vi.unstubAllGlobals());

describe.each(Object.entries(COURSES))('%s', (language, course) => {
  const ofLanguage = queries[language] ?? [];

  test('has queries enough to mean something', () => {
    expect(ofLanguage.length).toBeGreaterThanOrEqual(20);
  });

  test.each([
    ['from a page of its course', { course }],
    ['from the site’s search page', {}],
  ])(`the right section is on top for ${PASS_MARK * 100} % of the queries, %s`, async (_from, options) => {
    const search = searchIn(site);
    const missed: string[] = [];
    for (const { ask, want } of ofLanguage) {
      const answer = await search.ask(ask, options);
      const top = answer?.kind === 'hits' ? answer.hits[0]?.title : answer?.kind;
      if (top !== want) missed.push(`"${ask}" gives "${top}", not "${want}"`);
    }
    expect(missed.length / ofLanguage.length, missed.join('\n')).toBeLessThanOrEqual(1 - PASS_MARK);
  });
});

test('all courses of the library can be chosen, whatever their languages', async () => {
  expect((await searchIn(site).courses()).toSorted()).toEqual(Object.values(COURSES).toSorted());
});

test('a word of one language is not corrected to one of another', async () => {
  const answer = await searchIn(site).ask('Schutzgebiet');
  expect(answer).toMatchObject({ kind: 'hits', missing: [] });
  expect(answer).not.toHaveProperty('corrected');
});

test('what is shown of a Chinese section is written as its author wrote it', async () => {
  const answer = await searchIn(site).ask('令牌桶');
  const shown = answer?.kind === 'hits' ? answer.hits[0]?.excerpt.map(({ text }) => text).join('') : '';
  expect(shown).toContain('令牌桶算法限制每秒的请求数。');
});
