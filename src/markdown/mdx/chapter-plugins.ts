// Our steps of rendering as plugins for the MDX that Astro compiles, so that a chapter in .mdx gets the same headings,
// links, code, diagrams, questions and terms as one in .md. Not here: compiling and running (@astrojs/mdx); problems,
// which the loader tells after its own reading (render.ts).
import type { Root as HastRoot, RootContent } from 'hast';
import type { Root } from 'mdast';
import rehypeSlug from 'rehype-slug';
import remarkGfm from 'remark-gfm';
import { defaultHandlers, type Options as RehypeOptions } from 'remark-rehype';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { remarkFormulas } from '../../course/source/markdown-math.ts';
import { isTrustedHtml } from '../html/html-text.ts';
import type { RenderRequest } from '../../course/render-request.ts';
import { toSafeTree } from '../render.ts';
import { textAttribute } from './jsx.ts';

/** What the course knows of a chapter's file; undefined for a file that is no chapter, such as an author's import. */
export type FindRequest = (file: string) => Promise<RenderRequest | undefined>;

/** Options for `unified()` of @astrojs/markdown-remark. */
export function chapterPlugins(findRequest: FindRequest) {
  const remarkChapter = () => async (tree: Root, file: VFile) => {
    const request = await findRequest(file.path);
    if (!request) return;
    // As the course has read it: without its title, with what other tools write in our form. Rendering changes the tree.
    tree.children = structuredClone(request.tree).children;
    const { hast } = await toSafeTree({ ...request, tree });
    file.data['lectern'] = asJsx(hast);
  };
  const rehypeFinish = () => (_tree: HastRoot, file: VFile) => {
    // Pictures have their addresses; Astro would look for each once more.
    if (file.data['lectern']) Object.assign(file.data['astro'] ?? {}, NO_IMAGES);
  };
  const remarkRehype: RehypeOptions = {
    handlers: {
      // The tree that our own handlers have made, where the file is a chapter.
      root: (state, node: Root) => {
        const own = state.options.file?.data['lectern'] as HastRoot | undefined;
        return (own ?? defaultHandlers.root(state, node)) as ReturnType<typeof defaultHandlers.paragraph>;
      },
    },
  };
  return {
    gfm: false,
    smartypants: false,
    remarkPlugins: [remarkGfm, remarkFormulas, remarkChapter],
    remarkRehype,
    rehypePlugins: [rehypeSlug, rehypeFinish],
  };
}

const NO_IMAGES = { localImagePaths: [], remoteImagePaths: [] };

/** HTML of ours passes through the compiler as it is: it has no place in JSX but as `set:html`. */
function asJsx(tree: HastRoot): HastRoot {
  visit(tree, (node, index, parent) => {
    if (!parent || index === undefined || !isTrustedHtml(node)) return;
    const isFlow = parent.type === 'root' || !INLINE.has('tagName' in parent ? parent.tagName : '');
    const slot = {
      type: isFlow ? 'mdxJsxFlowElement' : 'mdxJsxTextElement',
      name: 'Fragment',
      attributes: [textAttribute('set:html', node.value)],
      children: [],
    };
    parent.children[index] = slot as unknown as RootContent & (typeof parent.children)[number];
  });
  return tree;
}

/** Elements of text, in which JSX is text too. */
const INLINE = new Set(['p', 'a', 'em', 'strong', 'code', 'span', 'h2', 'h3', 'h4', 'h5', 'h6']);
