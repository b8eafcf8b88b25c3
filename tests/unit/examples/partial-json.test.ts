import { describe, expect, test } from 'vitest';
import { layOutJson } from '../../examples/http-message.ts';
import { parsePartialJson, showPartOf } from '../../examples/partial-json.ts';

const came = {
  success: true,
  data: [
    { id: 14, status: 'paid' },
    { id: 13, status: 'pending' },
  ],
  meta: { next: null },
};
const show = (text: string) => showPartOf(came, parsePartialJson(text));

describe('JSON with parts left out', () => {
  test('is equal to what came if the shown parts are', () => {
    const shown = parsePartialJson('{ "data": [{ "id": 14, … }, …], … }');
    expect(showPartOf(came, shown)).toEqual(shown);
  });
  test('shows what came instead of a wrong value, and leaves the same parts out', () => {
    expect(layOutJson(show('{ "data": [{ "id": 99, … }, …], "gone": 1, … }'))).toBe(
      '{\n  "data": [{ "id": 14, … }, …],\n  …\n}',
    );
  });
  test('leaves nothing out without the mark', () => {
    expect(show('{ "success": true }')).toEqual(came);
    expect(show('{ "data": [], "meta": {}, … }')).toMatchObject({ data: came.data, meta: came.meta });
  });
  test('takes the mark within a string for what it is', () => {
    expect(parsePartialJson('["a … b", "\\"…"]')).toEqual(['a … b', '"…']);
  });
});
