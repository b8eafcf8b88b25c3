// A figure's name and parameters as an author wrote them → problems with the nearest name, or complete parameters.
import { didYouMean, type Problem } from '../course/problems.ts';
import type { Place } from '../course/types.ts';
import { readParams } from '../sim/params.ts';
import type { AnyFigure, Params } from './figure.ts';

export type Validated =
  | { readonly figure: AnyFigure; readonly params: Params; readonly seed: number }
  | { readonly problems: readonly Problem[] };

export function validateFigure(
  figures: ReadonlyMap<string, AnyFigure>,
  name: string,
  given: Readonly<Record<string, unknown>>,
  place: Place,
): Validated {
  const figure = figures.get(name);
  if (!figure) {
    return {
      problems: [
        {
          grade: 'error',
          code: 'figure-unknown',
          place,
          text: `There is no figure "${name}".`,
          hint: didYouMean(
            name,
            figures.keys(),
            `The figures are: ${[...figures.keys()].sort().join(', ')}.`,
          ),
        },
      ],
    };
  }
  const { seed = figure.model.teachingMoment.seed, ...rest } = given;
  const reading = readParams(figure.model, { ...figure.model.teachingMoment.params, ...rest });
  const problems: Problem[] = reading.ok
    ? []
    : reading.problems.map(({ param, message }) => {
        const known = Object.keys(figure.model.params);
        const isUnknown = !known.includes(param);
        return {
          grade: 'error',
          code: 'figure-parameter',
          place,
          text: isUnknown
            ? `The figure "${name}" has no parameter "${param}".`
            : `In the figure "${name}", ${message}.`,
          hint: isUnknown ? didYouMean(param, known, `Its parameters are: ${known.join(', ')}.`) : '',
        };
      });
  if (typeof seed !== 'number' || !Number.isInteger(seed) || seed < 0) {
    problems.push({
      grade: 'error',
      code: 'figure-parameter',
      place,
      text: `In the figure "${name}", the seed must be a whole number from 0 up.`,
      hint: '',
    });
  }
  if (problems.length > 0 || !reading.ok) return { problems };
  return { figure, params: reading.params as Params, seed: Number(seed) };
}
