// Long runs of blanks in lines that may be a box, a tag or a template of another tool. They mean nothing there, but the
// patterns that read such lines would divide each run in every way, which takes the cube of its length.
// Not here: reading those lines (dialects/).

/** Longer than people align by; what is shown as code keeps its looks up to here. */
const LONGEST = 40;
const RUN = /(?<=\S)[^\S\r\n]{41,}/g;
/** How lines begin that dialects/ has patterns for. */
const SHAPED = /^[^\S\r\n]*(?:> ?)*(?:[{<]|import\b|export\b|:::|: |\/\/\/|!!!|\?\?\?|===)/;

/** The same lines; only runs of blanks within some of them are shorter. */
export function withoutLongRuns(text: string): string {
  if (!/[^\S\r\n]{41}/.test(text)) return text;
  return text
    .split('\n')
    .map((line) => (SHAPED.test(line) ? line.replaceAll(RUN, ' '.repeat(LONGEST)) : line))
    .join('\n');
}
