// What every figure owes to the rest, whatever it shows: names that agree, texts without holes, tests of its own.
// Figures and models are found by looking into their folders. What its picture must tell is its own test's business.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { glyphOf } from '../../../src/components/chapter-glyphs.ts';
import type { AnyFigure } from '../../../src/figures/figure.ts';

const figuresFolder = new URL('../../../src/figures/', import.meta.url);
const modelsFolder = new URL('../../../src/sim/models/', import.meta.url);
const names = readdirSync(figuresFolder).filter((name) =>
  existsSync(new URL(`${name}/figure.ts`, figuresFolder)),
);

test('every model has a figure, and every figure a model', () => {
  const models = readdirSync(modelsFolder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace('.ts', ''));
  expect(names.sort()).toEqual(models.sort());
});

test('every figure stands in a chapter of a course of ours, or no reader would meet it', () => {
  const courses = new URL('../../../content/', import.meta.url);
  const texts = readdirSync(courses, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^backend-architecture\W.*\.mdx?$/.test(file))
    .map((file) => readFileSync(new URL(file.replaceAll('\\', '/'), courses), 'utf8'));
  const shown = new Set(
    texts.flatMap((text) =>
      Array.from(text.matchAll(/^```figure\n(?:.*\n)*?name: (\S+)/gm), ([, name]) => name),
    ),
  );
  expect(names.filter((name) => !shown.has(name))).toEqual([]);
});

test('every figure has a glyph, which its chapter may bear', () => {
  expect(names.filter((name) => glyphOf([{ name }]) === undefined)).toEqual([]);
  expect(glyphOf([{ name: 'constructor' }])).toBeUndefined();
});

describe.each(names)('%s', (name) => {
  test('has the name of its folder and texts without holes', async () => {
    const { figure } = (await import(new URL(`${name}/figure.ts`, figuresFolder).href)) as {
      figure: AnyFigure;
    };
    expect(figure.model.name).toBe(name);
    expect(figure.question).toMatch(/^\S.*\?$/);
    expect(figure.about).toMatch(/^\S.*\.$/);
    expect(figure.legend.map(({ means }) => means).filter((means) => means.trim() === '')).toEqual([]);
  });

  test('has a test of its model and one of its picture', () => {
    const tests = new URL('../../unit/', import.meta.url);
    expect(
      ['sim', 'figures'].filter((kind) => !existsSync(new URL(`${kind}/${name}.test.ts`, tests))),
    ).toEqual([]);
  });
});
