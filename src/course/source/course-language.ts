// The language of a course that does not say it: that of its chapters, else what its words show.
// Not here: guessing (language.ts).
import type { Problem } from '../problems.ts';
import { readHabits } from './front-matter-of-others.ts';
import { guessLanguage } from './language.ts';
import type { SourceFile } from './source-file.ts';

/** Enough of a course to know its language by. */
const MOST_READ = 8;

/** The language that the texts show, which is told unless it is English. */
export function languageOf(sources: readonly SourceFile[], file: string, problems: Problem[]): string {
  const stated = new Set(sources.map(({ text }) => readHabits(text).language).filter((each) => each !== ''));
  const [only] = stated;
  // Where each page says the language, the course need not.
  if (only !== undefined && stated.size === 1) return only;
  const guessed =
    guessLanguage(
      sources
        .slice(0, MOST_READ)
        .map(({ text }) => text)
        .join('\n'),
    ) ?? 'en';
  if (guessed !== 'en') {
    problems.push({
      grade: 'warning',
      code: 'language-unstated',
      place: { file, line: 1, column: 1 },
      text: `The course does not say its language; by its words it is "${guessed}", so it is searched, hyphenated and read aloud as such.`,
      hint: `Write "language: ${guessed}" in the front matter of its first page.`,
    });
  }
  return guessed;
}
