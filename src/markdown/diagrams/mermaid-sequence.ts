// Sequence diagrams: participants, messages, notes and blocks → lines for the drawing library, texts hidden.
// Not here: other kinds of diagrams, drawing.
import { hide } from './mermaid-labels.ts';
import { DiagramFault, type SourceLine } from './mermaid-lines.ts';

const PARTICIPANT = /^(?:create\s+)?(participant|actor)\s+(.+?)(?:\s+as\s+(.+))?$/;
const MESSAGE = /^([^:]+?)\s*(<<-->>|<<->>|-->>|->>|-->|->|--x|-x|--\)|-\))\s*([+-]?)\s*([^:]+?)\s*:\s*(.*)$/;
const NOTE = /^note\s+(left of|right of|over)\s+([^:]+):\s*(.*)$/i;
const OPENING = /^(loop|alt|opt|par|critical|break)\b\s*(.*)$/;
const DIVIDER = /^(?:else|and|option)\b\s*(.*)$/;
// `rect` and `box` only colour what is inside them.
const UNDRAWN_OPENING = /^(?:rect|box)\b/;
const IGNORED = /^(?:activate|deactivate|destroy|links?|properties|details|title)\b/;
// The library draws these four; the others are told apart by their label only.
const ARROWS: Readonly<Record<string, string>> = {
  '<<->>': '->>',
  '<<-->>': '-->>',
  '-x': '-x',
  '--x': '--x',
};

export function readSequence(_header: string, lines: readonly SourceLine[]): string[] {
  const printed = ['sequenceDiagram'];
  const actors = new Map<string, string>();
  const open: { line: number; drawn: boolean }[] = [];
  let numbering = false;
  let messages = 0;
  const actor = (name: string, kind = 'participant', label = name): string => {
    let alias = actors.get(name);
    if (!alias) {
      actors.set(name, (alias = `p${actors.size}`));
      printed.push(`${kind} ${alias} as ${hide(label)}`);
    }
    return alias;
  };

  for (const { text, number } of lines) {
    const participant = PARTICIPANT.exec(text);
    const note = NOTE.exec(text);
    const opening = OPENING.exec(text);
    const divider = DIVIDER.exec(text);
    const message = MESSAGE.exec(text);
    if (/^autonumber\b/.test(text)) numbering = !/\boff$/.test(text);
    else if (participant) actor(participant[2] ?? '', participant[1], participant[3]);
    else if (note) {
      const names = (note[2] ?? '').split(',').map((name) => actor(name.trim()));
      printed.push(`Note ${note[1]} ${names.join(',')}: ${hide(note[3] ?? '') || '\u00a0'}`);
    } else if (opening) {
      open.push({ line: number, drawn: true });
      printed.push(`${opening[1]} ${hide(opening[2] ?? '')}`);
    } else if (UNDRAWN_OPENING.test(text)) open.push({ line: number, drawn: false });
    else if (divider) {
      if (open.length === 0) throw new DiagramFault(number, `"${text}" stands in no block.`);
      printed.push(`else ${hide(divider[1] ?? '')}`);
    } else if (text === 'end') {
      const block = open.pop();
      if (!block) throw new DiagramFault(number, 'This "end" closes nothing.');
      if (block.drawn) printed.push('end');
    } else if (message) {
      const [, from = '', arrow = '', , to = '', label = ''] = message;
      const [source, target] = [actor(from), actor(to)];
      messages += 1;
      const count = numbering ? `${messages}. ` : '';
      printed.push(`${source}${ARROWS[arrow] ?? arrow}${target}: ${hide(count + label) || '\u00a0'}`);
    } else if (!IGNORED.test(text)) {
      throw new DiagramFault(
        number,
        `"${text}" is neither a message such as "A->>B: text" nor a participant, note or block.`,
      );
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw new DiagramFault(unclosed.line, 'This block is never closed by "end".');
  return printed;
}
