// Requests as readers write them, and what is new in a response.
import fc from '../../property.ts';
import { expect, test } from 'vitest';
import {
  newLines,
  printHeaders,
  readHeaders,
  readRequest,
  statusLine,
  toCurl,
} from '../../../src/labs/http/message.ts';
import { statusLine as printedLine } from '../../examples/http-message.ts';

test('a request as a chapter prints it', () => {
  expect(
    readRequest('POST /v2/orders?x=1 HTTP/1.1\nHost: kiosk.example\nIf-Match: "a:b"\n\n{ "a":\n\n1 }'),
  ).toEqual({
    method: 'POST',
    target: '/v2/orders?x=1',
    headers: [['If-Match', '"a:b"']],
    body: '{ "a":\n\n1 }',
  });
  expect(readRequest('HTTP/1.1 200 OK')).toBeUndefined();
  expect(readRequest('GET /x HTTP/1.1\nno header')).toBeUndefined();
});

test('headers are read and printed, and a line that is none is named', () => {
  expect(readHeaders('A: b\n\n  c:d  ')).toEqual({
    headers: [
      ['A', 'b'],
      ['c', 'd'],
    ],
  });
  expect(readHeaders('A: b\nnothing')).toEqual({ wrong: 'nothing' });
  expect(readHeaders('A: b\u0000')).toEqual({ wrong: 'A: b\u0000' });
  const name = fc.stringMatching(/^[A-Za-z][\w-]{0,10}$/);
  const value = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value)), (headers) => {
      expect(readHeaders(printHeaders(headers))).toEqual({ headers });
    }),
  );
});

test('whatever headers can be read can be sent', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const read = readHeaders(text);
      if ('headers' in read)
        new Request('http://kiosk.example/', { headers: read.headers.map(([...pair]) => pair) });
    }),
  );
});

test('a command for a shell quotes what is in it', () => {
  expect(
    toCurl({
      method: 'PATCH',
      target: '/v2/products/5',
      headers: [['If-Match', '"x"']],
      body: `{"a":"it's"}`,
    }),
  ).toBe(
    `curl -i -X PATCH 'http://127.0.0.1:8787/v2/products/5' \\\n  -H 'If-Match: "x"' \\\n  --data-raw '{"a":"it'\\''s"}'`,
  );
});

test('the phrases are those that the chapters print', () => {
  for (const status of [
    200, 201, 202, 204, 304, 400, 401, 402, 403, 404, 405, 409, 410, 412, 413, 415, 422, 428, 429, 500,
  ])
    expect(statusLine(status)).toBe(printedLine(status));
});

test('lines that are new are those without which the rest is a part of what was', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 });
  expect([...newLines(['a', 'b', 'c'], ['a', 'x', 'c', 'y'])]).toEqual([1, 3]);
  fc.assert(
    fc.property(lines, lines, (before, now) => {
      const added = newLines(before, now);
      const rest = now.filter((_, index) => !added.has(index));
      let at = 0;
      for (const line of before) if (rest[at] === line) at++;
      expect(at).toBe(rest.length);
    }),
  );
});
