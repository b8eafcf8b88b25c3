// Strong words among Chinese, Japanese and Korean ones: **注意：**数组. CommonMark takes a sign between punctuation and a letter
// for the other side of a pair, since its languages have spaces there; these have none, and their authors mean a pair.
const PAIR = /(?<![*\\])\*\*(?![\s*])([^*\n]{1,500}?)(?<![\s\\])\*\*(?!\*)/g;
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF00-\uFFEF]/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;

export function emphasisAmongCjk(text: string): string {
  if (!text.includes('**') || !WIDE.test(text)) return text;
  return text.replace(PAIR, (whole, words: string, at: number) => {
    const before = letterAt(text, at - 1);
    const after = letterAt(text, at + whole.length);
    const [first = ''] = words;
    const last = letterAt(words, words.length - 1);
    if (![before, after, first, last].some((sign) => WIDE.test(sign))) return whole;
    return isGlued(before, first) || isGlued(after, last) ? `<strong>${words}</strong>` : whole;
  });
}

/** A letter outside, punctuation inside. */
function isGlued(outside: string, inside: string): boolean {
  return outside !== '' && !/\s/.test(outside) && !PUNCTUATION.test(outside) && PUNCTUATION.test(inside);
}

/** The whole sign at a place, which may be the second half of one. */
function letterAt(text: string, at: number): string {
  if (at < 0 || at >= text.length) return '';
  const isLow = /[\uDC00-\uDFFF]/.test(text.charAt(at));
  return String.fromCodePoint(text.codePointAt(isLow ? at - 1 : at) ?? 32);
}
