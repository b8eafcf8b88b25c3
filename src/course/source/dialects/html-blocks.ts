// Markdown directly below a tag is not read as Markdown, by no program: a fence there is shown as bare text and swallows
// what follows, tags that close included. Fences get the blank line that they lack; all is told, once in a file.
// Not here: which HTML is allowed (markdown/html/).
import { headingInHtml } from './html-headings.ts';
import { dedent, marginOf, type Line, type Notices } from './line.ts';

const OPENS =
  /^ {0,3}<\/?(?:details|summary|div|p|table|thead|tbody|tr|td|th|section|article|aside|center|figure|figcaption|blockquote|ul|ol|li|dl|dt|dd|nav|main|header|footer|h[1-6]|form|fieldset)(?:[\s/>]|$)/i;
const MARKDOWN =
  /^ {0,3}(?:[-*+]\s+\S|\d{1,9}[.)]\s+\S|#{1,6}\s+\S|>\s+\S|\|.*\|\s*$)|\*\*[^\s*][^*\n]{0,200}\*\*|(?<!`)`[^`\n]{1,200}`(?!`)|\[[^[\]\n]{1,200}\]\([^()\n]{1,300}\)/;
const NARROW = /<(?:table|tr|td|th|li|summary|figcaption|button|label)[\s>]/i;
const MD_ATTRIBUTE = /\smarkdown(?:=["']?(?:1|block|span|true)["']?)?(?=[\s>])/i;

export class HtmlBlocks {
  readonly #notices: Notices;
  #isInside = false;
  /** In a block in which a heading would stand in a cell, an entry or a summary. */
  #isNarrow = false;
  /** After a heading that was taken out of a block, whose lines must not become code by their margin. */
  #isBelowHeading = false;
  /** In a fold whose text is to be read as Markdown, which begins below its summary. */
  #asksForMarkdown = false;
  readonly #folds: number[] = [];

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  /** A line of text, and what it was rewritten to; where Markdown is asked for in HTML, blank lines are added. */
  read(line: Line, rewritten: Line[]): Line[] {
    const { text } = line;
    if (text.trim() === '') {
      this.#isInside = false;
      this.#isNarrow = false;
      this.#isBelowHeading = false;
      return rewritten;
    }
    if (this.#isBelowHeading) rewritten = rewritten.map((each) => dedent(each, marginOf(each.text)));
    this.#isNarrow ||= NARROW.test(text);
    this.#countFolds(line);
    const opens = OPENS.test(text);
    const blank: Line = { text: '', line: line.line, shift: 0 };
    const heading = this.#isNarrow ? undefined : headingInHtml(rewritten[0]?.text ?? '');
    if (heading) {
      this.#isBelowHeading = true;
      this.#isInside = false;
      return [blank, ...heading.map((each): Line => ({ text: each, line: line.line, shift: 0 })), blank];
    }
    // A box of Notion, which puts its words directly below the tag.
    if (/^<aside>$/i.test(text.trim())) {
      this.#isInside = false;
      return [...rewritten, blank];
    }
    if (opens && MD_ATTRIBUTE.test(text)) {
      this.#isInside = false;
      this.#asksForMarkdown = /<details/i.test(text);
      return [...rewritten.map((each) => ({ ...each, text: each.text.replace(MD_ATTRIBUTE, '') })), blank];
    }
    if (this.#asksForMarkdown && /<\/summary>\s*$/i.test(text)) {
      this.#isInside = false;
      this.#asksForMarkdown = false;
      return [...rewritten, blank];
    }
    if (!this.#isInside) {
      this.#isInside = opens;
      return rewritten;
    }
    if (!opens && !text.trimStart().startsWith('<') && MARKDOWN.test(text)) {
      this.#notices.report({
        code: 'markdown-in-html',
        kind: 'markdown',
        line: line.line,
        text: 'This line stands directly below a tag, where Markdown is shown as it is written.',
        hint: 'Put a blank line between the tag and the text.',
      });
    }
    return rewritten;
  }

  /** What must come before a fence so that it is one. */
  beforeFence({ line }: Line): Line[] {
    const isInside = this.#isInside;
    this.#isInside = false;
    if (!isInside) return [];
    this.#notices.report({
      code: 'fence-in-html',
      kind: 'fence',
      line,
      text: 'This fence stands directly below a tag, where most programs do not see a fence and show what follows as code.',
      hint: 'Put a blank line between the tag and the fence.',
    });
    return [{ text: '', line, shift: 0 }];
  }

  /** Folds that are still open at the end of the file hide all that follows them. */
  end(): void {
    for (const line of this.#folds) {
      this.#notices.report({
        code: 'fold-unclosed',
        kind: 'fold',
        line,
        text: 'This <details> is never closed, so everything after it is folded away.',
        hint: 'Write </details> on a line of its own where it ends.',
      });
    }
  }

  #countFolds({ text, line }: Line): void {
    if (!/details/i.test(text)) return;
    for (const [tag] of text.replace(/`[^`\n]{0,500}`/g, '').matchAll(/<\/?details(?=[\s>])/gi)) {
      if (tag.startsWith('</')) this.#folds.pop();
      else this.#folds.push(line);
    }
  }
}
