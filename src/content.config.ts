// The one collection: all courses of the content folder, read by our loader and rendered by our Markdown pipeline.
import path from 'node:path';
import { defineCollection } from 'astro:content';
import { courseLoader } from './course/loader.ts';
import { rendererVersion } from './markdown/version.ts';

export const collections = {
  courses: defineCollection({
    loader: courseLoader({
      contentDir: path.resolve(process.env['CONTENT_DIR'] ?? 'content'),
      // Loaded only when a page has changed, and figures only when a text may have some.
      async renderer({ figures }) {
        const { renderChapter } = await import('./markdown/render.ts');
        if (!figures) return { render: renderChapter, renderFigure: () => ({ problems: [] }) };
        const { renderFigure } = await import('./figures/render-figure.ts');
        return { render: renderChapter, renderFigure };
      },
      version: rendererVersion,
    }),
  }),
};
