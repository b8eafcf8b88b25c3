// Formulas in TeX → MathML, by Temml at build: browsers draw it, and screen readers read it, without any script.
// Temml's text is taken apart sign by sign, and only elements and attributes that are known here are written out again,
// since what an author wrote went into it. Not here: where formulas stand in a text (course/source/).
import type { Code } from 'mdast';
import type { InlineMath } from '../../course/source/markdown-math.ts';
import type { RenderContext } from '../context.ts';
import { escapeHtml } from '../html/html-text.ts';
import { readMathml } from './mathml.ts';

type Temml = typeof import('temml').default;
let temml: Temml | undefined;

/** Loaded by the first chapter with a formula. */
export async function loadFormulas(): Promise<void> {
  temml ??= (await import('temml')).default;
}

/** A longer one is no formula that people read. */
const LONGEST = 20_000;

/** A `math` fence, or a formula of its own in a frame that scrolls. */
export function renderFormula(node: Code, context: RenderContext): string {
  const mathml = toMathml(node.value, true, node, context);
  if (mathml === undefined)
    return `<pre tabindex="0" role="group" aria-label="TeX"><code>${escapeHtml(node.value)}</code></pre>`;
  return `<div class="formula" tabindex="0" role="group" aria-label="${context.localization.text.formula}">${mathml}</div>`;
}

export function renderInlineFormula(node: InlineMath, context: RenderContext): string {
  const signs = node.isDisplay ? '$$' : '$';
  return toMathml(node.value, node.isDisplay, node, context) ?? escapeHtml(`${signs}${node.value}${signs}`);
}

/** Undefined, and told, if the formula cannot be read. */
function toMathml(
  tex: string,
  displayMode: boolean,
  node: Code | InlineMath,
  context: RenderContext,
): string | undefined {
  const wrong = (reason: string): undefined => {
    context.report(
      'warning',
      'formula-unreadable',
      node,
      `The formula cannot be read, so it is shown as it is written: ${reason}`,
      'Correct it, or write a dollar sign that is a price as "\\$".',
    );
  };
  if (!temml || tex.trim() === '') return wrong('it is empty.');
  if (tex.length > LONGEST) return wrong(`it has more than ${LONGEST.toLocaleString('en')} characters.`);
  let made: string;
  try {
    made = temml.renderToString(asTemmlHasIt(tex), {
      displayMode,
      throwOnError: true,
      trust: false,
      maxExpand: 500,
      strict: false,
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return wrong(sentence(message));
  }
  return readMathml(made) ?? wrong('it asks for something that a page does not allow.');
}

/** Environments that are numbered by a script or a style, or that Temml does not know → those that look the same. */
const ENVIRONMENTS: Readonly<Record<string, string>> = {
  equation: 'equation*',
  displaymath: 'equation*',
  align: 'align*',
  flalign: 'align*',
  'flalign*': 'align*',
  alignat: 'alignat*',
  gather: 'gather*',
  multline: 'multline*',
};

function asTemmlHasIt(tex: string): string {
  return tex
    .replaceAll(/\\[mh]box(?![a-zA-Z])/g, '\\text')
    .replaceAll(/\\(begin|end)\{([a-z]+\*?)\}/g, (whole, side: string, name: string) => {
      if (/^eqnarray\*?$/.test(name)) return `\\${side}{array}${side === 'begin' ? '{rcl}' : ''}`;
      const known = Object.hasOwn(ENVIRONMENTS, name) ? ENVIRONMENTS[name] : undefined;
      return known === undefined ? whole : `\\${side}{${known}}`;
    });
}

const LONGEST_REASON = 200;

/** Temml's message without the formula, which it repeats with marks under its letters. */
function sentence(message: string): string {
  const [first = ''] = message
    .replace(/^\s*(?:ParseError:\s*)?/, '')
    .split(/ at (?:position|end of input)|\n/);
  const said = first
    .replace(/[\u0300-\u036f]/g, '')
    .trim()
    .replace(/^./, (letter) => letter.toLowerCase())
    .replace(/\.$/, '');
  return said.length > LONGEST_REASON ? `${said.slice(0, LONGEST_REASON)}….` : `${said}.`;
}
