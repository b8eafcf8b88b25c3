// Words of scripts that write none apart: Chinese, Japanese, Thai and their neighbors. The index and the queries are cut in
// the same way, with the browser's own dictionary. Not here: what is done with words (query.ts).

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]+/gu;
const ENDS_UNSPACED = new RegExp(`${UNSPACED.source}\\P{L}*$`, 'u');
const BEGINS_UNSPACED = new RegExp(`^\\P{L}*${UNSPACED.source}`, 'u');
/** Signs of these scripts that bring their own space. */
const WIDE_SIGN = /[\u3000-\u303f\uff00-\uffef]/;

let segmenter: Intl.Segmenter | undefined;

/** The text with a space between each two words of such a script; other text stays as it is. */
export function segment(text: string): string {
  return text.replace(UNSPACED, (run) => ` ${wordsIn(run).join(' ')} `);
}

/** Whether the word is of such a script, at least in part. */
export function isUnspaced(word: string): boolean {
  return word.search(UNSPACED) >= 0;
}

/** Whether a text has no space between these words. */
export function standTogether(word: string, next: string): boolean {
  return (
    (ENDS_UNSPACED.test(word) || WIDE_SIGN.test(word.at(-1) ?? '')) &&
    (BEGINS_UNSPACED.test(next) || WIDE_SIGN.test(next[0] ?? ''))
  );
}

/** Letter by letter in a browser without a dictionary: what begins a word is found even so. */
function wordsIn(run: string): string[] {
  if (!('Segmenter' in Intl)) return [...run];
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return [...segmenter.segment(run)].map((part) => part.segment);
}
