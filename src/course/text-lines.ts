// The lines of a file's text, split once for all its pages.

let last: { readonly text: string; readonly lines: readonly string[] } = { text: '', lines: [''] };

export function linesOf(text: string): readonly string[] {
  if (last.text !== text) last = { text, lines: text.split(/\r\n|\n|\r/) };
  return last.lines;
}
