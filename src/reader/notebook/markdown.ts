// The notebook as Markdown, for use in other programs. Pure.

export interface NotebookCourse {
  readonly title: string;
  readonly bookmarks: readonly { readonly label: string; readonly address: string }[];
  readonly chapters: readonly {
    readonly title: string;
    readonly notes: readonly NotebookNote[];
  }[];
  readonly orphans: readonly NotebookNote[];
}

export interface NotebookNote {
  readonly quote: string;
  readonly text: string;
  /** Title of the section that it stands in. */
  readonly label: string;
  readonly address: string;
}

export function notebookAsMarkdown(
  courses: readonly NotebookCourse[],
  words: { readonly bookmarks: string; readonly orphans: string },
): string {
  const blocks: string[] = [];
  for (const { title, bookmarks, chapters, orphans } of courses) {
    blocks.push(`# ${line(title)}`);
    if (bookmarks.length > 0) {
      blocks.push(`## ${words.bookmarks}`);
      blocks.push(bookmarks.map(({ label, address }) => `- ${linkTo(label, address)}`).join('\n'));
    }
    for (const chapter of chapters) {
      blocks.push(`## ${line(chapter.title)}`);
      for (const note of chapter.notes) blocks.push(...noteBlocks(note, linkTo(note.label, note.address)));
    }
    if (orphans.length > 0) blocks.push(`## ${words.orphans}`);
    for (const note of orphans) blocks.push(...noteBlocks(note, line(note.label)));
  }
  return `${blocks.join('\n\n')}\n`;
}

function noteBlocks({ quote, text }: NotebookNote, place: string): string[] {
  return [...(quote === '' ? [] : [`> ${line(quote)}`]), ...(text === '' ? [] : [text.trim()]), place];
}

const linkTo = (label: string, address: string): string =>
  `[${line(label).replaceAll(/[[\]]/g, '\\$&')}](<${address}>)`;

/** The text on one line, with Markdown characters escaped. */
function line(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_<>#|]/g, '\\$&');
}
