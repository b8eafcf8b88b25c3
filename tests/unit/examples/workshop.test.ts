// The runner itself, tried on small chapters that are right and wrong: a wrong one must fail with its file and line.
import { afterEach, describe, expect, test } from 'vitest';
import { findFences, type CourseFile } from '../../examples/fences.ts';
import type { Outcome } from '../../examples/outcome.ts';
import { openWorkshop, type Workshop } from '../../examples/workshop.ts';

const FILE = 'content/a/01-b.md';
let workshop: Workshop | undefined;
afterEach(async () => {
  await workshop?.close();
  workshop = undefined;
});

/** Each fence's outcome in a word, or the failure's first line. */
async function check(text: string): Promise<string[]> {
  const file: CourseFile = { file: FILE, fences: findFences(FILE, text.trimStart()) };
  await workshop?.close();
  workshop = await openWorkshop([file]);
  const outcomes: string[] = [];
  for (const fence of file.fences) {
    try {
      outcomes.push(inAWord(await workshop.check(fence)));
    } catch (error) {
      outcomes.push((error as Error).message.split('\n')[0] ?? '');
    }
  }
  return outcomes;
}

function inAWord(outcome: Outcome | null): string {
  if (!outcome) return 'text';
  if (outcome.did === 'skipped') return `skipped: ${outcome.reason}`;
  return outcome.rewrite
    ? `${outcome.did}, should be at ${String(outcome.rewrite.fence.line)}: ${outcome.rewrite.text}`
    : outcome.did;
}

const fence = (info: string, ...code: string[]) => [`\`\`\`${info}`, ...code, '```', '', ''].join('\n');

describe('SQL', () => {
  const table = fence('sql', 'CREATE TABLE t (id int PRIMARY KEY);', 'INSERT INTO t VALUES (1);');
  test('runs in the order of the chapter and is compared with its result', async () => {
    const text = table + fence('sql', 'SELECT * FROM t;') + fence('result', ' id', '----', '  1', '(1 row)');
    expect(await check(text)).toEqual(['executed', 'executed']);
  });
  test('a wrong result is told with what would be right', async () => {
    const text = fence('sql', 'SELECT 1 AS n;') + fence('result', ' n', '---', ' 2', '(1 row)');
    expect(await check(text)).toEqual(['executed, should be at 5:  n\n---\n 1\n(1 row)']);
  });
  test('tags and notices may be shown or left out; the last of several results may stand alone', async () => {
    const insert = (id: number) =>
      fence('sql', `INSERT INTO t VALUES (${String(id)}); SELECT 7 AS a; SELECT 8 AS b;`);
    const a = [' a', '---', ' 7', '(1 row)'];
    const b = [' b', '---', ' 8', '(1 row)'];
    const shown = [[...a, '', ...b], ['INSERT 0 1', ...a, ...b], b];
    const text = shown.map((lines, index) => insert(index + 2) + fence('result', ...lines));
    expect(await check(table + text.join(''))).toEqual(['executed', 'executed', 'executed', 'executed']);
  });
  test('a result with a line too many or too few is wrong', async () => {
    const select = fence('sql', 'SELECT 1 AS n;');
    const short = fence('result', ' n', '---', ' 1');
    const long = fence('result', ' n', '---', ' 1', '(1 row)', 'INSERT 0 1');
    const outcomes = await check(select + short + select + long + select + fence('result'));
    expect(outcomes.map((outcome) => outcome.split(':')[0])).toEqual([
      'executed, should be at 5',
      'executed, should be at 15',
      'executed, should be at 27',
    ]);
  });
  test('an error fails unless its code is announced, and an announced one must come', async () => {
    const twice = 'INSERT INTO t VALUES (1);';
    const outcomes = await check(
      table +
        fence('sql', twice) +
        fence('sql error="23505"', twice) +
        fence('sql error="23505"', 'SELECT 1;'),
    );
    expect(outcomes).toEqual([
      'executed',
      `${FILE}:6  the SQL fails with 23505:`,
      'executed',
      `${FILE}:14  the SQL should fail with 23505 and does not.`,
    ]);
  });
  test('an error may be shown by its first line alone', async () => {
    const error = 'ERROR:  duplicate key value violates unique constraint "t_pkey"';
    const detail = 'DETAIL:  Key (id)=(1) already exists.';
    const insert = fence('sql error="23505"', 'INSERT INTO t VALUES (1);');
    const text = [[error], [error, detail], ['ERROR:  no']].map(
      (lines) => insert + fence('result', ...lines),
    );
    expect(await check(table + text.join(''))).toEqual([
      'executed',
      'executed',
      'executed',
      `executed, should be at 27: ${error}`,
    ]);
  });
  test('measured times of a plan are not compared', async () => {
    const plan = [
      'QUERY PLAN',
      '-----------',
      ' Result (actual time=1.234..5.678 rows=1.00 loops=1)',
      ' Planning Time: 99.999 ms',
      ' Execution Time: 9.999 ms',
      '(3 rows)',
    ];
    const explain = 'EXPLAIN (ANALYZE, COSTS OFF, BUFFERS OFF) SELECT 1;';
    expect(await check(fence('sql', explain) + fence('result', ...plan))).toEqual(['executed']);
    const other = plan.map((line) => line.replace('Result', 'Sort'));
    expect((await check(fence('sql', explain) + fence('result', ...other)))[0]).toContain('should be');
  });
});

describe('TypeScript', () => {
  test('is type-checked, run, and sees earlier fences by their titles as they stood then', async () => {
    const cart = (price: number) =>
      fence('ts title="cart.ts"', `export const price: number = ${String(price)};`);
    const use = fence('ts', `import { price } from './cart.ts';`, 'console.log(price);');
    const text = cart(1) + use + fence('result', '1') + cart(2) + use + fence('result', '2');
    expect(await check(text)).toEqual(['executed', 'executed', 'executed', 'executed']);
  });
  test('a type error is told at its line, an exception at the fence, other output at the result', async () => {
    const text =
      fence('ts', 'const a = 1;', 'const b: string = a;', 'console.log(b);') +
      fence('ts', `throw new Error('no');`) +
      fence('ts', 'console.log(2);') +
      fence('result', '3') +
      fence('js', 'let a = 1;', `a = 'one';`);
    expect(await check(text)).toEqual([
      `${FILE}:3  column 7: TS2322: Type 'number' is not assignable to type 'string'.`,
      `${FILE}:7  Node ends with 1:`,
      'executed, should be at 15: 2',
      `${FILE}:21  column 1: TS2322: Type 'string' is not assignable to type 'number'.`,
    ]);
  });
});

describe('HTTP', () => {
  const get = fence('http', 'GET /v2/products/1 HTTP/1.1', 'Host: kiosk.example');
  const body =
    '{"success":true,"data":{"id":1,"sku":"mug-blue","name":"Blue mug","price":{"cents":1250,"currency":"EUR"},"stock":40},"meta":{}}';
  test('an answer is compared by status, shown headers and JSON value', async () => {
    const right = fence('http', 'HTTP/1.1 200 OK', 'content-type: application/json', '', ` ${body} `);
    expect(await check(get + right)).toEqual(['executed', 'executed']);
    const wrong = fence('http', 'HTTP/1.1 200 OK', 'ETag: "old"', '', body.replace('40', '41'));
    const [, outcome] = await check(get + wrong);
    expect(outcome).toContain('should be at 6: HTTP/1.1 200 OK\nETag: "');
    expect(outcome).toContain('"stock": 40');
  });
  test('a wrong status, an unknown header and an answer to nothing fail', async () => {
    const text =
      get +
      fence('http', 'HTTP/1.1 404 Not Found') +
      get +
      fence('http', 'HTTP/1.1 200 OK', 'Server: apache') +
      fence('http', 'HTTP/1.1 200 OK');
    const outcomes = await check(text);
    expect(outcomes[1]).toContain(
      `${FILE}:6  shows "HTTP/1.1 404 Not Found"; Kiosk answers "HTTP/1.1 200 OK"`,
    );
    expect(outcomes[3]).toBe(`${FILE}:15  shows the header Server, which the answer does not have.`);
    expect(outcomes[4]).toBe(`${FILE}:20  is an answer with no request before it.`);
  });
  test('an exchange with another server is skipped as a whole', async () => {
    const text = fence('http norun="a CDN"', 'GET / HTTP/1.1') + fence('http', 'HTTP/1.1 200 OK');
    expect(await check(text)).toEqual(['skipped: a CDN', 'skipped: a CDN']);
  });
});

test('Redis commands are run on a real server and their answers compared', async () => {
  const text =
    fence('redis', 'SET a 1', 'INCR a') + fence('result', 'OK', '(integer) 3') + fence('redis', 'LPUSH a x');
  const outcomes = await check(text);
  if (outcomes[0]?.startsWith('skipped')) return;
  expect(outcomes).toEqual([
    'executed, should be at 6: OK\n(integer) 2',
    `${FILE}:11  Redis answers (error) WRONGTYPE Operation against a key holding the wrong kind of value`,
  ]);
});

test('Python is compiled, and run where a result follows', async () => {
  const text =
    fence('python', 'import redis') +
    fence('python', 'print(1)') +
    fence('result', '2') +
    fence('python', 'def f(:');
  const outcomes = await check(text);
  if (outcomes[0]?.startsWith('skipped')) return;
  expect(outcomes).toEqual([
    'validated',
    'executed, should be at 9: 1',
    `${FILE}:13  python3 does not compile it:`,
  ]);
});

test('JSON, YAML, Kubernetes objects, workflows, Dockerfiles and shell are validated', async () => {
  const pod = [
    'apiVersion: v1',
    'kind: Pod',
    'metadata: { name: a }',
    'spec:',
    '  containers: [{ name: a, image: a:1 }]',
  ];
  const steps = ['on: push', 'jobs:', '  a:', '    runs-on: ubuntu-latest', '    steps: [{ run: make }]'];
  const right =
    fence('json', '{"a": 1}') +
    fence('yaml', ...pod) +
    fence('yaml title=".github/workflows/ci.yml"', ...steps) +
    fence('dockerfile', 'FROM node:24-slim', 'CMD ["node"]') +
    fence('sh', 'echo "a"');
  expect(new Set(await check(right))).toEqual(new Set(['validated']));
  const wrong =
    fence('json', '{a: 1}') +
    fence('yaml', 'a: 1', 'a: 2') +
    fence('yaml', ...pod.map((line) => line.replace('image', 'images'))) +
    fence('yaml', ...pod.map((line) => line.replace('Pod', 'Pood'))) +
    fence(
      'yaml title=".github/workflows/ci.yml"',
      ...steps.map((line) => line.replace('runs-on', 'run-on')),
    ) +
    fence('dockerfile', 'FROM node:24-slim', 'RUNN make') +
    fence('sh', 'if true; echo');
  const outcomes = await check(wrong);
  expect(outcomes.map((outcome) => /^content\/a\/01-b\.md:\d+ {2}/.exec(outcome)?.[0].trim())).toEqual(
    [1, 7, 10, 18, 30, 36, 39].map((line) => `${FILE}:${String(line)}`),
  );
});

test('a language nobody can check needs a reason, and so does norun', async () => {
  const text =
    fence('graphql', 'query { a }') +
    fence('graphql norun="no server"', '{ a }') +
    fence('sql norun=""', 'x') +
    fence('text', 'x') +
    'words\n\n' +
    fence('result', '1');
  expect(await check(text)).toEqual([
    `${FILE}:1  there is no way to check "graphql"; add norun="why" to the fence.`,
    'skipped: no server',
    `${FILE}:9  says norun without a reason.`,
    'text',
    `${FILE}:19  is a result with no fence directly before it.`,
  ]);
});
