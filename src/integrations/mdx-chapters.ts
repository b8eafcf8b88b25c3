// Chapters in .mdx: compiled by @astrojs/mdx, with our rendering steps as plugins. Links, headings and questions of a chapter can
// only be resolved with the whole course, so the course is read when one of its files is compiled.
// Not here: the plugins (markdown/mdx/chapter-plugins.ts).
import path from 'node:path';
import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import type { AstroIntegration } from 'astro';
import type { PageDraft } from '../course/outline/page-drafts.ts';
import { readLibrary, type CourseDraft, type Library } from '../course/read-course.ts';
import { plainMdx } from '../course/source/parse.ts';
import { requestFor } from '../course/render-course.ts';
import type { Question } from '../course/types.ts';
import { chapterPlugins, type FindRequest } from '../markdown/mdx/chapter-plugins.ts';

export interface MdxOptions {
  readonly contentDir: string;
}

export function mdxChapters({ contentDir }: MdxOptions): AstroIntegration[] {
  return [
    readablySpelled(contentDir),
    mdx({
      extendMarkdownConfig: false,
      syntaxHighlight: false,
      processor: mdxProcessor(contentDir),
    }),
  ];
}

/** The unified processor for these chapters. */
export function mdxProcessor(contentDir: string): ReturnType<typeof unified> {
  return unified(chapterPlugins(requestFinder(contentDir)));
}

/** Gives the compiler each file as the course model reads it: template braces of other tools would be syntax errors. */
function readablySpelled(contentDir: string): AstroIntegration {
  const below = `${path.resolve(contentDir).split(path.sep).join('/')}/`;
  const plugin = {
    name: 'lectern-mdx-spelling',
    enforce: 'pre' as const,
    transform: {
      filter: { id: /\.mdx$/ },
      handler: (code: string, id: string) =>
        id.startsWith(below) ? { code: plainMdx(code, id), map: null } : undefined,
    },
  };
  return {
    name: 'lectern-mdx-spelling',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [plugin] } });
      },
    },
  };
}

/** In a build the content folder is read once for all chapters; in dev each compilation follows a change. */
function requestFinder(contentDir: string): FindRequest {
  let read: Library | undefined;
  return (file) => {
    const isBuild = process.env['NODE_ENV'] === 'production';
    const library = (read = (isBuild ? read : undefined) ?? readLibrary(contentDir));
    const [found] = library.courses.flatMap((course) => pagesIn(course, file));
    if (!found) return Promise.resolve(undefined);
    const { course, draft, questions } = found;
    // Figures are drawn by their component (components/Figure.astro), and checked by the loader.
    return Promise.resolve(requestFor(draft, course, questions, library.addresses, () => ({ html: '' })));
  };
}

interface FoundPage {
  readonly course: CourseDraft;
  readonly draft: PageDraft;
  readonly questions: readonly Question[];
}

function pagesIn(course: CourseDraft, file: string): FoundPage[] {
  const full = path.resolve(file);
  const isIt = ({ source }: { readonly source: { readonly file: string } }): boolean =>
    path.resolve(source.file) === full;
  const chapter = course.chapters.find(isIt);
  if (chapter) return [{ course, draft: chapter, questions: chapter.questions }];
  return isIt(course.cover) ? [{ course, draft: course.cover, questions: [] }] : [];
}
