// Sessions at a console: which lines are typed, how long their prompts are, and which lines the machine answered.
// Prompts and answers are seen and heard; only what is typed is copied. Not here: how they are printed (code.ts).

/** By line number from 1: the length of the prompt, or `output`. Lines that are not in it are copied whole. */
export type Session = ReadonlyMap<number, number | 'output'>;

const CONSOLES = new Set([
  'console',
  'shell-session',
  'shellsession',
  'sh-session',
  'bash-session',
  'terminal',
  'ps1con',
]);
const SHELLS = new Set(['sh', 'bash', 'shell', 'zsh', 'fish']);
const PYTHON = new Set(['pycon', 'python-console', 'python', 'py']);
/** `$ `, `% `, `# `, `> `, with a place before them: `user@host:~$ `, `PS C:\> `, `(venv) $ `. */
const PROMPT =
  /^(?:\([\w.-]{1,40}\)\s)?(?:[\w.@~:/\\[\] -]{0,80}[\w~/\\\])])?[$%#❯➜»]\s|^(?:PS )?[A-Z]:\\[^>\n]{0,200}>\s?|^>\s/;
const DOLLAR = /^\$\s/;
const PYTHON_PROMPT = /^(?:>>>|\.\.\.)(?:\s|$)/;

/** Undefined if the code is no session. */
export function readSession(code: string, language: string): Session | undefined {
  const prompt = CONSOLES.has(language)
    ? PROMPT
    : SHELLS.has(language) && DOLLAR.test(code)
      ? DOLLAR
      : PYTHON.has(language) && code.startsWith('>>>')
        ? PYTHON_PROMPT
        : undefined;
  if (!prompt) return undefined;
  const session = new Map<number, number | 'output'>();
  let isContinued = false;
  let hasPrompt = false;
  for (const [index, line] of code.split('\n').entries()) {
    const [found] = prompt.exec(line) ?? [];
    if (found !== undefined) session.set(index + 1, found.length);
    else if (!isContinued) session.set(index + 1, 'output');
    hasPrompt ||= found !== undefined;
    // A backslash at the end of what is typed carries it on.
    isContinued = (found !== undefined || isContinued) && line.endsWith('\\');
  }
  return hasPrompt ? session : undefined;
}
