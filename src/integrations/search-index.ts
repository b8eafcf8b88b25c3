// Indexes the finished pages for search. Not here: what of a page is indexed, and Pagefind (search/index/).
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { writeSearchIndex } from '../search/index/write-index.ts';

export function searchIndex(): AstroIntegration {
  return {
    name: 'lectern-search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const { pages, records } = await writeSearchIndex(fileURLToPath(dir));
        logger.info(`${records} sections of ${pages} pages can be searched.`);
      },
    },
  };
}
