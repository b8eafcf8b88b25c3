// The databases of a page and the examples of each, as they stand in the text: those that prepare it, then the others.
import { ChapterDatabase } from './chapter-database.ts';

export interface PlacedExample {
  readonly database: ChapterDatabase;
  /** Its place among the database's examples. */
  readonly at: number;
}

let examples: Map<Element, PlacedExample> | undefined;

export function exampleAt(figure: Element): PlacedExample {
  examples ??= findExamples();
  const example = examples.get(figure);
  if (!example) throw new Error('This is no example of a lab.');
  return example;
}

/** The database that a task works on, and how many of its examples stand above the task. */
export function placeOfTask(task: Element, name: string): PlacedExample {
  examples ??= findExamples();
  const figures = examplesOf(name);
  const above = figures.filter(
    (figure) => figure.compareDocumentPosition(task) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const database = figures[0] && examples.get(figures[0])?.database;
  return { database: database ?? new ChapterDatabase([]), at: above.length };
}

/** The example's text as it is copied: without the lines that a difference takes away. */
export function scriptOf(figure: Element): string {
  const code = figure.querySelector('pre code')?.cloneNode(true) as Element | undefined;
  for (const removed of code?.querySelectorAll('del.line, .not-copied') ?? []) removed.remove();
  return code?.textContent ?? '';
}

function findExamples(): Map<Element, PlacedExample> {
  const found = new Map<Element, PlacedExample>();
  const all = [...document.querySelectorAll<HTMLElement>('figure[data-lab="sql"]')];
  for (const name of new Set(all.map(({ dataset }) => dataset['database'] ?? ''))) {
    const figures = examplesOf(name);
    const database = new ChapterDatabase(figures.map(scriptOf));
    for (const [at, figure] of figures.entries()) found.set(figure, { database, at });
  }
  return found;
}

function examplesOf(name: string): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>('figure[data-lab="sql"]')].filter(
    ({ dataset }) => (dataset['database'] ?? '') === name,
  );
  const isSetup = ({ dataset }: HTMLElement): boolean => dataset['setup'] !== undefined;
  return [...all.filter(isSetup), ...all.filter((figure) => !isSetup(figure))];
}
