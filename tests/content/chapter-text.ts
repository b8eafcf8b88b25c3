// A shipped chapter as a test reads it: its words without markup, and its questions. Not the rendered page.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface RawQuestion {
  readonly id: string;
  readonly number?: number;
  readonly tolerance?: number;
}

/** `name` is the file's name without extension; throws if there is no such chapter or question. */
export function chapter(name: string): {
  says(fragment: string): boolean;
  question(id: string): RawQuestion;
} {
  const source = readFileSync(
    new URL(`../../content/backend-architecture/${name}.md`, import.meta.url),
    'utf8',
  );
  const words = fold(source.replace(/[*_`]|\]\([^)]*\)|\[\^[^\]]*\]|\[/g, ''));
  const questions = [...source.matchAll(/^```question\n([\s\S]*?)^```$/gm)].map(
    (match) => parse(match[1] ?? '') as RawQuestion,
  );
  return {
    says: (fragment) => words.includes(fold(fragment.replace(/[*_`]/g, ''))),
    question: (id) => {
      const found = questions.find((question) => question.id === id);
      if (!found) throw new Error(`${name} has no question "${id}"`);
      return found;
    },
  };
}

/** 12345.6 → "12,346": how the course writes large numbers. */
export function thousands(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

function fold(text: string): string {
  return text.replace(/[\s\u00a0\u202f]+/g, ' ');
}
