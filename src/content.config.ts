// The one collection: all courses of the content folder, read by our loader and rendered by our Markdown pipeline.
import path from 'node:path';
import { defineCollection } from 'astro:content';
import { courseLoader } from './course/loader.ts';
import { renderFigure } from './figures/render-figure.ts';
import { rendererVersion } from './markdown/version.ts';
import { renderChapter } from './markdown/render.ts';

export const collections = {
  courses: defineCollection({
    loader: courseLoader({
      contentDir: path.resolve(process.env['CONTENT_DIR'] ?? 'content'),
      render: renderChapter,
      renderFigure,
      version: rendererVersion,
      strict: process.env['LECTERN_STRICT'] === '1',
    }),
  }),
};
