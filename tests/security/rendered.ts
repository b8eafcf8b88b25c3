// A content folder → its pages as they will be published, and every problem told. Shared by the tests beside it.
import { readFileSync, statSync } from 'node:fs';
import type { Problem } from '../../src/course/problems.ts';
import { checkFigure } from '../../src/figures/check-figure.ts';
import { renderFolder as renderWith, type RenderedLibrary } from '../rendered-library.ts';

export type Rendered = RenderedLibrary;

/** Figures are validated, not drawn: what is drawn holds no text of an author. */
export function renderFolder(folder: string): Promise<Rendered> {
  return renderWith(folder, (name, params, place) => {
    const problems = checkFigure(name, params, place);
    return problems.length > 0 ? { problems } : { html: '' };
  });
}

/** Problems whose file or line does not exist, as they are printed. */
export function misplaced(problems: readonly Problem[]): string[] {
  const lines = new Map<string, number>();
  return problems.flatMap(({ place, code }) => {
    const known = lines.get(place.file) ?? countLines(place.file);
    lines.set(place.file, known);
    const well = Number.isInteger(place.line) && place.line >= 1 && place.line <= known && place.column >= 1;
    return well ? [] : [`${place.file}:${place.line}:${place.column} ${code} (the file has ${known} lines)`];
  });
}

function countLines(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return 0;
  return stats.isDirectory() ? 1 : readFileSync(file, 'utf8').split(/\r\n|\r|\n/).length;
}
