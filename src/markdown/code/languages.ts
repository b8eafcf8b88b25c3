// The names of code languages: which are known, what readers call them, which need no colours.
// Not here: colouring (highlight.ts).
import { bundledLanguages, bundledLanguagesInfo } from 'shiki/langs';

/** Languages that are shown without colours, and what a reader is told they are. */
const PLAIN = new Map([
  ['', ''],
  ['text', ''],
  ['txt', ''],
  ['plain', ''],
  ['plaintext', ''],
  ['ascii', ''],
  ['none', ''],
  ['output', 'Output'],
  ['result', 'Result'],
  ['redis', 'Redis'],
  ['ebnf', 'EBNF'],
  ['diff', 'Diff'],
  ['patch', 'Diff'],
]);

/** Names in use that Shiki knows by another name. */
const ALSO_KNOWN_AS = new Map([
  ['conf', 'ini'],
  ['env', 'dotenv'],
  ['fortran', 'fortran-free-form'],
  ['golang', 'go'],
  ['httpspec', 'http'],
  ['node', 'javascript'],
  ['pgsql', 'sql'],
  ['postgres', 'sql'],
  ['postgresql', 'sql'],
  ['psql', 'sql'],
  ['sqlite', 'sql'],
  ['mysql', 'sql'],
  ['pycon', 'python'],
  ['ipython', 'python'],
  ['ipython3', 'python'],
  ['pyodide', 'python'],
  ['webr', 'r'],
  ['ojs', 'javascript'],
  ['observable', 'javascript'],
  ['gradle', 'groovy'],
  ['shell-session', 'shellsession'],
  ['terminal', 'console'],
  ['svg', 'xml'],
  ['systemverilog', 'system-verilog'],
  ['gitignore', 'ini'],
]);

const titles = new Map<string, string>();
for (const { id, name, aliases = [] } of bundledLanguagesInfo) {
  for (const each of [id, ...aliases]) titles.set(each, name);
}

/** The name Shiki loads a grammar by; '' for text without colours; undefined for a language nobody knows. */
export function grammarOf(language: string): string | undefined {
  if (PLAIN.has(language)) return '';
  if (Object.hasOwn(bundledLanguages, language)) return language;
  return ALSO_KNOWN_AS.get(language);
}

/** What a reader calls it: `TypeScript`; '' for plain text; the author's word if it is unknown. */
export function languageTitle(language: string): string {
  return PLAIN.get(language) ?? titles.get(ALSO_KNOWN_AS.get(language) ?? language) ?? language;
}

export function languageNames(): string[] {
  return [...Object.keys(bundledLanguages), ...ALSO_KNOWN_AS.keys(), ...PLAIN.keys()].filter(Boolean);
}
