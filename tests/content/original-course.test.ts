// The course file that ours began with, exactly as its author wrote it, gives the chapters it names: an extra, from the
// reference folder beside the project. A course of the same habits is always tried: tests/cases/course-in-one-file.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, test } from 'vitest';
import { renderFigure } from '../../src/figures/render-figure.ts';
import { renderFolder, type RenderedLibrary } from '../rendered-library.ts';

const seed = path.resolve('../shared/seed');
const file = path.join(seed, 'backend-architecture.md');

describe.skipIf(!existsSync(file))('the original course file', () => {
  let rendered: RenderedLibrary;
  beforeAll(async () => {
    rendered = await renderFolder(seed, renderFigure);
  });

  test('nine chapters in order, and no problem at all', () => {
    expect(rendered.problems).toEqual([]);
    expect(rendered.courses.flatMap(({ chapters }) => chapters.map(({ title }) => title))).toEqual([
      'Introduction to Systems Design',
      'Architectural Patterns',
      'Database Design',
      'API Design',
      'Caching Strategies',
      'Microservices Architecture',
      'Scalability & Performance',
      'Deployment & DevOps',
      'Conclusion',
    ]);
  });

  test('every entry of its contents list is an address that leads to its chapter', () => {
    const entries = [...readFileSync(file, 'utf8').matchAll(/^\d+\. \[(.+)\]\(#(.+)\)$/gm)];
    expect(entries).toHaveLength(8);
    const chapters = rendered.courses[0]?.chapters ?? [];
    for (const [, title = '', anchor = ''] of entries)
      expect(chapters.find(({ anchors, id }) => id === anchor || anchors.includes(anchor))?.title).toBe(
        title,
      );
  });

  test('all 22 fences are whole, each with all its lines', () => {
    const wanted = [...readFileSync(file, 'utf8').matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].map(
      ([, text = '']) => text.trimEnd(),
    );
    expect(wanted).toHaveLength(22);
    const blocks = rendered.courses.flatMap(({ coverHtml, chapters }) =>
      [coverHtml, ...chapters.map(({ html }) => html)].flatMap((html) =>
        [...parseHTML(`<body>${html}</body>`).document.querySelectorAll('pre')].map((block) =>
          (block.textContent ?? '').trimEnd(),
        ),
      ),
    );
    expect(blocks.sort()).toEqual(wanted.sort());
  });
});
