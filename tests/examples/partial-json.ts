// JSON of which only a part is shown: `…` stands for the members or elements that are left out.
// Not here: laying it out (http-message.ts), sending requests (http.ts).

/** The mark as it stands in a parsed value: the name of a member, or the last element of a list. */
export const ELISION = '…';

/** Parses JSON in which `…` may stand where a member or an element could. Throws like JSON.parse. */
export function parsePartialJson(text: string): unknown {
  const open: string[] = [];
  let json = '';
  for (const token of text.match(/"(?:[^"\\]|\\.)*"|[\s\S]/g) ?? []) {
    if (token === '{' || token === '[') open.push(token);
    if (token === '}' || token === ']') open.pop();
    if (token === ELISION) json += open.at(-1) === '{' ? `"${ELISION}": null` : `"${ELISION}"`;
    else json += token;
  }
  return JSON.parse(json) as unknown;
}

/** What `shown` would have to be for `whole`: the same parts left out, all else as in `whole`. */
export function showPartOf(whole: unknown, shown: unknown): unknown {
  if (Array.isArray(whole) && Array.isArray(shown)) {
    const isPart = shown.at(-1) === ELISION;
    const elements: readonly unknown[] = isPart ? whole.slice(0, shown.length - 1) : whole;
    const kept = elements.map((element, index) => showPartOf(element, shown[index]));
    return isPart ? [...kept, ELISION] : kept;
  }
  if (isObject(whole) && isObject(shown)) {
    const isPart = ELISION in shown;
    const names = Object.keys(whole).filter((name) => !isPart || name in shown);
    const kept = names.map((name) => [name, showPartOf(whole[name], shown[name])] as const);
    return Object.fromEntries(isPart ? [...kept, [ELISION, null] as const] : kept);
  }
  return whole;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
