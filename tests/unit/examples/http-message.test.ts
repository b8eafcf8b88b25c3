import { expect, test } from 'vitest';
import { layOutJson, parseMessage, statusLine, writeMessage } from '../../examples/http-message.ts';

test('a message is read into parts and written back', () => {
  const text = 'HTTP/1.1 200 OK\nETag: "a:b"\n\n{\n\n}';
  const message = parseMessage(text);
  expect(message).toEqual({ startLine: 'HTTP/1.1 200 OK', headers: [['ETag', '"a:b"']], body: '{\n\n}' });
  expect(writeMessage(message)).toBe(text);
  expect(parseMessage('GET / HTTP/1.1').body).toBeNull();
  expect(() => parseMessage('GET / HTTP/1.1\nno header')).toThrow('"no header" is not a header');
});

test('status lines have the phrases of RFC 9110', () => {
  expect([204, 422].map(statusLine)).toEqual([
    'HTTP/1.1 204 No Content',
    'HTTP/1.1 422 Unprocessable Content',
  ]);
});

test('JSON is laid out in lines that fit, and means the same', () => {
  const value = { a: [], b: { c: 1, d: [1, 2] }, long: [{ text: 'x'.repeat(60) }, null], 'e"': true };
  const text = layOutJson(value);
  expect(JSON.parse(text)).toEqual(value);
  expect(text.split('\n').slice(0, 3)).toEqual(['{', '  "a": [],', '  "b": { "c": 1, "d": [1, 2] },']);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(76);
  expect([layOutJson([]), layOutJson('x')]).toEqual(['[]', '"x"']);
});
