// The cover picture of a book: the title in the reading program's own serif font, on the site's background color.
import { escapeXml } from '../../course/xml.ts';
import type { BuiltCourse } from '../built-course.ts';

export function coverPicture({ title, direction, language }: BuiltCourse): string {
  const lines = wrapped(title, 16).slice(0, 8);
  const [x, anchor] = direction === 'rtl' ? [540, 'end'] : [60, 'start'];
  // In right-to-left text, the start is on the right.
  const side = direction === 'rtl' ? 'start' : anchor;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 900" width="600" height="900" xml:lang="${escapeXml(language)}">
<title>${escapeXml(title)}</title>
<rect width="600" height="900" fill="#fbf8f1"/>
<rect x="0" y="0" width="600" height="24" fill="#94341a"/>
${lines
  .map(
    (line, at) =>
      `<text x="${x}" y="${240 + at * 68}" font-family="Georgia, serif" font-size="56" fill="#211c16" text-anchor="${side}"${direction === 'rtl' ? ' direction="rtl"' : ''}>${escapeXml(line)}</text>`,
  )
  .join('\n')}
</svg>
`;
}

/** Lines of about `width` characters; text in scripts without spaces is cut where a line is full. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/).flatMap((each) => each.match(/.{1,18}/gu) ?? [])) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
