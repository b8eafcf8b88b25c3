// Where in authors' HTML a tag begins that is never finished: the parser would drop it with all that follows.
// Not here: what is done about it (sanitize.ts).

/** Offset of the `<`, or -1 if every tag is finished. Reads as the HTML standard's tokenizer does, in one pass. */
export function findUnfinishedTag(html: string): number {
  let at = html.indexOf('<');
  while (at >= 0) {
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 2);
      if (end < 0) return -1;
      at = html.indexOf('<', end + 3);
      continue;
    }
    const isTag = /[a-z]/i.test(html.charAt(html.charAt(at + 1) === '/' ? at + 2 : at + 1));
    const end = isTag ? endOfTag(html, at) : at + 1;
    if (end < 0) return at;
    at = html.indexOf('<', end);
  }
  return -1;
}

/** Offset after the tag's `>`, or -1. A quotation mark opens a value only right after an equals sign. */
function endOfTag(html: string, start: number): number {
  let awaitsValue = false;
  for (let at = start + 1; at < html.length; at++) {
    const character = html.charAt(at);
    if (character === '>') return at + 1;
    if (awaitsValue && (character === '"' || character === "'")) {
      at = html.indexOf(character, at + 1);
      if (at < 0) return -1;
      awaitsValue = false;
    } else if (character === '=') awaitsValue = true;
    else if (!/\s/.test(character)) awaitsValue = false;
  }
  return -1;
}
