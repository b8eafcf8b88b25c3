// Figures as `npm run check` knows them, outside Vite: the same folders, read by name. Nothing is drawn here.
import { existsSync, readdirSync } from 'node:fs';
import type { Problem } from '../course/problems.ts';
import type { Place } from '../course/types.ts';
import type { AnyFigure } from './figure.ts';
import { validateFigure } from './validate.ts';

const folders = readdirSync(import.meta.dirname).filter((name) =>
  existsSync(`${import.meta.dirname}/${name}/figure.ts`),
);
const loaded = await Promise.all(
  folders.map(
    async (name) => ((await import(`./${name}/figure.ts`)) as { readonly figure: AnyFigure }).figure,
  ),
);
const figures: ReadonlyMap<string, AnyFigure> = new Map(loaded.map((figure) => [figure.model.name, figure]));

export function checkFigure(
  name: string,
  params: Readonly<Record<string, unknown>>,
  place: Place,
): readonly Problem[] {
  const valid = validateFigure(figures, name, params, place);
  return 'problems' in valid ? valid.problems : [];
}
