// The two collections: courses and their chapters. One loader (course/loader.ts) reads the content folder for both and renders
// Markdown with markdown/render.ts; Astro compiles MDX.
import path from 'node:path';
import { defineCollection } from 'astro:content';
import { chapterSchema, courseSchema } from './course/entry-schemas.ts';
import { courseLoaders } from './course/loader.ts';
import { rendererVersion } from './markdown/version.ts';

const loaders = courseLoaders({
  contentDir: path.resolve(process.env['CONTENT_DIR'] || 'content'),
  isStrict: process.env['LECTERN_STRICT'] === '1',
  showsAll: process.env['LECTERN_ALL'] === '1',
  version: rendererVersion,
  checkLabs: async (course) => (await import('./integrations/lab-check.ts')).checkLabs(course),
  async loadRenderer() {
    const [{ renderChapter }, { renderFigure }] = await Promise.all([
      import('./markdown/render.ts'),
      import('./figures/render-figure.ts'),
    ]);
    return { render: renderChapter, renderFigure };
  },
});

export const collections = {
  courses: defineCollection({ loader: loaders.courses, schema: courseSchema }),
  chapters: defineCollection({ loader: loaders.chapters, schema: chapterSchema }),
};
