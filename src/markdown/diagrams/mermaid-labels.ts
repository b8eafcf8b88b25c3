// Labels on their way through the drawing library: every character that it might take for syntax is hidden as a
// private-use character of its own and shown again in what it prints. Not here: which texts are labels.

// ASCII hides at U+E000 and up; the library counts such characters as ordinary letters when it measures.
const HIDDEN = 0xe000;
const LINE_BREAK = '<br/>';

/** An author's label: quotes, Markdown back-ticks and tags taken off, line breaks kept, all else hidden. */
export function hide(label: string): string {
  const unquoted = label.trim().replace(/^"`?([\s\S]*?)`?"$/, '$1');
  return unquoted
    .split(/<br\s*\/?>|\\n/i)
    .map((line) =>
      hideAll(
        line
          .replaceAll(/<\/?[a-z][a-z0-9]*\s*>/gi, '')
          .replaceAll(/#quot;|&quot;/g, '"')
          .replaceAll(/#(\d{2,6});/g, (_, code: string) =>
            String.fromCodePoint(Math.min(Number(code), 0x10ffff)),
          )
          .replaceAll(/&lt;|#lt;/g, '<')
          .replaceAll(/&gt;|#gt;/g, '>')
          .replaceAll('&amp;', '&'),
      ),
    )
    .join(LINE_BREAK);
}

/** Hides all but letters, digits and inner spaces; for names also the spaces. */
export function hideAll(text: string, { spaces = false } = {}): string {
  const pattern = spaces ? /[^\p{L}\p{N}_]/gu : /[^\p{L}\p{N}_ ]/gu;
  return text.trim().replaceAll(pattern, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x80 ? String.fromCharCode(HIDDEN + code) : character;
  });
}

/** What `hide` hid. */
export function show(text: string): string {
  return text.replaceAll(/[\ue000-\ue07f]/g, (character) =>
    String.fromCharCode(character.charCodeAt(0) - HIDDEN),
  );
}
