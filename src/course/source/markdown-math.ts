// Formulas within a line: `$…$`, `$$…$$`, `\(…\)` and `\[…\]` as an extension of the Markdown parser, so that no sign in them is
// read as emphasis. A price is none: a formula has no space behind its first sign or before its last, and no letter or
// digit directly outside. Not here: formulas that stand by themselves (dialects/formulas.ts), MathML (markdown/math/).
import type { CompileContext, Extension as FromMarkdown } from 'mdast-util-from-markdown';
import type { Code, Extension, State, Token, TokenizeContext, Effects } from 'micromark-util-types';
import type { Literal } from 'mdast';
import type { Processor } from 'unified';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    inlineMath: 'inlineMath';
    inlineMathData: 'inlineMathData';
    inlineMathSequence: 'inlineMathSequence';
  }
}

/** A formula in a line, without its signs. */
export interface InlineMath extends Literal {
  type: 'inlineMath';
  /** True if it stands by itself although it was written in a line. */
  isDisplay: boolean;
}

declare module 'mdast' {
  interface PhrasingContentMap {
    inlineMath: InlineMath;
  }
  interface RootContentMap {
    inlineMath: InlineMath;
  }
}

const DOLLAR = 36;
const BACKSLASH = 92;
const OPEN = 40;
const CLOSE = 41;
const OPEN_SQUARE = 91;
const CLOSE_SQUARE = 93;

const mathSyntax: Extension = {
  text: {
    [DOLLAR]: { name: 'math', tokenize: tokenizeDollars },
    [BACKSLASH]: { name: 'math', tokenize: tokenizeParentheses },
  },
};

const mathToTree: FromMarkdown = {
  enter: {
    inlineMath(this: CompileContext, token: Token) {
      this.enter({ type: 'inlineMath', value: '', isDisplay: false }, token);
    },
  },
  exit: {
    inlineMath(this: CompileContext, token: Token) {
      const node = this.stack.at(-1);
      if (node?.type === 'inlineMath') {
        const written = this.sliceSerialize(token);
        const signs = written.startsWith('$$') || written.startsWith('\\') ? 2 : 1;
        node.isDisplay = written.startsWith('$$') || written.startsWith('\\[');
        node.value = withoutTicks(written.slice(signs, -signs));
      }
      this.exit(token);
    },
  },
};

/** Both for remark. */
export function remarkFormulas(this: Processor): void {
  const data = this.data();
  (data.micromarkExtensions ??= []).push(mathSyntax);
  (data.fromMarkdownExtensions ??= []).push(mathToTree);
}

/** GitHub also has formulas in code: $`x`$. */
function withoutTicks(tex: string): string {
  return tex.length > 2 && tex.startsWith('`') && tex.endsWith('`') ? tex.slice(1, -1) : tex;
}

function tokenizeDollars(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  const { previous } = this;
  const context = this;
  let size = 0;
  let closing = 0;
  let last: Code = null;
  let token: Token | undefined;
  let isInData = false;

  return function start(code) {
    if (previous === DOLLAR || isWord(previous)) return nok(code);
    token = effects.enter('inlineMath');
    effects.enter('inlineMathSequence');
    return opening(code);
  };

  function opening(code: Code): State | undefined {
    if (code === DOLLAR && size < 2) {
      effects.consume(code);
      size += 1;
      return opening;
    }
    if (code === DOLLAR || code === null || (size === 1 && isSpace(code))) return nok(code);
    effects.exit('inlineMathSequence');
    return data(code);
  }

  function setInData(next: boolean): void {
    if (next && !isInData) effects.enter('inlineMathData');
    else if (!next && isInData) effects.exit('inlineMathData');
    isInData = next;
  }

  function data(code: Code): State | undefined {
    if (code === null) return nok(code);
    if (code === DOLLAR) {
      if (size === 1 && isSpace(last)) return nok(code);
      setInData(false);
      effects.enter('inlineMathSequence');
      return end(code);
    }
    last = code;
    if (isLineEnding(code)) {
      setInData(false);
      effects.enter('lineEnding');
      effects.consume(code);
      effects.exit('lineEnding');
      return data;
    }
    setInData(true);
    effects.consume(code);
    return code === BACKSLASH ? escaped : data;
  }

  function escaped(code: Code): State | undefined {
    if (code === null || code < 0) return data(code);
    effects.consume(code);
    last = code;
    return data;
  }

  function end(code: Code): State | undefined {
    if (code === DOLLAR && closing < size) {
      effects.consume(code);
      closing += 1;
      return end;
    }
    if (closing < size || code === DOLLAR || (size === 1 && isWord(code))) return nok(code);
    effects.exit('inlineMathSequence');
    effects.exit('inlineMath');
    const written = token ? context.sliceSerialize(token) : '';
    return size === 1 && isProse(written.slice(1, -1)) ? nok(code) : ok(code);
  }
}

/** Escaped brackets in prose are more usual than formulas in them, so there must be a sign that prose has not. */
function tokenizeParentheses(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  const context = this;
  let token: Token | undefined;
  let length = 0;
  let closing = CLOSE;

  return function start(code) {
    token = effects.enter('inlineMath');
    effects.enter('inlineMathData');
    effects.consume(code);
    return opening;
  };

  function opening(code: Code): State | undefined {
    if (code !== OPEN && code !== OPEN_SQUARE) return nok(code);
    if (code === OPEN_SQUARE) closing = CLOSE_SQUARE;
    effects.consume(code);
    return data;
  }

  function data(code: Code): State | undefined {
    // A line: what has no end in it is no formula.
    if (code === null || isLineEnding(code) || (length += 1) > LONGEST) return nok(code);
    effects.consume(code);
    return code === BACKSLASH ? escaped : data;
  }

  function escaped(code: Code): State | undefined {
    if (code !== closing) return data(code);
    effects.consume(code);
    effects.exit('inlineMathData');
    effects.exit('inlineMath');
    const tex = token ? context.sliceSerialize(token).slice(2, -2) : '';
    // Square brackets are escaped by programs, around any words.
    if (closing === CLOSE_SQUARE && !/\\[a-z]{2}/i.test(tex) && !/^\s.*\s$/.test(tex)) return nok;
    return /[\\^_=<>+]|^\s*\w\s*$/.test(tex) ? ok : nok;
  }
}

/** Each `\(` is looked for its end, so the search must end too. */
const LONGEST = 500;

function isLineEnding(code: Code): boolean {
  return code !== null && code < -2;
}

function isSpace(code: Code): boolean {
  return code === null || code < 0 || code === 32;
}

function isWord(code: Code): boolean {
  return code !== null && code > 0 && /[\p{L}\p{N}]/u.test(String.fromCodePoint(code));
}

/** An amount and words, or words without any sign of a formula: "$5 for tea and 3$". */
function isProse(tex: string): boolean {
  if (/^\d[\d.,]*\s?(?:[kKmMbB]|bn|per|USD|million)?\s+\p{L}{2,}/u.test(tex)) return true;
  return !/[\\^_={}+<>|]/.test(tex) && (tex.match(/\p{L}{3,}/gu)?.length ?? 0) > 1;
}
