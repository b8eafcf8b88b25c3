// Entity-relationship and class diagrams: lines checked and spelt for the drawing library, texts hidden.
// Not here: other kinds of diagrams, drawing.
import { hide, hideAll } from './mermaid-labels.ts';
import { DiagramFault, type SourceLine } from './mermaid-lines.ts';

const IGNORED = /^(?:classDef|style|cssClass|click|callback|link)\b/;

const ENTITY = String.raw`("[^"]+"|[\p{L}\w.-]+)`;
const RELATIONSHIP = new RegExp(
  String.raw`^${ENTITY}\s*([|o}][|o](?:--|\.\.)[|o][|o{])\s*${ENTITY}\s*:\s*(.+)$`,
  'u',
);
const ENTITY_START = new RegExp(String.raw`^${ENTITY}(?:\s*\["?([^\]"]+)"?\])?\s*(\{(\s*\})?)?$`, 'u');
const ATTRIBUTE =
  /^[\p{L}\w[\](),-]+\s+\*?[\p{L}\w[\]()-]+(?:\s+(?:PK|FK|UK)(?:\s*,\s*(?:PK|FK|UK))*)?(?:\s+"[^"]*")?$/u;

export function readErDiagram(_header: string, lines: readonly SourceLine[]): string[] {
  const labels = new Map<string, string>();
  for (const { text } of lines) {
    const [, id, label] = ENTITY_START.exec(text) ?? [];
    if (id && label) labels.set(id, label);
  }
  const name = (id: string): string => hideAll((labels.get(id) ?? id).replaceAll('"', ''), { spaces: true });
  const printed = ['erDiagram'];
  const open: number[] = [];
  for (const { text, number } of lines) {
    const relationship = RELATIONSHIP.exec(text);
    const entity = ENTITY_START.exec(text);
    if (open.length > 0) {
      if (text === '}') open.pop();
      else if (!ATTRIBUTE.test(text)) {
        throw new DiagramFault(number, `"${text}" is no attribute such as "bigint id PK".`);
      }
      printed.push(text.replace(/\s*,\s*(?=[PFU]K\b)/g, ' '));
    } else if (relationship) {
      const [, from = '', line = '', to = '', label = ''] = relationship;
      printed.push(`${name(from)} ${line} ${name(to)} : ${hide(label)}`);
    } else if (entity?.[1] && !/^direction\b/.test(text)) {
      printed.push(`${name(entity[1])} {`);
      if (entity[3] && !entity[4]) open.push(number);
      else printed.push('}');
    } else if (!IGNORED.test(text) && !/^direction\s+\w+$/.test(text)) {
      throw new DiagramFault(
        number,
        `"${text}" is neither a relationship such as "A ||--o{ B : has" nor an entity.`,
      );
    }
  }
  expectClosed(open);
  return printed;
}

const CLASS_NAME = String.raw`(?:\x60[^\x60]+\x60|[\p{L}\w.-]+(?:~[^~]+~)?)`;
const CLASS = new RegExp(String.raw`^class\s+(${CLASS_NAME})\s*(?:\["[^"]+"\])?\s*(\{)?\s*(\})?$`, 'u');
const ANNOTATED = new RegExp(
  String.raw`^(?:class\s+(${CLASS_NAME})\s*\{\s*<<(\w+)>>\s*\}|<<(\w+)>>\s+(${CLASS_NAME}))$`,
  'u',
);
const MEMBER = new RegExp(String.raw`^(${CLASS_NAME})\s*:\s*(.+)$`, 'u');
const RELATION = new RegExp(
  String.raw`^(${CLASS_NAME})\s*("[^"]*")?\s*(<\|--|<\|\.\.|\*--|o--|-->|--\*|--o|--\|>|\.\.>|\.\.\|>|<--|<\.\.|--|\.\.)\s*("[^"]*")?\s*(${CLASS_NAME})(?:\s*:\s*(.+))?$`,
  'u',
);

export function readClassDiagram(_header: string, lines: readonly SourceLine[]): string[] {
  const printed = ['classDiagram'];
  const open: number[] = [];
  let inClass = false;
  for (const { text, number } of lines) {
    const annotated = ANNOTATED.exec(text);
    const relation = RELATION.exec(text);
    const declared = CLASS.exec(text);
    const member = MEMBER.exec(text);
    const namespace = /^namespace\s+(\S+)\s*\{$/.exec(text)?.[1];
    if (text === '}') {
      if (open.pop() === undefined) throw new DiagramFault(number, 'This "}" closes nothing.');
      inClass = false;
      printed.push('}');
    } else if (inClass) printed.push(spellMember(text));
    else if (annotated)
      printed.push(`class ${annotated[1] ?? annotated[4]} { <<${annotated[2] ?? annotated[3]}>> }`);
    else if (declared?.[1]) {
      printed.push(`class ${declared[1]}${declared[2] && !declared[3] ? ' {' : ''}`);
      if (declared[2] && !declared[3]) {
        open.push(number);
        inClass = true;
      }
    } else if (namespace) {
      open.push(number);
      printed.push(`namespace ${namespace} {`);
    } else if (relation) {
      const [, from, fromCount = '', line, toCount = '', to, label] = relation;
      const arrow = line === '..' ? '..>' : line;
      printed.push(
        [from, fromCount, arrow, toCount, to, label && `: ${hide(label)}`].filter(Boolean).join(' '),
      );
    } else if (member) printed.push(`${member[1]} : ${spellMember(member[2] ?? '')}`);
    else if (/^note\b/.test(text))
      throw new DiagramFault(number, 'Notes cannot be drawn in a class diagram here.', false);
    else if (!IGNORED.test(text) && !/^direction\s+\w+$/.test(text)) {
      throw new DiagramFault(
        number,
        `"${text}" is neither a class, a member nor a relation such as "A <|-- B".`,
      );
    }
  }
  expectClosed(open);
  return printed;
}

/** `-apiKey: string` as the library wants it, `-string apiKey`; methods it reads as they are. */
function spellMember(member: string): string {
  return member.replace(/^([-+#~]?)\s*([\p{L}\w]+)\s*:\s*([^\s()]+)$/u, '$1$3 $2');
}

function expectClosed(open: readonly number[]): void {
  const line = open.at(-1);
  if (line !== undefined) throw new DiagramFault(line, 'This "{" is never closed by "}".');
}
