// Tables and lists of terms that instructions write as other blocks: `list-table`, `csv-table`, `glossary` (MyST, Sphinx).
// Not here: the instructions (directive-fences.ts).
import { marginOf, type Line } from './line.ts';

type Options = ReadonlyMap<string, string>;

/** `* - cell` begins a row, `  - cell` goes on with it. */
export function listTable(at: Line, options: Options, body: readonly Line[]): Line[] {
  const rows: string[][] = [];
  for (const { text } of body) {
    const [, begins] = /^\s*[*-]\s+-(?:\s+(.*))?$/.exec(text) ?? (/^\s*[*-]\s+-$/.test(text) ? ['', ''] : []);
    const [, goesOn] = /^\s+-(?:\s+(.*))?$/.exec(text) ?? [];
    if (/^\s*[*-]\s+-(?:\s|$)/.test(text)) rows.push([begins ?? '']);
    else if (/^\s+-(?:\s|$)/.test(text)) rows.at(-1)?.push(goesOn ?? '');
    else if (text.trim() !== '') {
      const row = rows.at(-1);
      if (row) row[row.length - 1] = `${row.at(-1) ?? ''} ${text.trim()}`.trim();
    }
  }
  return tableOf(at, rows, Number(options.get('header-rows') ?? 0) > 0);
}

export function csvTable(at: Line, options: Options, body: readonly Line[]): Line[] {
  const divider = options.get('delim') ?? ',';
  const header = options.get('header');
  const rows = body.filter(({ text }) => text.trim() !== '').map(({ text }) => cellsOf(text, divider));
  const all = header === undefined ? rows : [cellsOf(header, divider), ...rows];
  return tableOf(at, all, header !== undefined || Number(options.get('header-rows') ?? 0) > 0);
}

function cellsOf(text: string, divider: string): string[] {
  const cells: string[] = [''];
  let isQuoted = false;
  for (const sign of text.trim()) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (sign === divider && !isQuoted) cells.push('');
    else cells[cells.length - 1] += sign;
  }
  return cells.map((cell) => cell.trim());
}

function tableOf(at: Line, rows: readonly (readonly string[])[], hasHeader: boolean): Line[] {
  const columns = Math.max(0, ...rows.map(({ length }) => length));
  if (columns === 0) return [];
  const [first = [], ...others] = rows;
  const body = hasHeader ? others : rows;
  const put = (cells: readonly string[]): Line => ({
    ...at,
    text: `${at.text}| ${Array.from({ length: columns }, (_, index) => (cells[index] ?? '').replaceAll('|', '\\|')).join(' | ')} |`,
  });
  return [
    put(hasHeader ? first : []),
    { ...at, text: `${at.text}|${' --- |'.repeat(columns)}` },
    ...body.map((cells) => put(cells)),
  ];
}

/** Terms with their definitions below them, further in → with the colons that a list of definitions has. */
export function glossary(body: readonly Line[]): Line[] {
  let isFirst = false;
  return body.flatMap((line): Line[] => {
    const { text } = line;
    if (text.trim() === '' || /^\s*:\s/.test(text)) return [line];
    if (marginOf(text) === 0) {
      isFirst = true;
      return [line];
    }
    const shown = isFirst ? `: ${text.trim()}` : `  ${text.trim()}`;
    isFirst = false;
    return [{ ...line, text: shown, shift: line.shift + marginOf(text) - 2 }];
  });
}
