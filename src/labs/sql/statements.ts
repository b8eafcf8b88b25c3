// Cuts a SQL script into statements, as psql does before it sends them one by one.
// Not here: psql's own commands (\d …), which are not SQL.

export interface Statement {
  /** With its semicolon and without the space around it. */
  readonly text: string;
  /** Where it begins in the script, in UTF-16 units as strings count. */
  readonly start: number;
}

export function splitStatements(script: string): string[] {
  return findStatements(script).map(({ text }) => text);
}

export function findStatements(script: string): Statement[] {
  const statements: Statement[] = [];
  const add = (from: number, to: number): void => {
    const part = script.slice(from, to);
    const text = part.trim();
    if (/\S/.test(withoutComments(text).replace(';', '')))
      statements.push({ text, start: from + part.indexOf(text) });
  };
  let start = 0;
  let depth = 0;
  for (let at = 0; at < script.length;) {
    const end = skipQuoted(script, at);
    if (end > at) {
      at = end;
      continue;
    }
    const char = script[at];
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    at += 1;
    if (char === ';' && depth <= 0) {
      add(start, at);
      start = at;
      depth = 0;
    }
  }
  add(start, script.length);
  return statements;
}

/** Where the string, quoted name, dollar-quoted body or comment that begins at `at` ends; `at` if none begins. */
function skipQuoted(script: string, at: number): number {
  if (!/['"$\-/eE]/.test(script[at] ?? '')) return at;
  const rest = script.slice(at);
  const opened =
    /^--[^\n]*/.exec(rest) ??
    (/\w/.test(script[at - 1] ?? '') ? null : /^[eE]'(?:[^'\\]|\\[\s\S]|'')*'?/.exec(rest)) ??
    /^'(?:[^']|'')*'?/.exec(rest) ??
    /^"(?:[^"]|"")*"?/.exec(rest);
  if (opened) return at + opened[0].length;
  if (rest.startsWith('/*')) return at + blockCommentLength(rest);
  const tag = /\w/.test(script[at - 1] ?? '') ? null : /^\$(?:[A-Za-z_]\w*)?\$/.exec(rest);
  if (!tag) return at;
  const close = rest.indexOf(tag[0], tag[0].length);
  return close < 0 ? script.length : at + close + tag[0].length;
}

/** Block comments nest in SQL. */
function blockCommentLength(text: string): number {
  let depth = 0;
  for (const mark of text.matchAll(/\/\*|\*\//g)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.index + 2;
  }
  return text.length;
}

function withoutComments(text: string): string {
  return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '');
}
