// Comments of HTML in MDX, which older MDX and Docusaurus read, in the form that MDX has for them: <!-- … --> → {/* … */}.
// What stands in code stays. Not here: comments in .md, which are HTML.
import type { Line } from './line.ts';
import { scan } from './scan.ts';

const CODE = /`[^`\n]*`/g;

export function withMdxComments(lines: readonly Line[]): Line[] {
  if (!lines.some(({ text }) => text.includes('<!--'))) return [...lines];
  const marks = scan(lines);
  let isInside = false;
  return lines.map((line, index) => {
    const mark = marks[index];
    if (mark !== 'text' && mark !== 'raw') return line;
    const written = line.text;
    const code = isInside ? [] : [...written.matchAll(CODE)];
    const isCode = (at: number): boolean =>
      code.some((each) => at >= each.index && at < each.index + each[0].length);
    let text = '';
    let done = 0;
    for (const sign of written.matchAll(/<!--|-->|\*\//g)) {
      const [is] = sign;
      const takes = is === '<!--' ? !isInside && !isCode(sign.index) : isInside;
      if (!takes) continue;
      text += written.slice(done, sign.index) + (is === '<!--' ? '{/*' : is === '-->' ? '*/}' : '* /');
      done = sign.index + is.length;
      isInside = is === '<!--' || (is === '*/' && isInside);
    }
    return done === 0 ? line : { ...line, text: text + written.slice(done) };
  });
}
