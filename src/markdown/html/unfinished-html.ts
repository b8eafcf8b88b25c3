// Where in authors' HTML something begins that is never finished: the parser would drop it, with all that follows, and
// keep a part of it in mind for the next piece. Not here: what is done about it (raw-html.ts).

export interface Unfinished {
  /** Offset of its `<`. */
  readonly start: number;
  readonly kind: 'tag' | 'comment';
}

/** The first thing without an end, if any. Reads as the HTML standard's tokenizer does, in one pass. */
export function findUnfinished(html: string): Unfinished | undefined {
  for (let start = html.indexOf('<'); start >= 0;) {
    const kind = kindAt(html, start);
    const end =
      kind === 'tag' ? endOfTag(html, start) : kind === 'comment' ? endOfComment(html, start) : start + 1;
    if (kind !== 'text' && end < 0) return { start, kind };
    start = html.indexOf('<', end);
  }
  return undefined;
}

function kindAt(html: string, start: number): Unfinished['kind'] | 'text' {
  const next = html.charAt(start + 1);
  if (next === '!' || next === '?') return 'comment';
  if (next !== '/') return /[a-z]/i.test(next) ? 'tag' : 'text';
  const after = html.charAt(start + 2);
  return /[a-z]/i.test(after) ? 'tag' : after === '' ? 'text' : 'comment';
}

const END_OF_COMMENT = /--!?>/g;

/** Offset after the comment, or -1; `<!x>`, `<?x>` and `</ x>` are comments too, and end at the first `>`. */
function endOfComment(html: string, start: number): number {
  if (!html.startsWith('<!--', start)) return html.indexOf('>', start) + 1 || -1;
  // One search for both ends: a text without the rarer one would be read to its end for every comment.
  END_OF_COMMENT.lastIndex = start + 2;
  for (let end = END_OF_COMMENT.exec(html); end; end = END_OF_COMMENT.exec(html)) {
    // `<!-->` is a whole comment, `<!--!>` is none.
    if (end[0] === '-->' || end.index >= start + 4) return END_OF_COMMENT.lastIndex;
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
