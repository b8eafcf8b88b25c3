// What every reader of Mermaid shares: lines with their numbers, what is thrown at a wrong one, and how large a diagram
// may be. Not here: the readers (mermaid-flowchart.ts, mermaid-sequence.ts …).

/** A line of the diagram: its text without margins, and its number within the fence, from 1. */
export interface SourceLine {
  readonly text: string;
  readonly number: number;
}

/** Thrown by readers; `supported: false` means it is Mermaid, but cannot be drawn here. */
export class DiagramFault extends Error {
  readonly line: number;
  readonly supported: boolean;
  constructor(line: number, message: string, supported = true) {
    super(message);
    this.line = line;
    this.supported = supported;
  }
}

/** With 150 the drawing takes about a second, and its time grows with the square. */
export const MOST_CONNECTIONS = 150;
export const LONGEST_SOURCE = 20_000;

export function tooLarge(line: number): DiagramFault {
  const limits = `at most ${MOST_CONNECTIONS} connections and ${LONGEST_SOURCE.toLocaleString('en')} characters are drawn`;
  return new DiagramFault(line, `This diagram is larger than anybody could read: ${limits}.`, false);
}
