// A picture beside the texts as read once: what kind it is by its bytes, its size, and what an author must be told of it.
// Not here: where it lies and where it is published (linked-files.ts), what of SVG is kept (svg-rewrite.ts).
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { imageSize } from 'image-size';
import type { Problem } from '../problems.ts';
import { displayPath, statsOf } from '../source/source-file.ts';
import { ENDINGS, KIND_NAMES, pictureKind } from './picture-kind.ts';
import { rewriteSvg, type SvgLoss } from './svg-rewrite.ts';

export interface Picture {
  readonly width?: number;
  readonly height?: number;
  /** What it must be called, where its own name says something else. */
  readonly ending?: string;
  /** With places of their own: in the picture's file. */
  readonly problems: readonly Problem[];
}

/** Why it is not shown; told where the text asks for it. */
export type NoPicture = Omit<Problem, 'place'>;

/** Fifty million bytes: no reader waits for more, and a build reads a picture as a whole. */
const MAX_BYTES = 50_000_000;
/** Endings that people know for a kind besides those that every host knows. */
const ALSO: Readonly<Record<string, string>> = {
  '.jpe': 'jpeg',
  '.jfif': 'jpeg',
  '.apng': 'png',
  '.avifs': 'avif',
};

export function readPicture(full: string): Picture | NoPicture {
  const written = path.basename(full);
  const size = statsOf(full)?.size ?? 0;
  if (size > MAX_BYTES) {
    return unreadable(
      `The picture "${written}" has ${size.toLocaleString('en')} bytes; the limit is ${MAX_BYTES.toLocaleString('en')}.`,
      'Export it smaller: a page is rarely wider than 2,000 pixels.',
    );
  }
  let bytes: Buffer;
  try {
    bytes = readFileSync(full);
  } catch (error) {
    return unreadable(
      `The picture "${written}" cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      'Give yourself the right to read it.',
    );
  }
  const named = path.extname(full).toLowerCase();
  const kind = pictureKind(bytes);
  if (kind === undefined) {
    const isNamedSo = named in ALSO || Object.values(ENDINGS).some((endings) => endings.includes(named));
    return isNamedSo
      ? unreadable(
          `The picture "${written}" is damaged, or no picture in spite of its name: its bytes are those of no kind that browsers show.`,
          'Export it again as PNG, JPEG, WebP, AVIF, GIF or SVG.',
        )
      : unreadable(
          `"${written}" is not a kind of picture that browsers show.`,
          'Use PNG, JPEG, WebP, AVIF, GIF or SVG.',
        );
  }
  const endings = ENDINGS[kind];
  const isRight = endings.includes(named) || ALSO[named] === kind;
  const ending = endings.includes(named) ? {} : { ending: endings[0] ?? '' };
  const problems = isRight ? [] : [otherKind(full, named, KIND_NAMES[kind], endings[0] ?? '')];
  if (kind === 'svg') return svgPicture(bytes, full, written, ending, problems);
  try {
    const { width, height } = imageSize(bytes);
    return { width, height, ...ending, problems };
  } catch {
    return unreadable(`The picture "${written}" is damaged: its size cannot be read.`, 'Export it again.');
  }
}

function svgPicture(
  bytes: Buffer,
  full: string,
  written: string,
  ending: { readonly ending?: string },
  problems: readonly Problem[],
): Picture | NoPicture {
  const read = rewriteSvg(bytes);
  if ('why' in read) {
    return unreadable(
      `The picture "${written}" is no SVG that browsers show: in line ${read.line}, ${read.why}.`,
      'Export it again.',
    );
  }
  const { width, height, losses } = read;
  return {
    ...(width !== undefined && height !== undefined && { width, height }),
    ...ending,
    problems: [
      ...problems,
      ...losses.map(({ loss, line }): Problem => {
        const [text, hint] = LOSSES[loss];
        return { grade: 'warning', code: 'image-unsafe', place: placeIn(full, line), text, hint };
      }),
    ],
  };
}

const LOSSES: Readonly<Record<SvgLoss, readonly [text: string, hint: string]>> = {
  script: [
    'The picture holds a script, which a browser could run, so it is published without it.',
    'Export it again as plain SVG, without scripts.',
  ],
  handler: [
    'The picture holds an event handler, which a browser could run, so it is published without it.',
    'Export it again as plain SVG, without scripts and event handlers.',
  ],
  html: [
    'The picture holds HTML or another document (such as a foreignObject), which could run, so it is published without it.',
    'Turn formatted labels into plain text or outlines before you export it, or export it as PNG.',
  ],
  address: [
    'The picture names a file or an address outside itself, which no page shows, so it is published without it.',
    'Embed what it names when you export it.',
  ],
  embedded: [
    'The picture embeds data that are no PNG, JPEG, WebP, AVIF or GIF picture, so it is published without them.',
    'Embed the inner picture as PNG, or draw it as part of this one.',
  ],
  style: [
    'A style of the picture loads another file, which no page shows, so it is published without it.',
    'Embed the style in the picture, without @import and addresses.',
  ],
  animation: [
    'The picture animates an address or a handler, which could run something, so it is published without that animation.',
    'Animate shapes and colors only.',
  ],
};

function otherKind(full: string, named: string, kind: string, right: string): Problem {
  const name = path.basename(full);
  return {
    grade: 'warning',
    code: 'image-kind-differs',
    place: placeIn(full, 1),
    text: `The file is a picture of the kind ${kind} by its contents, and its name ${named === '' ? 'has no ending' : `ends in "${named}"`}; it is published as "${right}", since hosts go by the name.`,
    hint: `Rename it to "${path.basename(name, path.extname(name))}${right}".`,
  };
}

function placeIn(full: string, line: number): Problem['place'] {
  return { file: displayPath(full), line, column: 1 };
}

function unreadable(text: string, hint: string): NoPicture {
  return { grade: 'warning', code: 'image-unreadable', text, hint };
}
