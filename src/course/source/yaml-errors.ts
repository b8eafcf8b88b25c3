// What the YAML parser says, in an author's words and at the place where the author must look. Texts only.
import type { YAMLError } from 'yaml';

interface SaidError {
  /** Where in the YAML it is, counted from 0. */
  readonly offset: number;
  readonly text: string;
  readonly hint: string;
}

const QUOTES = 'A value that contains ": ", or begins with one of `[]{}*&!%@#, must stand in quotes.';

export function describeYamlError({ code, message, pos: [offset] }: YAMLError, yaml: string): SaidError {
  if (code === 'DUPLICATE_KEY') {
    return {
      offset,
      text: 'This is not valid YAML: the key stands here for the second time.',
      hint: 'Keep one of the two.',
    };
  }
  if (code === 'MISSING_CHAR' && /closing ['"]/.test(message)) {
    return {
      offset: openQuote(yaml) ?? offset,
      text: 'This is not valid YAML: a quotation mark is never closed.',
      hint: 'Close it at the end of the value.',
    };
  }
  if (code === 'TAB_AS_INDENT') {
    return { offset, text: 'This is not valid YAML: tabs cannot indent.', hint: 'Indent by spaces.' };
  }
  if (code === 'BLOCK_AS_IMPLICIT_KEY') {
    return {
      offset,
      text: 'This is not valid YAML: a value that contains ": " reads as a key of its own.',
      hint: 'Put the value in quotes, as in title: "Orders: the whole story".',
    };
  }
  const [reason = ''] = message.split('\n');
  return { offset, text: `This is not valid YAML: ${reason.replace(/\.$/, '')}.`, hint: QUOTES };
}

/** The parser names the end of the text; the author needs the quotation mark itself. */
function openQuote(yaml: string): number | undefined {
  let start = 0;
  for (const line of yaml.split('\n')) {
    const quote = /:\s+(["'])|^\s*-\s+(["'])/.exec(line);
    const mark = quote?.[1] ?? quote?.[2];
    if (quote && mark !== undefined && line.split(mark).length % 2 === 0)
      return start + line.indexOf(mark, quote.index);
    start += line.length + 1;
  }
  return undefined;
}
