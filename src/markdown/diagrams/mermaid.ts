// A Mermaid fence → a figure with an SVG drawn at build; no script, both themes, words for those who do not see it.
// Not here: Mermaid's grammar (mermaid-source.ts), the SVG itself (mermaid-svg.ts).
import type { Code } from 'mdast';
import type { RenderContext } from '../context.ts';
import { renderCode } from '../code/code.ts';
import type { FenceInfo } from '../code/fence-info.ts';
import { attributes, escapeHtml } from '../html/html-text.ts';
import { DiagramFault } from './mermaid-lines.ts';
import { readDiagram } from './mermaid-source.ts';

let drawDiagram: (typeof import('./mermaid-svg.ts'))['drawDiagram'] | undefined;

/** The drawing library is large, and most chapters have no diagram: it is loaded with the first. */
export async function loadMermaid(): Promise<void> {
  ({ drawDiagram } = await import('./mermaid-svg.ts'));
}

export function renderMermaid(node: Code, info: FenceInfo, context: RenderContext): string {
  try {
    const { source, title: ownTitle, description } = readDiagram(node.value);
    const title = info.title || ownTitle;
    const label = info.alt || description;
    if (label === '') {
      context.report(
        'warning',
        'diagram-alt-missing',
        node,
        'This diagram has no text alternative, so a reader who does not see it learns only the words in its boxes.',
        'Say what it shows: ```mermaid alt="…".',
      );
    }
    if (!drawDiagram) throw new Error('The drawing library is not loaded.');
    const { svg } = drawDiagram(source, context.nextId('diagram'), label || title);
    return (
      '<figure class="diagram mermaid">' +
      `<div${attributes({ class: 'diagram-scroll', tabindex: 0, role: 'group', 'aria-label': title || context.localization.text.diagram })}>${svg}</div>` +
      (title ? `<figcaption>${escapeHtml(title)}</figcaption>` : '') +
      '</figure>'
    );
  } catch (error) {
    const place = context.placeOf(node);
    if (error instanceof DiagramFault) {
      // An empty diagram lacks its first line, and at the end of a file there may be none after the fence's own.
      const { start, end } = node.position ?? { start: { line: 0 }, end: { line: 0 } };
      const line = place.line + Math.min(error.line, end.line - start.line);
      const at = { ...place, line, column: 1 };
      if (error.supported) {
        const what = `${error.message} The diagram's source is shown instead.`;
        context.report('warning', 'diagram-malformed', at, what, 'See "Diagrams" in the manual.');
      } else {
        context.report(
          'warning',
          'diagram-unsupported',
          at,
          `${error.message} Its source is shown instead.`,
          'Flowchart, sequence, state, class and entity-relationship diagrams can be drawn.',
        );
      }
    } else {
      const reason = error instanceof Error ? error.message : String(error);
      context.report(
        'warning',
        'diagram-malformed',
        node,
        `This diagram cannot be drawn: ${reason}`,
        'See "Diagrams" in the manual.',
      );
    }
    return renderCode(node, { ...info, language: 'mermaid' }, context);
  }
}
